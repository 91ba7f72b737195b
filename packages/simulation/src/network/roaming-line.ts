/**
 * A device's way to two relays that never talk to each other: it reaches one of them at a time, and
 * what it carries is all that ever goes from one to the other.
 */
import type { Line, Network } from './network.ts'

/** What a machine needs of its line. */
export type MachineLine = Pick<
  Line,
  'cut' | 'dialFor' | 'heal' | 'onNetwork' | 'processDied' | 'reset' | 'state' | 'tunnel'
>

/** Of the two lines the one not taken is always cut. */
export class RoamingLine implements MachineLine {
  readonly #lines: readonly [Line, Line]
  #at: 0 | 1 = 0

  constructor(address: string, [first, second]: readonly [Network, Network]) {
    this.#lines = [first.newLine(address), second.newLine(address)]
    this.#lines[1].cut()
  }

  /** Which relay it reaches when it is up. */
  get at(): 0 | 1 {
    return this.#at
  }

  get state(): Line['state'] {
    return this.#lines[this.#at].state
  }

  /** To this relay, as a phone goes from one access point to another; a cut line stays cut. */
  roamTo(at: 0 | 1): void {
    if (at === this.#at) return
    const wasCut = this.state === 'cut'
    this.#lines[this.#at].cut()
    this.#at = at
    if (!wasCut) this.#lines[at].heal()
  }

  dialFor(process: object): ReturnType<Line['dialFor']> {
    const [first, second] = [this.#lines[0].dialFor(process), this.#lines[1].dialFor(process)]
    return (...call) => (this.#at === 0 ? first : second)(...call)
  }

  onNetwork(listen: (online: boolean) => void): () => void {
    const stops = this.#lines.map((line) => line.onNetwork(listen))
    return () => {
      for (const stop of stops) stop()
    }
  }

  cut(): void {
    this.#lines[this.#at].cut()
  }

  tunnel(): void {
    this.#lines[this.#at].tunnel()
  }

  heal(): void {
    this.#lines[this.#at].heal()
  }

  reset(): void {
    this.#lines[this.#at].reset()
  }

  processDied(process: object): void {
    for (const line of this.#lines) line.processDied(process)
  }
}
