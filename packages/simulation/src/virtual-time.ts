/**
 * Time that passes only when nothing is left to do: a clock and timers for a whole world.
 *
 * Between two timers every promise gets its turn, so what runs "at the same time" runs in the order
 * it was asked for, and the same world runs the same way again.
 */

/** The shape of the client's and of the relay's clock port. */
export interface Clock {
  now(): number
  after(ms: number, run: () => void): () => void
  every(ms: number, run: () => void): () => void
}

interface Timer {
  at: number
  readonly order: number
  readonly run: () => void
  cancelled: boolean
}

const START_AT = Date.UTC(2026, 0, 1)
const settleRealWork = () => new Promise<void>((resolve) => setImmediate(resolve))

export class VirtualTime implements Clock {
  #now = START_AT
  #order = 0
  readonly #heap: Timer[] = []
  readonly #settle: () => Promise<void>

  /** `settle` resolves when all that was begun has come to rest; by default: no promise left to run. */
  constructor(settle: () => Promise<void> = settleRealWork) {
    this.#settle = settle
  }

  now(): number {
    return this.#now
  }

  after(ms: number, run: () => void): () => void {
    const timer = { at: this.#dueAt(ms), order: this.#order++, run, cancelled: false }
    this.#push(timer)
    return () => {
      timer.cancelled = true
    }
  }

  every(ms: number, run: () => void): () => void {
    let cancel = (): void => undefined
    let stopped = false
    const again = (): void => {
      cancel = this.after(ms, () => {
        run()
        if (!stopped) again()
      })
    }
    again()
    return () => {
      stopped = true
      cancel()
    }
  }

  /** Runs everything due within the next `ms`; then it is that much later. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + Math.round(ms)
    await this.#settle()
    for (let timer = this.#nextUntil(until); timer; timer = this.#nextUntil(until)) {
      this.#now = Math.max(this.#now, timer.at)
      timer.run()
      await this.#settle()
    }
    this.#now = until
  }

  /** Everybody's machine sleeps: it is that much later, nothing has run, and every wait goes on as long as before. */
  sleep(ms: number): void {
    this.#now += Math.round(ms)
    for (const timer of this.#heap) timer.at += Math.round(ms)
  }

  /** Lets time pass in steps until this holds, at most `limitMs`; whether it holds. */
  async passUntil(
    holds: () => boolean,
    { limitMs, stepMs }: { limitMs: number; stepMs: number },
  ): Promise<boolean> {
    await this.#settle()
    for (let passedMs = 0; !holds(); passedMs += stepMs) {
      if (passedMs >= limitMs) return false
      await this.pass(stepMs)
    }
    return true
  }

  #dueAt(ms: number): number {
    return this.#now + Math.max(0, Math.round(ms))
  }

  #nextUntil(until: number): Timer | undefined {
    for (let first = this.#heap[0]; first !== undefined; first = this.#heap[0]) {
      if (!first.cancelled && first.at > until) return undefined
      this.#pop()
      if (!first.cancelled) return first
    }
    return undefined
  }

  #push(timer: Timer): void {
    const heap = this.#heap
    let at = heap.length
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (above === undefined || isBefore(above, timer)) break
      heap[at] = above
      at = parent
    }
    heap[at] = timer
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]]
      const isRight = left !== undefined && right !== undefined && isBefore(right, left)
      const child = isRight ? right : left
      if (child === undefined || isBefore(last, child)) break
      heap[at] = child
      at = 2 * at + (isRight ? 2 : 1)
    }
    heap[at] = last
  }
}

function isBefore(left: Timer, right: Timer): boolean {
  return left.at < right.at || (left.at === right.at && left.order < right.order)
}
