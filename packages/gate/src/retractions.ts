/**
 * Retracts by the places they name: what accounts for a hole, and which evidence to send with one.
 *
 * Only verified retracts belong in here. Whether one counts (its author's person, a moderator's rank) is
 * the caller's to say.
 */
import {
  type Evidence,
  headsOf,
  parseRecord,
  type Place,
  type RecordId,
  recordIdOf,
  type Writer,
} from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import type { AcceptedRecord, DocFacts } from './facts.ts'
import { verifyRecord } from './verify-record.ts'

export interface Retractions {
  /** A verified retract; anything else is passed over. */
  add(retract: AcceptedRecord): void
  /** Those that name this place, in the order they came. */
  naming(writer: Writer, clock: number): readonly AcceptedRecord[]
}

export function newRetractions(): Retractions {
  const byPlace = new Map<Writer, Map<number, Map<RecordId, AcceptedRecord>>>()
  return {
    add(retract) {
      if (retract.record.kind !== 'retract') return
      for (const { writer, clock } of retract.record.targets) {
        const clocks = byPlace.get(writer) ?? new Map<number, Map<RecordId, AcceptedRecord>>()
        byPlace.set(writer, clocks)
        const others = clocks.get(clock)
        if (others === undefined) clocks.set(clock, new Map([[retract.id, retract]]))
        else others.set(retract.id, retract)
      }
    },
    naming: (writer, clock) => [...(byPlace.get(writer)?.get(clock)?.values() ?? [])],
  }
}

/** Whether the retract names this place; with an id, that record at it. */
export function namesPlace(
  { record }: AcceptedRecord,
  { writer, clock }: Pick<Place, 'writer' | 'clock'>,
  id?: RecordId,
): boolean {
  if (record.kind !== 'retract') return false
  return record.targets.some(
    (target) =>
      target.writer === writer && target.clock === clock && (id === undefined || target.id === id),
  )
}

export type RetractFacts = Pick<DocFacts, 'doc' | 'devicesOf' | 'hasAction'>

/**
 * The retracts in untrusted evidence (or found in an update) that stand by themselves: of this
 * document, by a known device, on actions that are held. Rule GA44.
 */
export function verifyEvidence(
  evidence: readonly Evidence[],
  facts: RetractFacts,
  verify: Verifier,
): readonly AcceptedRecord[] {
  return evidence.flatMap(({ writer, clock, record: bytes }) => {
    const record = parseRecord(bytes)
    if (record?.kind !== 'retract') return []
    if (!headsOf(record).every((head) => facts.hasAction(head))) return []
    const place: Place = { doc: facts.doc, writer, clock }
    const device = verifyRecord({ place, record, devices: facts.devicesOf(writer) }, verify)
    return device === undefined ? [] : [{ place, id: recordIdOf(place, bytes), record, device }]
  })
}
