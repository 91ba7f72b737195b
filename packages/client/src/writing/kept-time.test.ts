import { hlcAt } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newMemoryStore } from '../stores/memory-store.ts'
import { catchUpWithTabs, keepTime } from './kept-time.ts'
import { newOwnClock } from './own-clock.ts'

const clock = { now: () => 1_000_000, after: () => () => undefined, every: () => () => undefined }

test('a tab writes above what another tab kept, though it never heard of it', async () => {
  const store = newMemoryStore()
  await store.write([keepTime(hlcAt(1_060_000))])
  const ownClock = newOwnClock(clock)
  await catchUpWithTabs(store, ownClock)
  expect(ownClock.next()).toBeGreaterThan(hlcAt(1_060_000))
})

test('a kept time from far in the future does not drag the clock along', async () => {
  const store = newMemoryStore()
  await store.write([keepTime(hlcAt(9_000_000))])
  const ownClock = newOwnClock(clock)
  await catchUpWithTabs(store, ownClock)
  expect(ownClock.next()).toBeLessThan(hlcAt(1_100_000))
})
