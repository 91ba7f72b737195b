/**
 * This browser becomes a device of another person, by link or by phrase: one write, and only where
 * nothing would be lost. Rules DL10, OW18.
 */
import type { Device } from '../device.ts'
import { entryChange, type GroupEntry, listEntries } from '../joining/group-entry.ts'
import type { Identity } from '../identity/identity.ts'
import type { OwnIdentity } from '../identity/own-identity.ts'
import type { GivenGroup } from '../linking/given-person.ts'
import type { StoreChange } from '../ports.ts'

export interface Successor {
  readonly next: Identity
  /** What is known of the person besides. */
  readonly given?: { readonly name: string; readonly groups: readonly GivenGroup[] }
}

/** Of the one who was here: nobody has ever seen any of it. */
const LEFT_BEHIND = ['note/', 'outbox/', 'waiting/', 'refused/', 'generation/']

/** False when this device has groups of its own, or became somebody else meanwhile. Rejects with StorageFailed. */
export async function takeOver(
  { store }: Pick<Device, 'store'>,
  ownIdentity: OwnIdentity,
  { next, given }: Successor,
): Promise<boolean> {
  if ((await listEntries(store)).length > 0) return false
  const left = await Promise.all(LEFT_BEHIND.map((prefix) => store.list(prefix)))
  const deletes = left.flat().map(([key]): StoreChange => ({ type: 'delete', key }))
  const name: StoreChange =
    given === undefined || given.name === ''
      ? { type: 'delete', key: 'name' }
      : { type: 'put', key: 'name', value: given.name }
  const entries = (given?.groups ?? []).map(({ group, name: named, admission }) => {
    const entry: GroupEntry = {
      state: 'member',
      invite: undefined,
      secret: undefined,
      name: named,
      admission,
    }
    return entryChange(group, entry)
  })
  return ownIdentity.giveWayTo(next, [...deletes, name, ...entries])
}
