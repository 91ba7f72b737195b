/**
 * How long to wait before the next try: doubling, bounded, and never the same for everybody, so that
 * a relay that comes back is not met by all its devices at once.
 */
import type { Random } from '../ports.ts'

export interface BackoffRange {
  readonly firstMs: number
  readonly limitMs: number
}

export class Backoff {
  readonly #random: Random
  readonly #range: BackoffRange
  #tries = 0

  constructor(random: Random, range: BackoffRange) {
    this.#random = random
    this.#range = range
  }

  /** Between half the current span and all of it; the span doubles with every call. */
  nextMs(): number {
    const spanMs = Math.min(this.#range.limitMs, this.#range.firstMs * 2 ** this.#tries)
    this.#tries = Math.min(this.#tries + 1, 30)
    const [high = 0, low = 0] = this.#random(2)
    return Math.round((spanMs * (1 + (high * 256 + low) / 65_536)) / 2)
  }

  /** Something went well: no more than four times the first span now. */
  ease(): void {
    this.#tries = Math.min(this.#tries, 2)
  }

  reset(): void {
    this.#tries = 0
  }
}
