import { expect, test } from 'vitest'
import { restartUnderLoad } from './restart.ts'

const DEVICES = 60
/** A herd is 1; waits spread over half a second and more put about 0.2 into a tenth, 0.4 by bad luck. */
const HERD_SHARE = 0.7

test('[LK5] [RW5] [RE30] a relay is stopped while people write: everybody is back in seconds, not all at once, with everything', async () => {
  const restarted = await restartUnderLoad(DEVICES, 'stop')
  expect(restarted.written).toBeGreaterThan(DEVICES)
  expect(restarted.lacking).toBe(0)
  expect(restarted.lastMs).toBeLessThan(20_000)
  expect(restarted.busiestShare).toBeLessThan(HERD_SHARE)
})

test('[LK5] [RW5] a relay is killed while people write: the same', async () => {
  const restarted = await restartUnderLoad(DEVICES, 'kill')
  expect(restarted.lacking).toBe(0)
  expect(restarted.lastMs).toBeLessThan(20_000)
})
