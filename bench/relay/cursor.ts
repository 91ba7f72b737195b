/** Reading frames quickly: a place in bytes, views instead of copies. Only for what our own servers said. */

export class Cursor {
  readonly bytes: Uint8Array
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.at >= this.bytes.length
  }

  u8(): number {
    const byte = this.bytes[this.at++]
    if (byte === undefined) throw new RangeError('the bytes end too early')
    return byte
  }

  varuint(): number {
    let value = 0
    let weight = 1
    for (;;) {
      const byte = this.u8()
      value += (byte & 0x7f) * weight
      if (byte < 0x80) return value
      weight *= 128
    }
  }

  /** Length-prefixed bytes, as a view. */
  view(): Uint8Array {
    const length = this.varuint()
    const from = this.at
    this.skip(length)
    return this.bytes.subarray(from, from + length)
  }

  skip(length: number): void {
    this.at += length
    if (this.at > this.bytes.length) throw new RangeError('the bytes end too early')
  }
}
