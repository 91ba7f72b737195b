/**
 * A cursor over an untrusted update: bounds before allocation, one encoding for every number.
 *
 * Every fault names the rule it breaks; `readUpdate` turns that into an answer.
 */
import { equalBytes } from '@parley/protocol'
import type { GateRule } from './rules.ts'

class Broken extends Error {
  readonly rule: GateRule

  constructor(rule: GateRule) {
    super(rule)
    this.rule = rule
  }
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly broke: GateRule }

/** Reads untrusted bytes whole, or says which rule they break. Never throws for any bytes. */
export function readUpdate<T>(bytes: Uint8Array, read: (reader: UpdateReader) => T): Read<T> {
  const reader = new UpdateReader(bytes)
  try {
    const value = read(reader)
    return reader.left === 0 ? { ok: true, value } : { ok: false, broke: 'GA5' }
  } catch (error) {
    if (error instanceof Broken) return { ok: false, broke: error.rule }
    throw error
  }
}

export class UpdateReader {
  readonly bytes: Uint8Array
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get left(): number {
    return this.bytes.length - this.at
  }

  /** Stop here: the update breaks this rule. */
  fail(rule: GateRule): never {
    throw new Broken(rule)
  }

  u8(): number {
    const value = this.bytes[this.at]
    if (value === undefined) this.fail('GA5')
    this.at++
    return value
  }

  /** A canonical varuint below 2^53. */
  varuint(): number {
    let value = 0
    let weight = 1
    for (let count = 0; count < 8; count++) {
      const byte = this.u8()
      value += (byte & 0x7f) * weight
      if (byte < 0x80) {
        if (byte === 0 && count > 0) this.fail('GA3')
        if (value > Number.MAX_SAFE_INTEGER) this.fail('GA3')
        return value
      }
      weight *= 128
    }
    return this.fail('GA3')
  }

  /** A varuint below `end`. */
  below(end: number): number {
    const value = this.varuint()
    if (value >= end) this.fail('GA3')
    return value
  }

  /** How many items follow, each of at least `itemBytes`: never more than `limit` or than fit. */
  count(limit: number, itemBytes: number): number {
    const value = this.varuint()
    if (value > limit || value * itemBytes > this.left) this.fail('GA2')
    return value
  }

  /** A copy of the next `length` bytes, so that nothing keeps the received buffer alive. */
  take(length: number): Uint8Array {
    if (length > this.left) this.fail('GA5')
    const start = this.at
    this.at += length
    return this.bytes.slice(start, this.at)
  }

  /** The next length-prefixed bytes, as a view on the update: for looking at, not for keeping. */
  peekBytes(): Uint8Array {
    const length = this.varuint()
    if (length > this.left) this.fail('GA5')
    const start = this.at
    this.at += length
    return this.bytes.subarray(start, this.at)
  }

  /** Whether the next length-prefixed text is this one. */
  isText(expected: Uint8Array): boolean {
    return equalBytes(this.peekBytes(), expected)
  }
}
