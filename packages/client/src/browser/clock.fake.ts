/** A clock that only moves when it is told to. */
import type { Clock, Stop } from '../ports.ts'

export interface FakeClock extends Clock {
  /** Runs everything due within the next `ms`, in order of time. */
  advance(ms: number): void
}

interface Timer {
  at: number
  readonly everyMs: number | undefined
  readonly run: () => void
}

export function newFakeClock(startAt = 1_700_000_000_000): FakeClock {
  let now = startAt
  const timers = new Set<Timer>()

  function start(timer: Timer): Stop {
    timers.add(timer)
    return () => timers.delete(timer)
  }

  function nextDue(until: number): Timer | undefined {
    return [...timers]
      .filter((timer) => timer.at <= until)
      .toSorted((left, right) => left.at - right.at)[0]
  }

  return {
    now: () => now,
    after: (ms, run) => start({ at: now + ms, everyMs: undefined, run }),
    every: (ms, run) => start({ at: now + ms, everyMs: ms, run }),
    advance(ms) {
      const until = now + ms
      for (let due = nextDue(until); due !== undefined; due = nextDue(until)) {
        now = Math.max(now, due.at)
        if (due.everyMs === undefined) timers.delete(due)
        else due.at += due.everyMs
        due.run()
      }
      now = until
    },
  }
}
