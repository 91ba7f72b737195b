import { expect, test } from 'vitest'
import { restartUnderLoad } from './restart.ts'

const DEVICES = 60

test('[LK5] [RW5] [RE30] a relay is stopped while people write: everybody is back in seconds, not all at once, with everything', async () => {
  const restarted = await restartUnderLoad(DEVICES, 'stop')
  expect(restarted.written).toBeGreaterThan(DEVICES)
  expect(restarted.lacking).toBe(0)
  expect(restarted.lastMs).toBeLessThan(20_000)
  expect(restarted.busiestShare).toBeLessThan(0.5)
})

test('[LK5] [RW5] a relay is killed while people write: the same', async () => {
  const restarted = await restartUnderLoad(DEVICES, 'kill')
  expect(restarted.lacking).toBe(0)
  expect(restarted.lastMs).toBeLessThan(20_000)
})
