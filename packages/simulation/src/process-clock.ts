/** The clock as one process has it: its own idea of the date, and silent once the process is dead. */
import type { Clock } from './virtual-time.ts'

export class ProcessClock implements Clock {
  readonly #time: Clock
  readonly #skewMs: number
  #isStopped = false

  /** `skewMs`: how far this machine's date is ahead of the true one. */
  constructor(time: Clock, skewMs = 0) {
    this.#time = time
    this.#skewMs = skewMs
  }

  now(): number {
    return this.#time.now() + this.#skewMs
  }

  after(ms: number, run: () => void): () => void {
    return this.#time.after(ms, () => {
      if (!this.#isStopped) run()
    })
  }

  every(ms: number, run: () => void): () => void {
    const cancel = this.#time.every(ms, () => {
      if (this.#isStopped) cancel()
      else run()
    })
    return cancel
  }

  stop(): void {
    this.#isStopped = true
  }
}
