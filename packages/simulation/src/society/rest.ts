/** How a society comes to rest: everybody visits one relay, then the other, until nothing changes. */
import { screenOf } from '../world/screen.ts'
import { takeSides } from './accomplice.ts'
import type { Inhabitant } from './inhabitant.ts'
import type { Society } from './society.ts'

const VISIT_MS = 60_000
const MAX_VISITS = 14
/** Everybody heard all that one relay has, then the other, and the second brought nothing new. */
const STILL_VISITS = 1

/** What came of it, in words; empty when it is at rest. */
export async function settle(society: Society): Promise<readonly string[]> {
  await takeSides(society)
  for (const inhabitant of society.people) {
    inhabitant.resident.snuffFuse()
    inhabitant.line.heal()
  }
  let before = ''
  let stillCount = 0
  for (let visit = 0; visit < MAX_VISITS; visit++) {
    for (const { line } of society.people) line.roamTo(visit % 2 === 0 ? 0 : 1)
    await society.run({ type: 'tick', ms: VISIT_MS })
    const after = stateOf(society)
    stillCount = after === before ? stillCount + 1 : 0
    if (stillCount >= STILL_VISITS) return []
    before = after
  }
  return [`no rest: ${before}`]
}

function stateOf({ people, group }: Society): string {
  return JSON.stringify(people.map((inhabitant) => [inhabitant.name, ...viewOf(inhabitant, group)]))
}

function viewOf(inhabitant: Inhabitant, id: Society['group']): readonly unknown[] {
  const group = inhabitant.groupOf(id)
  if (group === undefined) return ['no group']
  const { state, people, waitsForKey } = group.info.get()
  return [state, waitsForKey, people.map(({ name, role }) => [name, role]), screenOf(group)]
}
