/**
 * Reading and writing bytes, strictly: bounds before allocation, one encoding for every value.
 *
 * Varuints are lib0's (seven bits a byte, low bits first) and must be canonical; fixed fields are
 * big-endian. A reader stops at the first fault, and `parseBytes` turns that into `undefined`.
 */

/** Thrown by a reader inside `parseBytes`, and caught there. */
class Malformed extends Error {}

const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const utf8Encoder = new TextEncoder()

/** UTF-8 bytes of a text. */
export function toUtf8(text: string): Uint8Array {
  return utf8Encoder.encode(text)
}

/** How many bytes a text takes in UTF-8. */
export function utf8Length(text: string): number {
  return utf8Encoder.encode(text).length
}

/** All parts, one after another. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false
  return true
}

/** Parse untrusted bytes whole: `undefined` when `read` stops, or leaves a byte over. */
export function parseBytes<T>(bytes: Uint8Array, read: (reader: ByteReader) => T): T | undefined {
  const reader = new ByteReader(bytes)
  try {
    const value = read(reader)
    return reader.left === 0 ? value : undefined
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}

/** A strict reader over untrusted bytes. Its methods stop the surrounding `parseBytes`. */
export class ByteReader {
  readonly bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get at(): number {
    return this.#at
  }

  get left(): number {
    return this.bytes.length - this.#at
  }

  /** Stop here: the bytes break a rule the caller knows. */
  fail(): never {
    throw new Malformed()
  }

  u8(): number {
    const value = this.bytes[this.#at]
    if (value === undefined) this.fail()
    this.#at++
    return value
  }

  u64(): bigint {
    let value = 0n
    for (let count = 0; count < 8; count++) value = (value << 8n) | BigInt(this.u8())
    return value
  }

  /** A copy of exactly `length` bytes, so that nothing keeps the received buffer alive. */
  take(length: number): Uint8Array {
    if (length > this.left) this.fail()
    const part = this.bytes.slice(this.#at, this.#at + length)
    this.#at += length
    return part
  }

  /** A canonical varuint below 2^53. */
  varuint(): number {
    let value = 0
    let weight = 1
    for (let count = 0; count < 8; count++) {
      const byte = this.u8()
      value += (byte & 0x7f) * weight
      if (byte < 0x80) {
        if (byte === 0 && count > 0) this.fail()
        if (value > Number.MAX_SAFE_INTEGER) this.fail()
        return value
      }
      weight *= 128
    }
    return this.fail()
  }

  /** Length-prefixed bytes, at most `limit` of them. */
  varbytes(limit: number): Uint8Array {
    const length = this.varuint()
    if (length > limit) this.fail()
    return this.take(length)
  }

  /** Length-prefixed UTF-8, at most `limit` bytes of it; ill-formed UTF-8 is a fault. */
  text(limit: number): string {
    const length = this.varuint()
    if (length > limit) this.fail()
    return this.utf8(length)
  }

  /** UTF-8 of exactly that many bytes; ill-formed UTF-8 is a fault. */
  utf8(length: number): string {
    const bytes = this.take(length)
    try {
      return utf8Decoder.decode(bytes)
    } catch {
      return this.fail()
    }
  }

  rest(): Uint8Array {
    return this.take(this.left)
  }

  /** A counted list: count u8, then that many items. */
  list<T>(limit: number, read: (reader: ByteReader) => T): readonly T[] {
    const count = this.u8()
    if (count > limit) this.fail()
    return Array.from({ length: count }, () => read(this))
  }
}

/** What a writer begins with: nearly every frame and record fits, so that it need not grow. */
const SCRATCH_BYTES = 4_096
/** Writers that are at work at the same time, one inside another. */
const SCRATCHES_KEPT = 8
/** Lent to a writer until it hands out its bytes: getting memory costs more than most writers cost otherwise. */
const scratches: Uint8Array[] = []
const NOTHING = new Uint8Array(0)

/** Grows as it is written to; every method returns the writer, so fields read like a table. */
export class ByteWriter {
  #bytes = scratches.pop() ?? new Uint8Array(SCRATCH_BYTES)
  #length = 0
  /** What was handed out, since when nothing more was written. */
  #given = NOTHING

  u8(value: number): this {
    this.#room(1)
    this.#bytes[this.#length++] = value
    return this
  }

  u64(value: bigint): this {
    this.#room(8)
    new DataView(this.#bytes.buffer).setBigUint64(this.#length, value)
    this.#length += 8
    return this
  }

  varuint(value: number): this {
    if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`not a varuint: ${value}`)
    let rest = value
    while (rest >= 128) {
      this.u8((rest % 128) | 0x80)
      rest = Math.floor(rest / 128)
    }
    return this.u8(rest)
  }

  put(bytes: Uint8Array): this {
    this.#room(bytes.length)
    this.#bytes.set(bytes, this.#length)
    this.#length += bytes.length
    return this
  }

  varbytes(bytes: Uint8Array): this {
    return this.varuint(bytes.length).put(bytes)
  }

  text(value: string): this {
    return this.varbytes(toUtf8(value))
  }

  /** A counted list: count u8, then the items. */
  list<T>(items: readonly T[], write: (writer: this, item: T) => void): this {
    if (items.length > 255)
      throw new RangeError(`a list holds at most 255 items, not ${items.length}`)
    this.u8(items.length)
    for (const item of items) write(this, item)
    return this
  }

  bytes(): Uint8Array {
    if (this.#bytes === NOTHING) return this.#given.slice()
    const written = this.#bytes.slice(0, this.#length)
    if (this.#bytes.length === SCRATCH_BYTES && scratches.length < SCRATCHES_KEPT)
      scratches.push(this.#bytes)
    this.#bytes = NOTHING // not lent any more
    this.#given = written
    return written
  }

  #room(more: number): void {
    if (this.#length + more <= this.#bytes.length) return
    const written = this.#bytes === NOTHING ? this.#given : this.#bytes.subarray(0, this.#length)
    const grown = new Uint8Array(Math.max(this.#length * 2, this.#length + more))
    grown.set(written)
    this.#bytes = grown
  }
}
