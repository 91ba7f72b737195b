/**
 * Frames: everything on Parley's socket is a document name, then a y-websocket message.
 *
 * Types 0, 1 and 3 are y-websocket's own (sync, awareness, query awareness); 100 and up are ours.
 * Frames about the connection itself carry the empty name. Readers take untrusted bytes.
 */
import { ByteReader, ByteWriter, parseBytes } from './bytes.ts'
import { MAX_FRAME_BYTES, MAX_UPDATE_BYTES } from './limits.ts'

export const SUBPROTOCOL = 'parley.1'
export const MAX_DOC_NAME_BYTES = 64

export const MESSAGE_TYPE = {
  sync: 0,
  awareness: 1,
  queryAwareness: 3,
  challenge: 100,
  proof: 101,
  ack: 102,
  nack: 103,
  inventory: 104,
  mark: 105,
  close: 106,
  evidence: 107,
  linking: 108,
} as const

export const SYNC_STEP = { step1: 0, step2: 1, update: 2 } as const

export interface Frame {
  /** Document name, or '' for the connection itself. */
  readonly doc: string
  readonly type: number
  /** The y-websocket message, its type included: what a provider sends and expects. */
  readonly message: Uint8Array
  /** What follows the type. */
  readonly payload: Uint8Array
}

/** The frame in untrusted bytes, or `undefined`. Names are not checked beyond their length. */
export function parseFrame(bytes: Uint8Array): Frame | undefined {
  if (bytes.length > MAX_FRAME_BYTES) return undefined
  return parseBytes(bytes, (reader) => {
    const doc = reader.text(MAX_DOC_NAME_BYTES)
    const message = reader.rest()
    const inner = new ByteReader(message)
    const type = inner.varuint()
    return { doc, type, message, payload: message.subarray(inner.at) }
  })
}

/** A frame around a whole y-websocket message. */
export function encodeFrame(doc: string, message: Uint8Array): Uint8Array {
  return new ByteWriter().text(doc).put(message).bytes()
}

/** A frame from its type and payload. */
export function encodeTyped(doc: string, type: number, payload: Uint8Array): Uint8Array {
  return new ByteWriter().text(doc).varuint(type).put(payload).bytes()
}

export interface SyncMessage {
  readonly step: 'step1' | 'step2' | 'update'
  /** A state vector for step1, an update for the others. */
  readonly bytes: Uint8Array
}

const STEPS = ['step1', 'step2', 'update'] as const

/** The payload of a sync message (type 0). An update over the limit is a fault before it is read. */
export function parseSync(payload: Uint8Array): SyncMessage | undefined {
  return parseBytes(payload, (reader) => {
    const step = STEPS[reader.varuint()] ?? reader.fail()
    return { step, bytes: reader.varbytes(MAX_UPDATE_BYTES) }
  })
}

export function encodeSync(sync: SyncMessage): Uint8Array {
  return new ByteWriter().varuint(SYNC_STEP[sync.step]).varbytes(sync.bytes).bytes()
}

/** A sync frame for a document. */
export function syncFrame(doc: string, step: SyncMessage['step'], bytes: Uint8Array): Uint8Array {
  return new ByteWriter()
    .text(doc)
    .varuint(MESSAGE_TYPE.sync)
    .varuint(SYNC_STEP[step])
    .varbytes(bytes)
    .bytes()
}

/** Asks for a sign of life; the answer is `PONG`. */
export const PING = encodeTyped('', MESSAGE_TYPE.queryAwareness, new Uint8Array(0))
/** An empty awareness message. */
export const PONG = encodeTyped('', MESSAGE_TYPE.awareness, Uint8Array.of(1, 0))
