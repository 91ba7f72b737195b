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
  type MessageId,
  type Place,
  type RecordId,
  type ThreadTag,
  toEpochId,
  toMessageId,
  toRecordId,
  toThreadTag,
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

/** The message a retract takes back, so that its place is known when its records are gone. */
export interface RetractedMessage {
  readonly messageId: MessageId
  /** Of the post; 0 when what goes is no post or edit, but a reaction to that message or a pin. */
  readonly hlc: Hlc
  /** The thread it stood in; without it, it stood in the main conversation. */
  readonly thread?: ThreadTag | undefined
}

export interface RetractBody {
  readonly message: RetractedMessage
  readonly targets: readonly RetractTarget[]
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

/** One retract takes back one message: all the records of it that its author holds. */
export function encodeRetractBody(
  { messageId, hlc, thread }: RetractedMessage,
  targets: readonly RetractTarget[],
): Uint8Array {
  const writer = new ByteWriter().put(idBytes(messageId)).u64(hlc)
  if (thread === undefined) writer.u8(0)
  else writer.u8(1).put(idBytes(thread))
  return writer
    .list(targets, (to, target) =>
      to.varuint(target.writer).varuint(target.clock).put(idBytes(target.id)),
    )
    .bytes()
}

export function parseRetractBody(body: Uint8Array): RetractBody | undefined {
  return parseBytes(body, (reader) => {
    const message = {
      messageId: toMessageId(reader.take(16)),
      hlc: reader.u64(),
      thread: readOptionalTag(reader),
    }
    const targets = reader.list(MAX_RETRACT_TARGETS, (from) => ({
      writer: from.varuint(),
      clock: from.varuint(),
      id: toRecordId(from.take(16)),
    }))
    if (targets.length === 0) reader.fail()
    return { message, targets }
  })
}

function readOptionalTag(reader: ByteReader): ThreadTag | undefined {
  const flag = reader.u8()
  if (flag > 1) reader.fail()
  return flag === 0 ? undefined : toThreadTag(reader.take(16))
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
