/**
 * Who may read a group here, by its roster as it stands now. Rules RE13, RE22, RE62, RE65.
 */
import type { Roster } from '@parley/group'
import {
  type DeviceKey,
  type GroupId,
  parseDocName,
  type PersonId,
  type RecordId,
} from '@parley/protocol'

/** What a session has shown about itself. */
export interface Credentials {
  readonly device: DeviceKey
  /** Invites whose link this session has proved to hold. */
  readonly links: ReadonlyMap<GroupId, RecordId>
  /** Groups that this session brought to a relay that did not hold them. */
  readonly refills: ReadonlySet<GroupId>
  /** Groups that this session carries to and from another relay (RE65). */
  readonly mirrors: ReadonlySet<GroupId>
}

/** Whether the device's person is in the group now, and the device is still one of theirs. */
export function isPresent(roster: Roster, device: DeviceKey): boolean {
  const person = roster.personOf(device)
  const member = person && roster.members.get(person)
  return member !== undefined && member.devices.includes(device)
}

/** Whether it may bring records of the group: somebody present, or a relay that carries the group from elsewhere. */
export function mayBring(roster: Roster, by: Credentials): boolean {
  return isPresent(roster, by.device) || by.mirrors.has(roster.group)
}

/**
 * Present people, relays that carry the group, and who proved to hold a link that is live now. By a desk link (RE62) the group document
 * alone is read: asked without a document, as of marks and of presence, the answer is no.
 */
export function mayRead(roster: Roster, by: Credentials, doc?: string): boolean {
  if (mayBring(roster, by)) return true
  const invite = by.links.get(roster.group)
  const link = invite && roster.links.get(invite)
  if (link === undefined) return false
  return !link.isDesk || (doc !== undefined && parseDocName(doc)?.kind === 'group')
}

/** Whether the device belonged here once: its person left or was removed, or the device itself was. */
export function isDeparted(roster: Roster, device: DeviceKey): boolean {
  const person = roster.personOf(device)
  if (person === undefined || isPresent(roster, device)) return false
  return roster.departed.has(person) || roster.members.has(person)
}

/** A coming in by a link, whether it counts or not. */
export interface Coming {
  readonly id: RecordId
  readonly invite: RecordId
}

const comingsBy = new WeakMap<Roster, ReadonlyMap<PersonId, Coming>>()

/** The newest coming in by a link that this person signed. Looked for once in a roster, which never changes. */
export function newestComing(roster: Roster, person: PersonId): Coming | undefined {
  const known = comingsBy.get(roster) ?? newestComings(roster)
  comingsBy.set(roster, known)
  return known.get(person)
}

function newestComings({ log }: Roster): ReadonlyMap<PersonId, Coming> {
  const newest = new Map<PersonId, Coming>()
  for (const { id, action, person } of log)
    if (action.type === 'join' && person !== undefined)
      newest.set(person, { id, invite: action.invite })
  return newest
}

/** Whether the device's person came by a link, and no coming of theirs let them in, or not yet. */
export function hasOnlyCome(roster: Roster, device: DeviceKey): boolean {
  const person = roster.personOf(device)
  if (person === undefined || isPresent(roster, device) || isDeparted(roster, device)) return false
  return newestComing(roster, person) !== undefined
}

/** Whether this device has asked to be let in, and nobody has answered. */
export function hasAsked({ requests }: Roster, device: DeviceKey): boolean {
  return [...requests.values()].some((request) => request.device === device)
}
