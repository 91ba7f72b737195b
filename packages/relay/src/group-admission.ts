/**
 * Who may put what into a group's or a person's own document, now. Rules RE14, RE15, RE31, RE34, RE36.
 */
import { type AcceptedRecord, introducedIn, introducesItself, verifyJoin } from '@parley/gate'
import { linkEndIn, rankOf, type Roster } from '@parley/group'
import {
  type Action,
  equalBytes,
  introducedDevice,
  newWriter,
  type NackReason,
  parseDocName,
  type RecordId,
  toDeviceKey,
  writerPrefix,
} from '@parley/protocol'
import { hasAsked, isPresent } from './access.ts'
import type { Application } from './application.ts'
import { newAskingBudget } from './asking-budget.ts'
import { firstRefusals, type Refusals } from './refusals.ts'
import type { Invite } from './group-state.ts'
import { isTooEarly } from './time-policy.ts'
import { introducedPerson } from './verified-actions.ts'

/** `isStranger`: something was refused because its bearer does not belong here. */
export function groupRefusals(
  accepted: readonly AcceptedRecord[],
  application: Application,
): { readonly refusals: Refusals; readonly isStranger: boolean } {
  const { group, live } = application
  const invites = new Map(accepted.flatMap((one) => inviteEntry(one)))
  const introduced = new Map<number, Uint8Array>()
  const after = once(() => group.rosterWith(accepted))
  // Whose a new device is, only its own update tells.
  const isIntroducing = accepted.some(({ record }) => introducedIn(record) !== undefined)
  const roster = isIntroducing ? after() : group.roster()
  const isPersonal = parseDocName(live.name)?.kind === 'person'
  const hasRoom = live.quota.trial(isPersonal ? undefined : roster)
  const reasonAgainstAsking = newAskingBudget(application, roster)
  const isWriter = mayWriteGroup(accepted, application, after)
  const mayTell = newAsker(application, after)
  const mayTakeBack = newTakingBack(application)
  let isStranger = false
  const refusals = firstRefusals(accepted, (one) => {
    const { place, record } = one
    if (!isWriter && !isOwnJoin(one, application) && !mayTell(one) && !mayTakeBack(one)) {
      isStranger = true
      return 'policy:busy' // perhaps its bearer is in the group later
    }
    if (isTooEarly(one, application)) return 'policy:time'
    const crowded = reasonAgainstAsking(one)
    if (crowded !== undefined) return crowded
    if (!hasRoom(place.writer, record.bytes.length, keepsOrder(one, roster))) return 'policy:full'
    const newcomer = introducedIn(record)
    if (newcomer === undefined) return undefined
    const prefix = writerPrefix(group.id, newcomer)
    const others = [introduced.get(prefix), ...group.devicesOf(newWriter(prefix, 0))]
    const isOther = (key?: Uint8Array) => key !== undefined && !equalBytes(key, newcomer)
    if (others.some((other) => isOther(other) && holdsPrefix(other, after())))
      return 'policy:prefix' // AT75
    introduced.set(prefix, newcomer)
    return reasonAgainstJoin(one, application, { invites, after })
  })
  return { refusals, isStranger }
}

/** By its own word, or somebody who might let it in. A key that others only name may be made up (AT124). */
function holdsPrefix(key: Uint8Array | undefined, { log }: Roster): boolean {
  const named = key && toDeviceKey(key)
  return log.some(({ action, device, verdict }) => {
    const person = introducedPerson(action)
    if (person === undefined || named === undefined) return false
    if (action.type !== 'add') return device === named
    return verdict === 'valid' && toDeviceKey(introducedDevice(person)) === named
  })
}

/** RE14: present, or about to be by this very update, or bringing the group to a relay without it. */
function mayWriteGroup(
  accepted: readonly AcceptedRecord[],
  { group, by }: Application,
  after: () => Roster,
): boolean {
  const roster = group.roster()
  if (!roster.founded || isPresent(roster, by.device) || by.refills.has(group.id)) return true
  return accepted.some(({ record }) => introducesItself(record)) && isPresent(after(), by.device)
}

/** RE31: what may use the reserve: actions and key records of moderators and above. */
function keepsOrder({ record, device }: AcceptedRecord, roster: Roster): boolean {
  if (record.kind !== 'action' && record.kind !== 'epoch' && record.kind !== 'grant') return false
  const key = device && toDeviceKey(device)
  if (key === undefined || !isPresent(roster, key)) return false
  const person = roster.personOf(key)
  const role = person && roster.members.get(person)?.role
  return role !== undefined && rankOf(role) >= rankOf('moderator')
}

/** Records of somebody who only asked, the join among them. */
const ASKER_RECORDS = 8
const ASKING_KINDS: ReadonlySet<string> = new Set(['epoch', 'grant', 'profile'])

/** RE34: who waits to be let in may say their name to the moderators, under a key for that alone; no more. */
function newAsker(
  { by, group, live }: Application,
  after: () => Roster,
): (one: AcceptedRecord) => boolean {
  let told = 0
  return ({ place, record, device }) => {
    if (!ASKING_KINDS.has(record.kind)) return false
    if (device === undefined || toDeviceKey(device) !== by.device) return false
    if (live.quota.placesOf(place.writer) + told >= ASKER_RECORDS) return false
    if (!hasAsked(group.roster(), by.device) && !hasAsked(after(), by.device)) return false
    told++
    return true
  }
}

/**
 * Requests taken back by those who asked that a group's document holds at most: they make room for
 * others in what all who ask may use, and any number of people can be made up (AT96).
 */
const MAX_TAKEN_BACK = 100

/** RE34: who waits to be let in may take that back, once. */
function newTakingBack({ by, group }: Application): (one: AcceptedRecord) => boolean {
  let isDone = false
  return ({ record, device }) => {
    if (isDone || record.kind !== 'action' || record.action.type !== 'leave') return false
    if (device === undefined || toDeviceKey(device) !== by.device) return false
    const roster = group.roster()
    isDone = hasAsked(roster, by.device) && takenBackCount(roster) < MAX_TAKEN_BACK
    return isDone
  }
}

/** Leaves of people whom nobody had let in. */
function takenBackCount({ log, members, departed }: Roster): number {
  return log.filter(
    ({ action, person }) =>
      action.type === 'leave' &&
      person !== undefined &&
      !members.has(person) &&
      !departed.has(person),
  ).length
}

/** The record that founds what this document is about: a group, or a person's first device. */
export function isFounding({ place, record }: AcceptedRecord, roster: Roster): boolean {
  if (roster.founded || record.kind !== 'action') return false
  const isPersonal = parseDocName(place.doc)?.kind === 'person'
  return record.action.type === (isPersonal ? 'device' : 'found')
}

interface Around {
  /** Invites that this update brings. */
  readonly invites: ReadonlyMap<RecordId, Invite>
  /** The roster with everything of this update. */
  after(): Roster
}

/** RE15, RE34: its invite is here and signed it; and the link still takes people, when its own device asks. */
function reasonAgainstJoin(
  one: AcceptedRecord,
  application: Application,
  { invites, after }: Around,
): NackReason | undefined {
  const action = joinIn(one)
  if (action === undefined) return undefined
  const { group, by, verify } = application
  const invite = group.invite(action.invite) ?? invites.get(action.invite)
  const signed = { record: one.record, group: group.id }
  if (invite === undefined || !verifyJoin(signed, invite.signPublic, verify)) return 'bad'
  if (!isOwnJoin(one, application) || by.refills.has(group.id)) return undefined
  return reasonAgainstLink(one.id, action, { application, after })
}

/** Two relays may both let in the last one: each counts what it holds. */
function reasonAgainstLink(
  id: RecordId,
  { invite }: Extract<Action, { type: 'join' }>,
  { application, after }: { application: Application; after: () => Roster },
): NackReason | undefined {
  const { group, by, now } = application
  const roster = group.roster()
  if (isPresent(roster, by.device)) return undefined
  if (roster.policy.locked) return 'policy:busy' // until it is opened again
  if (roster.links.has(invite) && linkEndIn(roster, invite, now) !== undefined)
    return 'policy:removed'
  const takes = isPresent(after(), by.device) || after().requests.has(id)
  return takes || isHistory(id, after(), by) ? undefined : 'policy:removed'
}

/** Of somebody who was in by it, and went: another relay took it long ago, and it opens nothing. */
function isHistory(id: RecordId, roster: Roster, { device }: Application['by']): boolean {
  const person = roster.personOf(device)
  const isGone = person !== undefined && roster.departed.has(person)
  return isGone && roster.verdictOf(id) === 'valid'
}

function isOwnJoin(one: AcceptedRecord, { by }: Application): boolean {
  return (
    joinIn(one) !== undefined && one.device !== undefined && toDeviceKey(one.device) === by.device
  )
}

function joinIn({ record }: AcceptedRecord): Extract<Action, { type: 'join' }> | undefined {
  if (record.kind !== 'action' || record.action.type !== 'join') return undefined
  return record.action
}

function inviteEntry({ id, record }: AcceptedRecord): [RecordId, Invite][] {
  return record.kind === 'action' && record.action.type === 'invite' ? [[id, record.action]] : []
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
