/**
 * What the author of a record in a segment may do, now. Rules RE37, RE38.
 *
 * Asked of what people bring from their own devices. What others pass on was taken somewhere: it is
 * stored, because it may be valid for all this relay knows, and it is shown only if it is.
 */
import type { AcceptedRecord } from '@parley/gate'
import type { Bar, Member, Question, Roster } from '@parley/group'
import { type NackReason, parseDocName } from '@parley/protocol'
import type { Application } from './application.ts'
import type { SlowTrial } from './slow-mode.ts'
import { isOwn, isTooEarly } from './time-policy.ts'
import { deviceKeyOf } from './device-keys.ts'

const REASONS: Readonly<Record<Exclude<Bar, 'waits'>, NackReason>> = {
  absent: 'policy:removed',
  cut: 'policy:removed',
  'removed-device': 'policy:removed',
  muted: 'policy:muted',
  guest: 'policy:muted',
  locked: 'policy:muted',
  announcements: 'policy:muted',
  hushed: 'policy:muted',
  role: 'policy:muted',
}

/** Why this record of a segment is refused for its author's sake. */
export function reasonAgainstAuthor(
  one: AcceptedRecord,
  application: Application,
  slow: SlowTrial,
): NackReason | undefined {
  if (!isOwn(one, application)) return undefined
  if (isTooEarly(one, application)) return 'policy:time'
  const roster = application.group.roster()
  const bar = barAgainst(one, application)
  if (bar === 'waits') return undefined // heads are held; only a digest may still be unknown
  if (bar === 'cut' && muteOf(one, roster) !== undefined) return 'policy:muted'
  if (bar !== undefined) return REASONS[bar]
  if (one.record.kind === 'retract') return undefined
  if (isMutedNow(one, { roster, now: application.now })) return 'policy:muted'
  return slow.takes(one, roster) ? undefined : 'policy:muted'
}

/** Whether a record of a segment that somebody else passes on counts for nobody, as far as is known here. */
export function isIdlyCarried(one: AcceptedRecord, application: Application): boolean {
  if (one.record.home !== 'messages' || isOwn(one, application)) return false
  const bar = barAgainst(one, application)
  return bar !== undefined && bar !== 'waits'
}

function barAgainst({ place, record, device }: AcceptedRecord, { group, live }: Application) {
  if (device === undefined || record.kind === 'action') return undefined
  const name = parseDocName(place.doc)
  const segment = name?.kind === 'segment' ? name.segment : undefined
  const question: Question = {
    device: deviceKeyOf(device),
    heads: record.header.heads,
    place: { segment, writer: place.writer, clock: place.clock },
    act: record.kind === 'retract' ? 'retract' : 'any',
    digestOf: (upto) => (upto.segment === segment ? live.digestOf(upto) : undefined),
  }
  return group.roster().whyNot(question)
}

/** A mute for a time is not retroactive: what was written before it, offline, still gets through. */
function isMutedNow(
  one: AcceptedRecord,
  { roster, now }: { readonly roster: Roster; readonly now: number },
): boolean {
  const mute = muteOf(one, roster)
  if (mute === undefined || mute.until <= now) return false
  return one.record.header.hlc >= roster.hlcOf(mute.action)
}

function muteOf({ device }: AcceptedRecord, roster: Roster): Member['mute'] {
  const person = device && roster.personOf(deviceKeyOf(device))
  return person && roster.members.get(person)?.mute
}
