/**
 * A group goes from this device: one that this person never came into, or is out of. Rules GS43, GS51.
 *
 * What is refused or under which database a document lives stays known, so that nothing old comes
 * back when another link leads here again.
 */
import type { GroupId } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { StoreChange } from '../ports.ts'
import { databaseName } from '../syncing/open-kept.ts'

/** Keys that end with the group, and those that go on after it. */
const ONE_EACH = [
  'group/',
  'draft/',
  'edit/',
  'counts/',
  'read/',
  'reached/',
  'late/',
  'early/',
  'came/',
  'synced/',
  'pins/',
  'freed/',
  'proved/',
  'answers/',
]
const MANY_EACH = [
  'draft/',
  'edit/',
  'waiting/',
  'link/',
  'namesake/',
  'unsent/',
  'hidden/',
  'proved/',
]

/** All of it in one write, with what no relay has acknowledged. Rejects with StorageFailed. */
export async function eraseGroup(
  { store, outbox, notices }: Pick<Device, 'store' | 'outbox' | 'notices'>,
  group: GroupId,
  docs: readonly string[],
): Promise<void> {
  const kept = await Promise.all(MANY_EACH.map((prefix) => store.list(`${prefix}${group}/`)))
  const keys = [...ONE_EACH.map((prefix) => prefix + group), ...kept.flat().map(([key]) => key)]
  const unsent = docs.flatMap((doc) => outbox.recordsOf(doc))
  const deletes = keys.map((key): StoreChange => ({ type: 'delete', key }))
  await outbox.takeBack(unsent, deletes)
  notices.forget(group)
}

/** Of closed documents. What another tab still holds goes with that tab; nothing reads it any more. */
export async function eraseDocs(
  { docStore, refusals }: Pick<Device, 'docStore' | 'refusals'>,
  docs: readonly string[],
): Promise<void> {
  for (const doc of docs) {
    const old = databasesOf({ refusals }, doc)
    await refusals.nextGeneration(doc)
    await refusals.endFilling(doc).catch(() => undefined)
    for (const name of old) await docStore.delete(name).catch(() => undefined)
  }
}

/** The living one, and those that were set aside as damaged. */
export function databasesOf(
  { refusals }: Pick<Device, 'refusals'>,
  doc: string,
): readonly string[] {
  return Array.from({ length: refusals.generation(doc) + 1 }, (_, generation) =>
    databaseName(doc, generation),
  )
}
