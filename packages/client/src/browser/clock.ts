/** The browser's clock. Timers of a hidden page are slowed down by the browser, so spans are minima. */
import type { Clock } from '../ports.ts'

const LONGEST_MS = 2 ** 31 - 1

export const browserClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    // Of a longer time browsers make none at all.
    const timer = setTimeout(run, Math.min(ms, LONGEST_MS))
    return () => clearTimeout(timer)
  },
  every(ms, run) {
    const timer = setInterval(run, ms)
    return () => clearInterval(timer)
  },
}
