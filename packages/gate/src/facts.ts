/**
 * What the gate asks and what it answers: pure look-ups in, a verdict out.
 */
import type {
  Acknowledgement,
  ParsedRecord,
  Place,
  RecordId,
  Refusal,
  Writer,
} from '@parley/protocol'
import type { GateRule } from './rules.ts'

/** What the gate is told about one document and its group. */
export interface DocFacts {
  /** The document's name; it says which grammar holds. */
  readonly doc: string
  /** The next free clock of a writer. */
  placesOf(writer: Writer): number
  /** A held record, or `undefined` for a place that is free or a hole. */
  recordAt(writer: Writer, clock: number): Uint8Array | undefined
  hasEntry(root: 'members' | 'keys', key: string): boolean
  /** Every known device key with this writer's prefix; the signature picks. Not asked by a client. */
  devicesOf(writer: Writer): readonly Uint8Array[]
  /** The root key behind a known device. Not asked by a client. */
  rootOf?(device: Uint8Array): Uint8Array | undefined
  /** Whether the group document holds this action, valid or not. */
  hasAction(id: RecordId): boolean
  /** A writer this tab uses: nothing comes from outside for it beyond what the tab wrote. */
  isOwn(writer: Writer): boolean
  /** From which clock on this writer was refused for good, if it was. */
  refusedFrom(writer: Writer): number | undefined
  /** Whether a retract accounts for a hole here. */
  explains(place: Place): boolean
}

export interface AcceptedRecord {
  readonly place: Place
  readonly id: RecordId
  readonly record: ParsedRecord
  /** The key whose signature stands; `undefined` when the gate was given no verifier. */
  readonly device: Uint8Array | undefined
}

export type GateVerdict =
  | {
      readonly ok: false
      /** The rule that the whole update is refused for. */
      readonly broke: GateRule
    }
  | {
      readonly ok: true
      /** The re-encoding of exactly what was accepted; `undefined` when that is nothing. */
      readonly update: Uint8Array | undefined
      /** Sections in the update's order, each in its writer's order. */
      readonly accepted: readonly AcceptedRecord[]
      /** Writers whose records below this clock were sent again with the bytes already held. */
      readonly held: readonly Acknowledgement[]
      /** At most one a writer: its first record not taken. */
      readonly refusals: readonly Refusal[]
      /** Ranges of the delete set, which nobody follows: worth a warning when a relay sends them. */
      readonly deletesCount: number
    }
