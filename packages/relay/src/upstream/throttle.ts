/**
 * So many bytes at once, so many a second after that, in both directions: a catching up in the background
 * is never what a relay's limits for one session are for. Rule RE68.
 */
import type { Clock } from '../ports.ts'

/** Half of what one session may send, so that records of usual size are judged as fast as they come. */
const BURST_BYTES = 8 * 1_048_576
const BYTES_PER_SECOND = 512 * 1_024

export interface Throttle {
  /** Takes so many bytes; answers for how many milliseconds no more should come. */
  take(bytesCount: number): number
}

export function newThrottle(clock: Clock): Throttle {
  let left = BURST_BYTES
  let at = clock.now()
  return {
    take(bytesCount) {
      const now = clock.now()
      const earned = (Math.max(0, now - at) / 1_000) * BYTES_PER_SECOND
      left = Math.min(BURST_BYTES, left + earned) - bytesCount
      at = now
      return left >= 0 ? 0 : Math.ceil((-left / BYTES_PER_SECOND) * 1_000)
    },
  }
}
