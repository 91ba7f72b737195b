/** When messages were sent and when they arrived, by their places; and what share took how long. */
import type { Span } from './places.ts'

export class Arrivals {
  readonly #sentAt = new Map<number, number[]>()
  readonly #expected: number
  readonly #whenAll: { readonly given: Promise<number>; give(at: number): void }
  #tookMs: Float64Array
  #count = 0

  /** Resolves `whenAll` after so many arrivals. */
  constructor(expected: number) {
    this.#expected = expected
    this.#tookMs = new Float64Array(expected)
    let give: (at: number) => void = () => undefined
    const given = new Promise<number>((resolve) => (give = resolve))
    this.#whenAll = { given, give: (at) => give(at) }
  }

  sent(writer: number, clock: number): void {
    const own = this.#sentAt.get(writer) ?? []
    this.#sentAt.set(writer, own)
    own[clock] = performance.now()
  }

  /** Places that nobody noted as sent are passed over. */
  readonly hear = (spans: readonly Span[], at: number): void => {
    for (const { writer, clock, count } of spans) {
      const own = this.#sentAt.get(writer)
      for (let place = clock; place < clock + count; place++) {
        const sentAt = own?.[place]
        if (sentAt === undefined || this.#count >= this.#expected) continue
        this.#tookMs[this.#count++] = at - sentAt
      }
    }
    if (this.#count >= this.#expected) this.#whenAll.give(at)
  }

  get count(): number {
    return this.#count
  }

  /** When the last one came. */
  whenAll(): Promise<number> {
    return this.#whenAll.given
  }

  /** Milliseconds within which this share (0 to 1) arrived. */
  within(share: number): number {
    return percentile(this.#tookMs.subarray(0, this.#count), share)
  }
}

/** The value below which this share of them lies. */
export function percentile(values: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
