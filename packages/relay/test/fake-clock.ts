/** A clock that only moves when told to. */
import type { Clock } from '../src/ports.ts'

export interface FakeClock extends Clock {
  /** Runs what is due on the way, in order. */
  advance(ms: number): void
}

interface Alarm {
  at: number
  readonly everyMs: number | undefined
  run(): void
}

export function newFakeClock(startAt = 1_700_000_000_000): FakeClock {
  let now = startAt
  const alarms = new Set<Alarm>()

  function add(ms: number, everyMs: number | undefined, run: () => void): () => void {
    const alarm = { at: now + ms, everyMs, run }
    alarms.add(alarm)
    return () => alarms.delete(alarm)
  }

  return {
    now: () => now,
    after: (ms, run) => add(ms, undefined, run),
    every: (ms, run) => add(ms, ms, run),
    advance(ms) {
      const until = now + ms
      for (;;) {
        const [next] = [...alarms].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        now = next.at
        if (next.everyMs === undefined) alarms.delete(next)
        else next.at += next.everyMs
        next.run()
      }
      now = until
    },
  }
}
