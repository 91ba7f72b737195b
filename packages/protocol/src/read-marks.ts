/**
 * Read marks on the wire (105): one register per group and device, sealed, newest counter kept.
 *
 * The relay checks signature and counter and cannot look inside. Inside is what was received, a vector
 * (for each segment and writer, how many places), and what was read, a set of places. One set has one
 * encoding: runs stand in ascending order and never touch. Rules PR8, PR20.
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

/** Places of one writer in one segment: from, to (exclusive), from, to, …; ascending, no two runs touch. */
export type PlaceRuns = readonly number[]

/** A set of places of a group. */
export interface PlaceSet {
  /** Everything in segments below this one is in it; none of them is listed. */
  readonly below: number
  readonly segments: ReadonlyMap<number, ReadonlyMap<Writer, PlaceRuns>>
}

export interface ReadMark {
  readonly received: PlaceVector
  readonly read: PlaceSet
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
  putSet(writer, mark.read)
  return writer.bytes()
}

/** Untrusted bytes; `undefined` unless they are what `encodeReadMark` makes of something. */
export function parseReadMark(bytes: Uint8Array): ReadMark | undefined {
  return parseBytes(bytes, (reader) => ({ received: readVector(reader), read: readSet(reader) }))
}

/** What was read, from an own disk of before there were sets: two vectors, of which this is the second. */
export function parsePrefixMark(bytes: Uint8Array): PlaceVector | undefined {
  return parseBytes(bytes, (reader) => {
    readVector(reader)
    return readVector(reader)
  })
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

/** Numbers ascend, and each is written as what it is above the lowest it can be. */
function putSet(writer: ByteWriter, { below, segments }: PlaceSet): void {
  writer.varuint(below).varuint(segments.size)
  let lowest = below
  for (const [segment, writers] of ascending(segments)) {
    writer.varuint(segment - lowest).varuint(writers.size - 1)
    lowest = segment + 1
    let lowestWriter = 0
    for (const [writerId, runs] of ascending(writers)) {
      writer.varuint(writerId - lowestWriter).varuint(runs.length / 2 - 1)
      lowestWriter = writerId + 1
      putRuns(writer, runs)
    }
  }
}

function putRuns(writer: ByteWriter, runs: PlaceRuns): void {
  let lowest = 0
  for (const edge of runs) {
    writer.varuint(edge - lowest)
    lowest = edge + 1
  }
}

function readSet(reader: ByteReader): PlaceSet {
  const below = reader.varuint()
  const segments = new Map<number, ReadonlyMap<Writer, PlaceRuns>>()
  let lowest = below
  for (let left = reader.varuint(); left > 0; left--) {
    const segment = readAbove(reader, lowest)
    lowest = segment + 1
    segments.set(segment, readWriters(reader))
  }
  return { below, segments }
}

function readWriters(reader: ByteReader): ReadonlyMap<Writer, PlaceRuns> {
  const writers = new Map<Writer, PlaceRuns>()
  let lowest = 0
  for (let left = reader.varuint() + 1; left > 0; left--) {
    const writer = readAbove(reader, lowest)
    lowest = writer + 1
    writers.set(writer, readRuns(reader))
  }
  return writers
}

/** Grows with what the bytes hold, never with what they claim. */
function readRuns(reader: ByteReader): PlaceRuns {
  const runs: number[] = []
  let lowest = 0
  for (let left = (reader.varuint() + 1) * 2; left > 0; left--) {
    const edge = readAbove(reader, lowest)
    runs.push(edge)
    lowest = edge + 1
  }
  return runs
}

function readAbove(reader: ByteReader, lowest: number): number {
  const value = lowest + reader.varuint()
  return value < Number.MAX_SAFE_INTEGER ? value : reader.fail()
}

function ascending<T>(map: ReadonlyMap<number, T>): readonly (readonly [number, T])[] {
  return [...map].sort(([left], [right]) => left - right)
}
