/**
 * A clock on which everything happens five times as fast: what people's devices wait for, tests need
 * not wait out. One for the whole process, so that devices and relays agree on the time.
 *
 * Between timers real work still takes real time, so a slow machine makes the clock hurry, not the
 * work wait. What must be exact to the millisecond belongs into a world (`src/virtual-time.ts`).
 */
import { nodePorts } from '@parley/relay'
import type { Clock } from '../src/virtual-time.ts'

const TIMES = 5
const { clock } = nodePorts()
const startedAt = clock.now()

export const quickClock: Clock = {
  now: () => startedAt + (clock.now() - startedAt) * TIMES,
  after: (ms, run) => clock.after(ms / TIMES, run),
  every: (ms, run) => clock.every(ms / TIMES, run),
}
