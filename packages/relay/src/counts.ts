/**
 * What a relay counts since it was opened, for whoever watches over it. Numbers only: nothing in here says
 * who, where or what.
 */
import type { NackReason } from '@parley/protocol'
import type { CloseReason } from './session.ts'

/** Upper ends of the spans that waits for the disk are sorted into. */
const WAIT_ENDS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000] as const

export interface Waits {
  /** How many took at most so long, the last one without an end. */
  readonly upTo: readonly { readonly endMs: number; readonly count: number }[]
  readonly count: number
  readonly sumMs: number
}

export class Counts {
  sessionsBegun = 0
  framesReceived = 0
  bytesReceived = 0
  framesSent = 0
  bytesSent = 0
  recordsTaken = 0
  /** Updates outside the grammar. */
  updatesFatal = 0
  journalFailures = 0
  readonly refused = new Map<NackReason, number>()
  readonly ended = new Map<CloseReason | 'hung-up', number>()
  readonly #waits = WAIT_ENDS_MS.map(() => 0)
  #waitsCount = 0
  #waitsSumMs = 0

  /** One update was acknowledged, so long after it came. */
  acknowledged(afterMs: number): void {
    const at = WAIT_ENDS_MS.findIndex((endMs) => afterMs <= endMs)
    if (at >= 0) this.#waits[at] = (this.#waits[at] ?? 0) + 1
    this.#waitsCount++
    this.#waitsSumMs += afterMs
  }

  /** From taking an update to its acknowledgement. */
  waits(): Waits {
    let count = 0
    const upTo = WAIT_ENDS_MS.map((endMs, at) => ({
      endMs,
      count: (count += this.#waits[at] ?? 0),
    }))
    return { upTo, count: this.#waitsCount, sumMs: this.#waitsSumMs }
  }
}

export function countOne<Name>(counts: Map<Name, number>, name: Name): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
