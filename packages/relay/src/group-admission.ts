/**
 * Who may put what into a group's or a person's own document, now. Rules RE14, RE15, RE31, RE34, RE36, RE64.
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
  personIdOf,
  type RecordId,
  toDeviceKey,
  writerPrefix,
} from '@parley/protocol'
import { hasAsked, isPresent, mayBring } from './access.ts'
import type { Application } from './application.ts'
import { newAskingBudget } from './asking-budget.ts'
import { firstRefusals, type Refusals } from './refusals.ts'
import type { Invite } from './group-state.ts'
import { newSignInTrial } from './sign-ins.ts'
import { isTooEarly } from './time-policy.ts'
import { introducedPerson } from './verified-actions.ts'

export interface GroupRefusals {
  readonly refusals: Refusals
  /** Something was refused because its bearer does not belong here. */
  readonly isStranger: boolean
}

/** What is refused at sight is refused first, because a roster is dear to reduce and all may ask (AT172). */
export function groupRefusals(
  accepted: readonly AcceptedRecord[],
  application: Application,
): GroupRefusals {
  const atSight = refusalsAtSight(accepted, application)
  if (atSight.refusals.size > 0) return atSight
  // Whose a new device is, only its own update tells.
  const isIntroducing = accepted.some(({ record }) => introducedIn(record) !== undefined)
  if (!isIntroducing) return refusalsBy(accepted, application, application.group.roster)
  if (!application.mayReduce())
    return { refusals: firstRefusals(accepted, () => 'policy:rate'), isStranger: false }
  return refusalsBy(
    accepted,
    application,
    once(() => application.group.rosterWith(accepted)),
  )
}

/** By the roster as it stands, whatever the update might come to. */
function refusalsAtSight(
  accepted: readonly AcceptedRecord[],
  application: Application,
): GroupRefusals {
  const { group, by } = application
  const invites = new Map(accepted.flatMap((one) => inviteEntry(one)))
  const mayComeIn = mayWriteNow(application) || mayLetIn(accepted, application)
  const mayAsk = hasAsked(group.roster(), by.device) || accepted.some((one) => isOwnJoin(one, by))
  const mayTakeBack = newTakingBack(application)
  const reasonAgainstSignIn = newSignInTrial(application)
  let isStranger = false
  const refusals = firstRefusals(accepted, (one) => {
    const isOfAsker = isOwnJoin(one, by) || (mayAsk && isAskersOwn(one, by)) || mayTakeBack(one)
    if (!mayComeIn && !isOfAsker) {
      isStranger = true
      return 'policy:busy' // perhaps its bearer is in the group later
    }
    if (isTooEarly(one, application)) return 'policy:time'
    return reasonAgainstSignIn(one) ?? reasonAgainstJoin(one, application, invites)
  })
  return { refusals, isStranger }
}

/** By the roster that this update would make. */
function refusalsBy(
  accepted: readonly AcceptedRecord[],
  application: Application,
  after: () => Roster,
): GroupRefusals {
  const { group, live, by } = application
  const introduced = new Map<number, Uint8Array>()
  const roster = after()
  const isPersonal = parseDocName(live.name)?.kind === 'person'
  const hasRoom = live.quota.trial(isPersonal ? undefined : roster)
  const reasonAgainstAsking = newAskingBudget(application, roster)
  const isWriter = mayWriteGroup(accepted, application, after)
  const mayTell = newAsker(application, after)
  const mayTakeBack = newTakingBack(application)
  let isStranger = false
  const refusals = firstRefusals(accepted, (one) => {
    const { place, record } = one
    if (!isWriter && !isOwnJoin(one, by) && !mayTell(one) && !mayTakeBack(one)) {
      isStranger = true
      return 'policy:busy' // perhaps its bearer is in the group later
    }
    const crowded = reasonAgainstAsking(one)
    if (crowded !== undefined) return crowded
    if (!hasRoom(place.writer, record.bytes.length, keepsOrder(one, roster))) return 'policy:full'
    const newcomer = introducedIn(record)
    if (newcomer === undefined) return undefined
    const prefix = writerPrefix(group.id, newcomer)
    const others = [introduced.get(prefix), ...group.devicesOf(newWriter(prefix, 0))]
    const isOther = (key?: Uint8Array) => key !== undefined && !equalBytes(key, newcomer)
    if (others.some((other) => isOther(other) && holdsPrefix(other, roster))) return 'policy:prefix' // AT75
    introduced.set(prefix, newcomer)
    return reasonAgainstComing(one, application, roster)
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

/** RE14, RE65: present, carrying the group from elsewhere, or bringing it to a relay without it. */
function mayWriteNow({ group, by }: Application): boolean {
  const roster = group.roster()
  return !roster.founded || mayBring(roster, by) || by.refills.has(group.id)
}

/**
 * Whether anybody could become present by these: by a device of somebody in the group, by an act of a
 * device known here, by a join. A device of anybody else makes nobody present.
 */
function mayLetIn(accepted: readonly AcceptedRecord[], { group }: Application): boolean {
  const roster = group.roster()
  return accepted.some(({ record, device }) => {
    if (record.kind !== 'action') return false
    const { action } = record
    if (action.type === 'device') return roster.members.has(personIdOf(action.person.root))
    const isKnown = device !== undefined && roster.personOf(toDeviceKey(device)) !== undefined
    return isKnown || action.type === 'join' || action.type === 'found'
  })
}

/** RE14: the same, or about to be present by this very update. */
function mayWriteGroup(
  accepted: readonly AcceptedRecord[],
  application: Application,
  after: () => Roster,
): boolean {
  if (mayWriteNow(application)) return true
  const isIntroduced = accepted.some(({ record }) => introducesItself(record))
  return isIntroduced && isPresent(after(), application.by.device)
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
  return (one) => {
    const { place } = one
    if (!isAskersOwn(one, by)) return false
    if (live.quota.placesOf(place.writer) + told >= ASKER_RECORDS) return false
    if (!hasAsked(group.roster(), by.device) && !hasAsked(after(), by.device)) return false
    told++
    return true
  }
}

/** Of a kind that who asks may add to a request, and by the bearer's own device. */
function isAskersOwn({ record, device }: AcceptedRecord, by: Application['by']): boolean {
  if (!ASKING_KINDS.has(record.kind) || device === undefined) return false
  return toDeviceKey(device) === by.device
}

/** RE34: who waits to be let in may take that back, once; what bounds it is how many may ask (AT96). */
function newTakingBack({ by, group }: Application): (one: AcceptedRecord) => boolean {
  let isDone = false
  return ({ record, device }) => {
    if (isDone || record.kind !== 'action' || record.action.type !== 'leave') return false
    if (device === undefined || toDeviceKey(device) !== by.device) return false
    isDone = hasAsked(group.roster(), by.device)
    return isDone
  }
}

/** The record that founds what this document is about: a group, or a person's first device. */
export function isFounding({ place, record }: AcceptedRecord, roster: Roster): boolean {
  if (roster.founded || record.kind !== 'action') return false
  const isPersonal = parseDocName(place.doc)?.kind === 'person'
  return record.action.type === (isPersonal ? 'device' : 'found')
}

/** RE15, RE34: its invite is here and signed it; and the link still takes people, when its own device asks. */
function reasonAgainstJoin(
  one: AcceptedRecord,
  application: Application,
  brought: ReadonlyMap<RecordId, Invite>,
): NackReason | undefined {
  const action = joinIn(one)
  if (action === undefined) return undefined
  const { group, verify, now } = application
  const invite = group.invite(action.invite) ?? brought.get(action.invite)
  const signed = { record: one.record, group: group.id }
  if (invite === undefined || !verifyJoin(signed, invite.signPublic, verify)) return 'bad'
  if (!isAskedAsComing(one, application)) return undefined
  if (invite.isDesk) return 'policy:removed' // RO51
  const roster = group.roster()
  if (roster.policy.locked) return 'policy:busy' // until it is opened again
  const isOver =
    roster.links.has(action.invite) && linkEndIn(roster, action.invite, now) !== undefined
  return isOver ? 'policy:removed' : undefined
}

/** Two relays may both let in the last one: each counts what it holds. */
function reasonAgainstComing(
  one: AcceptedRecord,
  application: Application,
  roster: Roster,
): NackReason | undefined {
  if (joinIn(one) === undefined || !isAskedAsComing(one, application)) return undefined
  const { by } = application
  const takes = isPresent(roster, by.device) || roster.requests.has(one.id)
  return takes || isHistory(one.id, roster, by) ? undefined : 'policy:removed'
}

/** Whether its own device brings it, of somebody who is not in the group. */
function isAskedAsComing(one: AcceptedRecord, { group, by }: Application): boolean {
  if (!isOwnJoin(one, by) || by.refills.has(group.id)) return false
  return !isPresent(group.roster(), by.device)
}

/** Of somebody who was in by it, and went: another relay took it long ago, and it opens nothing. */
function isHistory(id: RecordId, roster: Roster, { device }: Application['by']): boolean {
  const person = roster.personOf(device)
  const isGone = person !== undefined && roster.departed.has(person)
  return isGone && roster.verdictOf(id) === 'valid'
}

function isOwnJoin(one: AcceptedRecord, by: Application['by']): boolean {
  if (joinIn(one) === undefined || one.device === undefined) return false
  return toDeviceKey(one.device) === by.device
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
