/**
 * What devices say beside a document's own records: evidence for its holes (107), and what one device
 * says to another in a linking room (108), which nobody on the way reads.
 */
import type { Writer } from './ids.ts'
import { MAX_LINKING_BYTES, MAX_RECORD_BYTES } from './limits.ts'
import { encodeMany, MAX_NOTICES, parseMany } from './many.ts'

/** A record of the frame's document, verifiable by itself: a retract that names places now empty. */
export interface Evidence {
  readonly writer: Writer
  readonly clock: number
  /** Untrusted until verified. */
  readonly record: Uint8Array
}

/** At most 4,096 items; whoever has more, or more than a frame holds, sends several frames. */
export function encodeEvidence(evidence: readonly Evidence[]): Uint8Array {
  return encodeMany(evidence, (to, { writer, clock, record }) =>
    to.varuint(writer).varuint(clock).varbytes(record),
  )
}

export function parseEvidence(payload: Uint8Array): readonly Evidence[] | undefined {
  return parseMany(payload, MAX_NOTICES, (from) => ({
    writer: from.varuint(),
    clock: from.varuint(),
    record: from.varbytes(MAX_RECORD_BYTES),
  }))
}

/** A payload of a linking room is what the devices make of it; an empty one only enters the room. */
export function encodeLinking(bytes: Uint8Array): Uint8Array {
  if (bytes.length > MAX_LINKING_BYTES)
    throw new RangeError(`at most ${MAX_LINKING_BYTES} bytes, not ${bytes.length}`)
  return bytes.slice()
}

export function parseLinking(payload: Uint8Array): Uint8Array | undefined {
  return payload.length > MAX_LINKING_BYTES ? undefined : payload.slice()
}
