/**
 * So many bytes at once, so many a second after that, in both directions: a catching up in the background
 * is never what a relay's limits for one session are for. Rule RE68.
 */
import { type Allowance, leftAt, newBudget } from '../budget.ts'
import type { Clock } from '../ports.ts'

/** Half of what one session may send, so that records of usual size are judged as fast as they come. */
const ALLOWANCE: Allowance = { perSecond: 512 * 1_024, burst: 8 * 1_048_576 }

export interface Throttle {
  /** Takes so many bytes; answers for how many milliseconds no more should come. */
  take(bytesCount: number): number
}

export function newThrottle(clock: Clock): Throttle {
  let budget = newBudget(ALLOWANCE, clock.now())
  return {
    take(bytesCount) {
      const now = clock.now()
      const left = leftAt(budget, { allowance: ALLOWANCE, now }) - bytesCount
      budget = { left, at: now }
      return left >= 0 ? 0 : Math.ceil((-left / ALLOWANCE.perSecond) * 1_000)
    },
  }
}
