/**
 * Envelopes: what a relay sees of a message; and retracts, the one kind in clear.
 *
 * Profile and about are envelopes too, kept in `members`. What is inside the seal: content.ts.
 */
import { type ByteReader, ByteWriter, concatBytes, parseBytes } from './bytes.ts'
import type { Hlc } from './hlc.ts'
import {
  type EpochId,
  idBytes,
  type Place,
  type RecordId,
  toEpochId,
  toRecordId,
  type Writer,
} from './ids.ts'
import { MAX_PARENTS, MAX_RETRACT_TARGETS } from './limits.ts'
import { placeBytes } from './record.ts'

export const NONCE_BYTES = 24

export interface EnvelopeHeader {
  readonly hlc: Hlc
  /** Action ids: the heads of the membership this device knew. */
  readonly heads: readonly RecordId[]
  /** How many places the writer held of this document. */
  readonly placesHeld: number
  /** `undefined` in a group that is not encrypted. */
  readonly epoch: EpochId | undefined
  readonly nonce: Uint8Array
}

export interface RetractHeader {
  readonly hlc: Hlc
  readonly heads: readonly RecordId[]
}

/** One record whose content must go; it stands in the same document as the retract. */
export interface RetractTarget {
  readonly writer: Writer
  readonly clock: number
  readonly id: RecordId
}

const NO_EPOCH = new Uint8Array(16)

export function encodeEnvelopeHeader(header: EnvelopeHeader): Uint8Array {
  const epoch = header.epoch === undefined ? NO_EPOCH : idBytes(header.epoch)
  return putHeads(new ByteWriter(), header)
    .varuint(header.placesHeld)
    .put(epoch)
    .put(header.nonce)
    .bytes()
}

export function readEnvelopeHeader(reader: ByteReader): EnvelopeHeader {
  const { hlc, heads } = readHeads(reader)
  const placesHeld = reader.varuint()
  const epoch = reader.take(16)
  const isOpen = epoch.every((byte) => byte === 0)
  return {
    hlc,
    heads,
    placesHeld,
    epoch: isOpen ? undefined : toEpochId(epoch),
    nonce: reader.take(NONCE_BYTES),
  }
}

/** What the seal is bound to besides the key: place and header. */
export function envelopeAad(place: Place, header: Uint8Array): Uint8Array {
  return concatBytes(placeBytes(place), header)
}

export function encodeRetractHeader(header: RetractHeader): Uint8Array {
  return putHeads(new ByteWriter(), header).bytes()
}

export function encodeRetractBody(targets: readonly RetractTarget[]): Uint8Array {
  const writer = new ByteWriter()
  return writer
    .list(targets, (to, target) =>
      to.varuint(target.writer).varuint(target.clock).put(idBytes(target.id)),
    )
    .bytes()
}

export function parseRetractBody(body: Uint8Array): readonly RetractTarget[] | undefined {
  const targets = parseBytes(body, (reader) =>
    reader.list(MAX_RETRACT_TARGETS, (from) => ({
      writer: from.varuint(),
      clock: from.varuint(),
      id: toRecordId(from.take(16)),
    })),
  )
  return targets?.length === 0 ? undefined : targets
}

/** hlc u64, then 1 to 8 distinct action ids. */
export function readHeads(reader: ByteReader): RetractHeader {
  const hlc = reader.u64()
  const heads = reader.list(MAX_PARENTS, (from) => toRecordId(from.take(16)))
  if (heads.length === 0 || new Set(heads).size !== heads.length) reader.fail()
  return { hlc, heads }
}

function putHeads(writer: ByteWriter, header: RetractHeader): ByteWriter {
  return writer.u64(header.hlc).list(header.heads, (to, head) => to.put(idBytes(head)))
}
