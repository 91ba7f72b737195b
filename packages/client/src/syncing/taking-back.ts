/**
 * Which own records may be taken back when a relay refuses one: those that no relay has acknowledged.
 *
 * What another relay has is part of the group for everybody who reads there, whatever this one says,
 * and later acts build on it. A device that dropped its own admission would hold those acts and be
 * unable to place them: it would not know of a removal among them (AT110). Rules GS9, GS45.
 */
import {
  parseRecord,
  type ParsedRecord,
  type RecordId,
  recordIdOf,
  type Refusal,
  type Writer,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import type { OutboxRecord } from '../writing/outbox.ts'
import type { LiveDoc } from './live-doc.ts'

type Holding = Pick<Device, 'outbox'>

/** Of this writer from this place on: what waits for an acknowledgement. */
export function unacknowledgedFrom(
  { outbox }: Holding,
  doc: LiveDoc,
  from: { readonly writer: Writer; readonly clock: number },
): readonly OutboxRecord[] {
  return outbox
    .recordsOf(doc.name)
    .filter(({ writer, clock }) => writer === from.writer && clock >= from.clock)
}

/** What a refusal for good takes back; nothing of a group's document that is out, or behind what is. */
export function revocableFrom(
  device: Holding,
  doc: LiveDoc,
  refused: Pick<Refusal, 'writer' | 'clock' | 'reason'> & { readonly isActs: boolean },
): readonly OutboxRecord[] {
  const own = unacknowledgedFrom(device, doc, refused)
  if (!refused.isActs) return own
  const { writer, clock, reason } = refused
  const before = reason === 'gap' ? clock - 1 : clock
  if (isAcknowledged(device, doc, { writer, clock: before })) return []
  return isBuiltOn(device, doc, idsOf(own)) ? [] : own
}

/** By writer, the first of these records that builds on one of the ids. */
export function firstBuildingOn(
  records: readonly OutboxRecord[],
  ids: ReadonlySet<RecordId>,
): readonly { readonly writer: Writer; readonly clock: number }[] {
  const clocks = new Map<Writer, number>()
  for (const { writer, clock, bytes } of records)
    if (basisOf(parseRecord(bytes)).some((id) => ids.has(id)))
      clocks.set(writer, Math.min(clock, clocks.get(writer) ?? Infinity))
  return Array.from(clocks, ([writer, clock]) => ({ writer, clock }))
}

export function idsOf(records: readonly OutboxRecord[]): ReadonlySet<RecordId> {
  return new Set(records.map((record) => recordIdOf(record, record.bytes)))
}

function isAcknowledged(
  { outbox }: Holding,
  doc: LiveDoc,
  { writer, clock }: { readonly writer: Writer; readonly clock: number },
): boolean {
  if (clock < 0 || clock >= doc.records().placesOf(writer)) return false
  return !outbox.holds({ doc: doc.name, writer, clock })
}

/** Somebody had it from a relay, although no acknowledgement of it ever came. */
function isBuiltOn({ outbox }: Holding, doc: LiveDoc, ids: ReadonlySet<RecordId>): boolean {
  for (const { place, bytes } of doc.records().all())
    if (!outbox.holds(place) && basisOf(parseRecord(bytes)).some((id) => ids.has(id))) return true
  return false
}

function basisOf(record: ParsedRecord | undefined): readonly RecordId[] {
  if (record === undefined) return []
  return record.kind === 'action' ? record.header.parents : record.header.heads
}
