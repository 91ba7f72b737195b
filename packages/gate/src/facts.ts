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
import type { PlaceRange } from './sections.ts'

/** What the gate is told about one document and its group. */
export interface DocFacts {
  /** The document's name; it says which grammar holds. */
  readonly doc: string
  /** The next free clock of a writer. */
  placesOf(writer: Writer): number
  /** A held record, or `undefined` for a place that is free or a hole. */
  recordAt(writer: Writer, clock: number): Uint8Array | undefined
  /** Clocks from `from` on and below `to` where this writer's records stand, ascending. */
  liveClocks(writer: Writer, from: number, to: number): Iterable<number>
  hasEntry(root: 'members' | 'keys', key: string): boolean
  /** Every known device key with this writer's prefix; the signature picks. Not asked by a client. */
  devicesOf(writer: Writer): readonly Uint8Array[]
  /** Whether the group document holds this action, valid or not. */
  hasAction(id: RecordId): boolean
  /** A writer this tab uses: nothing comes from outside for it beyond what the tab wrote. */
  isOwn(writer: Writer): boolean
  /** From which clock on this writer was refused for good, if it was. */
  refusedFrom(writer: Writer): number | undefined
  /**
   * A client takes a hole at a place it never held without being told why, and shows it as missing; and
   * a hole over what it holds costs the section nothing. A relay does neither.
   */
  readonly takesMissing: boolean
  /**
   * Whether a retract, held or given as evidence, accounts for a hole here: by the place's person, or by
   * one who was a moderator in the retract's own past. With an id, only one that names this very record.
   * Not asked by a client.
   */
  explains(place: Place, id?: RecordId): boolean
  /** The same of this one retract, which came with the update itself and is verified. */
  accountsFor(retract: AcceptedRecord, place: Place): boolean
  /** Whether a retract that is valid now names this place and the record that stands here. A relay says no. */
  mayDelete(place: Place): boolean
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
      /** Whether `update` brings the accepted records and nothing else: no holes, no deletes. */
      readonly isPlain: boolean
      /** Sections in the update's order, each in its writer's order. */
      readonly accepted: readonly AcceptedRecord[]
      /** Writers whose records below this clock were sent again with the bytes already held. */
      readonly held: readonly Acknowledgement[]
      /** At most one a writer: its first record not taken. */
      readonly refusals: readonly Refusal[]
      /** Places whose records a retract takes away; `update` deletes them. */
      readonly deletes: readonly PlaceRange[]
      /** Ranges over records that no retract takes away: not followed, and worth a warning from a relay. */
      readonly deletesCount: number
    }
