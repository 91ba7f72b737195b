/**
 * Randomness from a seed (xoshiro128**): the same seed gives the same world, byte for byte.
 *
 * Never for anything real. A stream for each purpose (`fork`) keeps one part's use of it from moving
 * another part's.
 */
export class SeededRandom {
  readonly #state: Uint32Array

  constructor(seed: number) {
    // splitmix32 spreads neighbouring seeds apart.
    let word = seed >>> 0
    this.#state = Uint32Array.from({ length: 4 }, () => {
      word = (word + 0x9e3779b9) >>> 0
      let mixed = Math.imul(word ^ (word >>> 16), 0x21f0aaad)
      mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
      return mixed ^ (mixed >>> 15)
    })
  }

  /** 32 bits. */
  next(): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.#state
    const times5 = Math.imul(b, 5)
    const result = Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0
    const third = c ^ a
    const fourth = d ^ b
    this.#state.set([a ^ fourth, b ^ third, third ^ (b << 9), (fourth << 11) | (fourth >>> 21)])
    return result
  }

  /** From 0 (included) to `end` (not included). */
  below(end: number): number {
    return Math.floor((this.next() / 2 ** 32) * end)
  }

  between(low: number, high: number): number {
    return low + (this.next() / 2 ** 32) * (high - low)
  }

  chance(probability: number): boolean {
    return this.next() / 2 ** 32 < probability
  }

  pick<T>(from: readonly T[]): T | undefined {
    return from[this.below(from.length)]
  }

  /** With this mean: how long until something that may happen at any moment. */
  waitMs(meanMs: number): number {
    return -Math.log(1 - this.next() / 2 ** 32) * meanMs
  }

  readonly bytes = (byteCount: number): Uint8Array => {
    const bytes = new Uint8Array(byteCount)
    for (let at = 0; at < byteCount; at += 4) {
      const word = this.next()
      for (let byte = 0; byte < 4 && at + byte < byteCount; byte++)
        bytes[at + byte] = (word >>> (byte * 8)) & 255
    }
    return bytes
  }

  fork(): SeededRandom {
    return new SeededRandom(this.next())
  }
}
