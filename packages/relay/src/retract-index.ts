/**
 * The retracts of one segment, by the places they name.
 *
 * What is held was verified when it was taken, but the device that signed is asked for again: only who
 * reads further pays for that. Evidence (107) is beside the document, in memory only and bounded.
 */
import {
  type AcceptedRecord,
  type HeldRecord,
  type RetractFacts,
  verifyEvidence,
} from '@parley/gate'
import { parseRecord, type Place, RECORD_TYPE, type Writer } from '@parley/protocol'
import type { Verifier } from '@parley/signing'

/** What was said in advance of records that are not here, by anybody. */
const MAX_EVIDENCE = 4_096

interface Entry {
  readonly held: HeldRecord
  verified: AcceptedRecord | undefined
}

export class RetractIndex {
  readonly #byPlace = new Map<Writer, Map<number, Entry[]>>()
  readonly #evidence = new Set<string>()

  constructor(records: Iterable<HeldRecord>) {
    this.add(records)
  }

  /** Records of the document as they come; those that are no retracts are passed over. */
  add(records: Iterable<HeldRecord>): void {
    for (const held of records) this.#index({ held, verified: undefined })
  }

  /** A verified retract that is not held. */
  addEvidence(retract: AcceptedRecord): void {
    const { place, record, id } = retract
    if (this.#evidence.size >= MAX_EVIDENCE || this.#evidence.has(id)) return
    this.#evidence.add(id)
    this.#index({ held: { place, root: 'messages', bytes: record.bytes }, verified: retract })
  }

  /** Nothing here names any place. */
  isEmpty(): boolean {
    return this.#byPlace.size === 0
  }

  hasEvidence(): boolean {
    return this.#evidence.size > 0
  }

  /** The verified retracts that name this place. */
  naming(
    { writer, clock }: Pick<Place, 'writer' | 'clock'>,
    facts: RetractFacts,
    verify: Verifier,
  ): readonly AcceptedRecord[] {
    const entries = this.#byPlace.get(writer)?.get(clock) ?? []
    return entries.flatMap((entry) => {
      const { place, bytes } = entry.held
      entry.verified ??= verifyEvidence([{ ...place, record: bytes }], facts, verify)[0]
      return entry.verified ?? []
    })
  }

  #index(entry: Entry): void {
    const { bytes } = entry.held
    const record = bytes[1] === RECORD_TYPE.retract ? parseRecord(bytes) : undefined
    if (record?.kind !== 'retract') return
    for (const { writer, clock } of record.targets) {
      const clocks = this.#byPlace.get(writer) ?? new Map<number, Entry[]>()
      this.#byPlace.set(writer, clocks)
      const others = clocks.get(clock)
      if (others === undefined) clocks.set(clock, [entry])
      else others.push(entry)
    }
  }
}
