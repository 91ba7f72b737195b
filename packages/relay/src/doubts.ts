/**
 * What others said and may have taken back unheard: believed for as long as whoever said it takes to say it
 * again, and no longer. Rule RE75.
 */
import type { Clock } from './ports.ts'

/** Long enough to be asked twice. */
export const DOUBT_MS = 5_000

export interface Doubts<Said> {
  /** Of these, what is not confirmed in time is given to `end`. */
  begin(said: Iterable<Said>, end: (one: Said) => void): void
  /** It was said again. */
  confirm(one: Said): void
  close(): void
}

export function newDoubts<Said>(clock: Clock): Doubts<Said> {
  const running = new Map<Set<Said>, () => void>()
  return {
    begin(said, end) {
      const doubted = new Set(said)
      if (doubted.size === 0) return
      const cancel = clock.after(DOUBT_MS, () => {
        running.delete(doubted)
        for (const one of doubted) end(one)
      })
      running.set(doubted, cancel)
    },
    confirm(one) {
      for (const doubted of running.keys()) doubted.delete(one)
    },
    close() {
      for (const cancel of running.values()) cancel()
      running.clear()
    },
  }
}
