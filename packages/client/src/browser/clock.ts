/** The browser's clock. Timers of a hidden page are slowed down by the browser, so spans are minima. */
import type { Clock } from '../ports.ts'

export const browserClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  every(ms, run) {
    const timer = setInterval(run, ms)
    return () => clearInterval(timer)
  },
}
