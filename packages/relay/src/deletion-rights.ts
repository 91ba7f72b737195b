/**
 * Which retract takes which record away, and which accounts for a hole. Rules RE39, RE40.
 *
 * What may be purged is asked of the roster as it stands now. What accounts for a hole that somebody
 * brings is asked of the retract alone if it is part of the document, because others may have purged
 * before the roster moved on; evidence, which costs nothing, is asked as a purge is.
 */
import { type AcceptedRecord, namesPlace, type RetractFacts } from '@parley/gate'
import { type Act, rankOf } from '@parley/group'
import {
  equalBytes,
  parseDocName,
  type Place,
  RECORD_TYPE,
  type RecordId,
  recordIdOf,
} from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import type { GroupState } from './group-state.ts'
import type { LiveDoc } from './live-doc.ts'
import { deviceKeyOf } from './device-keys.ts'

/** A segment, its group, and what checks signatures. */
export interface Segment {
  readonly live: Pick<LiveDoc, 'name' | 'records' | 'retracts' | 'digestOf'>
  readonly group: GroupState
  readonly verify: Verifier
}

/** Whether the retract is by the person whose device the place belongs to, or by a moderator; now. */
export type Right = 'own' | 'moderator'

/** The right by which a retract takes away the record it names, which stands here; `undefined`: none. */
export function rightOver(
  retract: AcceptedRecord,
  target: Place,
  segment: Segment,
): Right | undefined {
  if (!namesWhatStands(retract, target, segment)) return undefined
  const right: Right = isByOwner(retract, target, segment.group) ? 'own' : 'moderator'
  return isValidNow(retract, right, segment) ? right : undefined
}

/** Whether this verified retract accounts for a hole: by the place's person, or by a moderator of its time. */
export function accountsFor(retract: AcceptedRecord, hole: Place, group: GroupState): boolean {
  if (retract.record.kind !== 'retract' || retract.device === undefined) return false
  if (!namesPlace(retract, hole)) return false
  if (isByOwner(retract, hole, group)) return true
  const roster = group.roster()
  const person = roster.personOf(deviceKeyOf(retract.device))
  const rank = person && roster.rankAlone(person, retract.record.header.heads)
  return rank !== undefined && rankOf(rank) >= rankOf('moderator')
}

/** A retract held or given as evidence that accounts for a hole; with an id, for this record's being gone. */
export function explanationOf(
  hole: Place,
  segment: Segment,
  id?: RecordId,
): AcceptedRecord | undefined {
  const { live, group, verify } = segment
  const retracts = live.retracts.naming(hole, factsOf({ live, group }), verify)
  return retracts.find((retract) => {
    if (!namesPlace(retract, hole, id) || !accountsFor(retract, hole, group)) return false
    const right = isByOwner(retract, hole, group) ? 'own' : 'moderator'
    return isHeld(retract, segment) || isValidNow(retract, right, segment)
  })
}

/** What retracts are verified against. */
export function factsOf({ live, group }: Pick<Segment, 'live' | 'group'>): RetractFacts {
  return { doc: live.name, devicesOf: group.devicesOf, hasAction: group.roster().hasAction }
}

function namesWhatStands(retract: AcceptedRecord, place: Place, { live }: Segment): boolean {
  const bytes = live.records.recordAt(place.writer, place.clock)
  if (bytes === undefined) return false
  if (bytes[1] === RECORD_TYPE.retract) return false // AT39
  return namesPlace(retract, place, recordIdOf(place, bytes))
}

function isHeld({ place, record }: AcceptedRecord, { live }: Segment): boolean {
  const held = live.records.recordAt(place.writer, place.clock)
  return held !== undefined && equalBytes(held, record.bytes)
}

function isByOwner({ device }: AcceptedRecord, { writer }: Place, group: GroupState): boolean {
  const roster = group.roster()
  const person = device && roster.personOf(deviceKeyOf(device))
  if (person === undefined) return false
  return roster.devicesOf(writer).some((owner) => roster.personOf(owner) === person)
}

function isValidNow(
  { place, record, device }: AcceptedRecord,
  right: Right,
  { live, group }: Segment,
): boolean {
  if (device === undefined || record.kind !== 'retract') return false
  const name = parseDocName(place.doc)
  const segment = name?.kind === 'segment' ? name.segment : undefined
  const act: Act = right === 'own' ? 'retract' : 'moderate'
  const answer = group.roster().judge({
    device: deviceKeyOf(device),
    heads: record.header.heads,
    place: { segment, writer: place.writer, clock: place.clock },
    act,
    digestOf: (upto) => (upto.segment === segment ? live.digestOf(upto) : undefined),
  })
  return answer === 'valid'
}
