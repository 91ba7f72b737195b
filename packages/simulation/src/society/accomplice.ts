/** A relay that takes everything from somebody whom nobody else would hear any more. */
import { parseDocName } from '@parley/protocol'
import * as Y from 'yjs'
import type { Inhabitant } from './inhabitant.ts'
import type { Society } from './society.ts'

const ROW = /^parley-doc\/(.+)\/\d+$/u
const START_MS = 2_000

/** All that removed people in hiding hold goes straight onto the second relay's disk, admitted or not. */
export async function takeSides(society: Society): Promise<void> {
  const [founder] = society.people
  const present = founder?.groupOf(society.group)?.info.get().people ?? []
  const hidden = society.people.filter(
    ({ isHidden, person }) => isHidden && present.every((one) => one.person !== person),
  )
  if (hidden.length === 0) return
  const [, { host, disk }] = society.relays
  host.kill()
  for (const inhabitant of hidden)
    for (const [name, update] of docsOf(inhabitant, society.group))
      disk.updates.set(name, [...(disk.updates.get(name) ?? []), update])
  host.start()
  await society.run({ type: 'tick', ms: START_MS })
}

function docsOf(
  { resident }: Inhabitant,
  group: Society['group'],
): readonly [string, Uint8Array][] {
  return [...resident.machine.disk.docs].flatMap(([key, rows]): [string, Uint8Array][] => {
    const name = ROW.exec(key)?.[1] ?? ''
    const parsed = parseDocName(name)
    if (parsed === undefined || !('group' in parsed) || parsed.group !== group) return []
    const doc = new Y.Doc()
    for (const { update } of rows) Y.applyUpdate(doc, update)
    const whole = Y.encodeStateAsUpdate(doc)
    doc.destroy()
    return [[name, whole]]
  })
}
