/**
 * One direction of a connection: bytes that are under way, in order, each at its time.
 *
 * A blocked pipe (a tunnel) keeps what it holds; a cut one loses everything from some point on.
 */
import type { Clock } from '../virtual-time.ts'

export type Item =
  | { readonly type: 'frame'; readonly bytes: Uint8Array }
  | { readonly type: 'close'; readonly code: number }

export interface PipePorts {
  readonly clock: Clock
  /** How long the next item takes. */
  delayMs(): number
  deliver(item: Item): void
}

export class Pipe {
  readonly #ports: PipePorts
  #items: { readonly item: Item; at: number }[] = []
  #lastAt = 0
  #isBlocked = false
  #cancel: (() => void) | undefined

  constructor(ports: PipePorts) {
    this.#ports = ports
  }

  get itemsCount(): number {
    return this.#items.length
  }

  /** What a full socket would report: nothing leaves while the pipe is blocked. */
  get stuckBytes(): number {
    if (!this.#isBlocked) return 0
    return this.#items.reduce(
      (sum, { item }) => sum + (item.type === 'frame' ? item.bytes.length : 0),
      0,
    )
  }

  push(item: Item): void {
    const { clock, delayMs } = this.#ports
    this.#lastAt = Math.max(this.#lastAt, clock.now() + delayMs())
    this.#items.push({ item, at: this.#lastAt })
    this.#schedule()
  }

  block(): void {
    this.#isBlocked = true
    this.#unschedule()
  }

  unblock(): void {
    this.#isBlocked = false
    this.#schedule()
  }

  /** Only the first `keptCount` items arrive, that much later; then the other end hears that it broke. */
  cut(keptCount: number, lagMs: number): void {
    this.#unschedule()
    this.#items = this.#items.slice(0, keptCount)
    this.#items.push({ item: { type: 'close', code: 1006 }, at: 0 })
    for (const waiting of this.#items) {
      this.#lastAt = Math.max(this.#lastAt, waiting.at, this.#ports.clock.now() + lagMs)
      waiting.at = this.#lastAt
    }
    this.unblock()
  }

  /** Nothing arrives any more. */
  drop(): void {
    this.#unschedule()
    this.#items = []
    this.#isBlocked = true
  }

  #schedule(): void {
    const [first] = this.#items
    if (this.#isBlocked || this.#cancel !== undefined || first === undefined) return
    const { clock } = this.#ports
    this.#cancel = clock.after(first.at - clock.now(), () => {
      this.#cancel = undefined
      this.#items.shift()
      this.#ports.deliver(first.item)
      this.#schedule()
    })
  }

  #unschedule(): void {
    this.#cancel?.()
    this.#cancel = undefined
  }
}
