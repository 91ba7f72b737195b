/**
 * Read marks on the wire (105): one register per group and device, sealed, newest counter kept.
 *
 * The relay checks signature and counter and cannot look inside. Inside are two vectors of places,
 * received and read: for each segment and writer, how many places.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { type ByteReader, ByteWriter, concatBytes, parseBytes, toUtf8 } from './bytes.ts'
import {
  type DeviceKey,
  type EpochId,
  type GroupId,
  idBytes,
  toDeviceKey,
  toEpochId,
  type Writer,
} from './ids.ts'
import { NONCE_BYTES } from './envelopes.ts'
import { MAX_MARK_BYTES } from './limits.ts'

/** Segment number → writer → places from 0 on. */
export type PlaceVector = ReadonlyMap<number, ReadonlyMap<Writer, number>>

export interface ReadMark {
  readonly received: PlaceVector
  readonly read: PlaceVector
}

export interface SealedMark {
  readonly device: DeviceKey
  readonly counter: number
  readonly epoch: EpochId | undefined
  readonly nonce: Uint8Array
  readonly sealed: Uint8Array
  readonly signature: Uint8Array
}

const NO_EPOCH = new Uint8Array(16)

/** What the device signs; `markAad` of the same is what the seal is bound to. */
export function markBytesToSign(group: GroupId, mark: Omit<SealedMark, 'signature'>): Uint8Array {
  return concatBytes(markAad(group, mark), sha256(concatBytes(mark.nonce, mark.sealed)))
}

/** "parley/mark", group, device, counter and epoch. */
export function markAad(
  group: GroupId,
  mark: Pick<SealedMark, 'device' | 'counter' | 'epoch'>,
): Uint8Array {
  const fields = new ByteWriter()
    .put(idBytes(group))
    .put(idBytes(mark.device))
    .u64(BigInt(mark.counter))
  return concatBytes(
    toUtf8('parley/mark'),
    fields.put(mark.epoch === undefined ? NO_EPOCH : idBytes(mark.epoch)).bytes(),
  )
}

export function encodeSealedMark(mark: SealedMark): Uint8Array {
  return new ByteWriter()
    .put(idBytes(mark.device))
    .varuint(mark.counter)
    .put(mark.epoch === undefined ? NO_EPOCH : idBytes(mark.epoch))
    .put(mark.nonce)
    .varbytes(mark.sealed)
    .put(mark.signature)
    .bytes()
}

export function parseSealedMark(payload: Uint8Array): SealedMark | undefined {
  return parseBytes(payload, (reader) => {
    const device = toDeviceKey(reader.take(32))
    const counter = reader.varuint()
    const epoch = reader.take(16)
    const isOpen = epoch.every((byte) => byte === 0)
    const nonce = reader.take(NONCE_BYTES)
    return {
      device,
      counter,
      epoch: isOpen ? undefined : toEpochId(epoch),
      nonce,
      sealed: reader.varbytes(MAX_MARK_BYTES),
      signature: reader.take(64),
    }
  })
}

export function encodeReadMark(mark: ReadMark): Uint8Array {
  const writer = new ByteWriter()
  putVector(writer, mark.received)
  putVector(writer, mark.read)
  return writer.bytes()
}

export function parseReadMark(bytes: Uint8Array): ReadMark | undefined {
  return parseBytes(bytes, (reader) => ({ received: readVector(reader), read: readVector(reader) }))
}

function putVector(writer: ByteWriter, vector: PlaceVector): void {
  writer.varuint(vector.size)
  for (const [segment, writers] of vector) {
    writer.varuint(segment).varuint(writers.size)
    for (const [writerId, count] of writers) writer.varuint(writerId).varuint(count)
  }
}

function readVector(reader: ByteReader): PlaceVector {
  const vector = new Map<number, ReadonlyMap<Writer, number>>()
  for (let segments = reader.varuint(); segments > 0; segments--) {
    const segment = reader.varuint()
    if (vector.has(segment)) reader.fail()
    const writers = new Map<Writer, number>()
    for (let count = reader.varuint(); count > 0; count--) {
      const writer = reader.varuint()
      if (writers.has(writer)) reader.fail()
      writers.set(writer, reader.varuint())
    }
    vector.set(segment, writers)
  }
  return vector
}
