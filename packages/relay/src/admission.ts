/**
 * Admission: who may read and write here, now. One relay's policy on top of what the gate finds
 * well-formed; a refusal consumes nothing. Rules RE13 to RE15, RE17.
 *
 * Whether an accepted record is *valid* is no relay's business: every reader decides that alone.
 */
import {
  type AcceptedRecord,
  type DocFacts,
  type GateRule,
  type GateVerdict,
  introducedIn,
  judgeUpdate,
  verifyJoin,
} from '@parley/gate'
import type { Roster } from '@parley/group'
import {
  type DeviceKey,
  equalBytes,
  type GroupId,
  MAX_SEGMENT_BYTES,
  MAX_SEGMENT_PLACES,
  type NackReason,
  parseDocName,
  prefixOf,
  type RecordId,
  type Refusal,
  toDeviceKey,
  type Writer,
} from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import type { GroupState, Invite } from './group-state.ts'
import type { LiveDoc } from './live-doc.ts'

/** What a session has shown about itself. */
export interface Credentials {
  readonly device: DeviceKey
  /** Invites whose link this session has proved to hold. */
  readonly links: ReadonlyMap<GroupId, RecordId>
  /** Groups that this session brought to a relay that did not hold them. */
  readonly refills: ReadonlySet<GroupId>
}

export interface Application {
  readonly live: Pick<LiveDoc, 'name' | 'records' | 'filled' | 'quota'>
  readonly group: GroupState
  readonly by: Credentials
  readonly verify: Verifier
  /** The highest segment of the group that has records here, -1 for none. */
  readonly lastSegment: number
  readonly segmentsAhead: number
}

export type Admission =
  | { readonly type: 'fatal'; readonly broke: GateRule }
  | { readonly type: 'forbidden' }
  | { readonly type: 'judged'; readonly verdict: GateVerdict & { readonly ok: true } }

/** Policy may refuse what depends on what it refused before; honest updates settle in one round. */
const MAX_ROUNDS = 4

/** For records of a group document whose bearer is not in the group yet: perhaps it is later. */
const STRANGER: NackReason = 'policy:busy'

/** Whether the device's person is in the group now. */
export function isPresent(roster: Roster, device: DeviceKey): boolean {
  const person = roster.personOf(device)
  return person !== undefined && roster.members.has(person)
}

/** Present people, and who proved to hold a link that is live now. */
export function mayRead(roster: Roster, by: Credentials): boolean {
  if (isPresent(roster, by.device)) return true
  const invite = by.links.get(roster.group)
  return invite !== undefined && roster.links.has(invite)
}

/** Judge an untrusted update by the gate and by this relay's policy. Changes nothing. */
export function admitUpdate(update: Uint8Array, application: Application): Admission {
  const { live, group, by, verify } = application
  const roster = group.roster()
  const isSegment = parseDocName(live.name)?.kind === 'segment'
  if (isSegment && roster.founded && !isPresent(roster, by.device)) return { type: 'forbidden' }
  const refused = new Map<Writer, Refusal>()
  for (let round = 0; ; round++) {
    const verdict = judgeUpdate(update, factsFor(application, refused), verify)
    if (!verdict.ok) return { type: 'fatal', broke: verdict.broke }
    const fresh = isSegment
      ? segmentRefusals(verdict.accepted, application)
      : groupRefusals(verdict.accepted, application)
    if (fresh.size === 0) return judged(verdict, refused, application)
    for (const [writer, refusal] of fresh) refused.set(writer, refusal)
    if (round === MAX_ROUNDS) return { type: 'forbidden' }
  }
}

/** RE14: whose update was refused for nothing but being a stranger's is told so, once and plainly. */
function judged(
  verdict: GateVerdict & { readonly ok: true },
  refused: ReadonlyMap<Writer, Refusal>,
  { group, by }: Application,
): Admission {
  const isNothing = verdict.accepted.length === 0 && verdict.held.length === 0
  const isStrange = [...refused.values()].some(({ reason }) => reason === STRANGER)
  if (isNothing && isStrange && !mayRead(group.roster(), by)) return { type: 'forbidden' }
  const refusals = verdict.refusals.map((refusal) => {
    const policy = refused.get(refusal.writer)
    return policy?.clock === refusal.clock ? policy : refusal
  })
  return { type: 'judged', verdict: { ...verdict, refusals } }
}

function factsFor({ live, group }: Application, refused: ReadonlyMap<Writer, Refusal>): DocFacts {
  const roster = group.roster()
  return {
    doc: live.name,
    placesOf: live.records.placesOf,
    recordAt: live.records.recordAt,
    hasEntry: live.records.hasEntry,
    devicesOf: group.devicesOf,
    hasAction: roster.hasAction,
    isOwn: () => false,
    refusedFrom: (writer) => refused.get(writer)?.clock,
    explains: () => false,
  }
}

type Refusals = ReadonlyMap<Writer, Refusal>

/** The first record of each writer that `reasonAgainst` names a reason for. */
function firstRefusals(
  accepted: readonly AcceptedRecord[],
  reasonAgainst: (one: AcceptedRecord) => NackReason | undefined,
): Refusals {
  const refusals = new Map<Writer, Refusal>()
  for (const one of accepted) {
    const { writer, clock } = one.place
    if (refusals.has(writer)) continue
    const reason = reasonAgainst(one)
    if (reason !== undefined) refusals.set(writer, { writer, clock, reason, needs: [] })
  }
  return refusals
}

function segmentRefusals(
  accepted: readonly AcceptedRecord[],
  { live, by, lastSegment, segmentsAhead }: Application,
): Refusals {
  const name = parseDocName(live.name)
  const segment = name?.kind === 'segment' ? name.segment : 0
  let { placesCount, bytesCount } = live.filled()
  const hasRoom = live.quota.trial()
  return firstRefusals(accepted, ({ place, record, device }) => {
    const isOwn = device !== undefined && toDeviceKey(device) === by.device
    if (isOwn && segment > lastSegment + segmentsAhead) return 'policy:busy' // AT62
    // Deleting must stay possible in a full segment, though not without end.
    if (record.kind === 'retract')
      return hasRoom(place.writer, record.bytes.length) ? undefined : 'policy:full'
    placesCount++
    bytesCount += record.bytes.length
    const isFull = placesCount > MAX_SEGMENT_PLACES || bytesCount > MAX_SEGMENT_BYTES
    return isFull ? 'policy:full' : undefined
  })
}

function groupRefusals(accepted: readonly AcceptedRecord[], application: Application): Refusals {
  const { group, by, live } = application
  const hasRoom = live.quota.trial()
  const invites = new Map(accepted.flatMap((one) => inviteEntry(one)))
  const introduced = new Map<number, Uint8Array>()
  const isWriter = mayWriteGroup(accepted, application)
  return firstRefusals(accepted, (one) => {
    const { place, record, device } = one
    const isOwnJoin = isJoin(one) && device !== undefined && toDeviceKey(device) === by.device
    if (!isWriter && !isOwnJoin) return STRANGER
    if (!hasRoom(place.writer, record.bytes.length)) return 'policy:full'
    const newcomer = introducedIn(record)
    if (newcomer === undefined) return undefined
    const others = [introduced.get(prefixOf(place.writer)), ...group.devicesOf(place.writer)]
    if (others.some((other) => other !== undefined && !equalBytes(other, newcomer)))
      return 'policy:prefix' // AT75
    introduced.set(prefixOf(place.writer), newcomer)
    return isJoin(one) && !hasItsInvite(one, application, invites) ? 'bad' : undefined
  })
}

/** RE14: present, or about to be by this very update, or bringing the group to a relay without it. */
function mayWriteGroup(accepted: readonly AcceptedRecord[], { group, by }: Application): boolean {
  const roster = group.roster()
  if (!roster.founded || isPresent(roster, by.device) || by.refills.has(group.id)) return true
  return accepted.some(isJoin) && isPresent(group.rosterWith(accepted), by.device)
}

function hasItsInvite(
  { record }: AcceptedRecord,
  { group, verify }: Application,
  brought: ReadonlyMap<RecordId, Invite>,
): boolean {
  if (record.kind !== 'action' || record.action.type !== 'join') return false
  const { invite: id } = record.action
  const invite = group.invite(id) ?? brought.get(id)
  if (invite === undefined) return false
  return verifyJoin({ record, group: group.id }, invite.signPublic, verify)
}

function inviteEntry({ id, record }: AcceptedRecord): [RecordId, Invite][] {
  return record.kind === 'action' && record.action.type === 'invite' ? [[id, record.action]] : []
}

function isJoin({ record }: AcceptedRecord): boolean {
  return record.kind === 'action' && record.action.type === 'join'
}
