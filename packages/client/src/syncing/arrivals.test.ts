import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import { newArrivals } from './arrivals.ts'
import type { LiveDoc } from './live-doc.ts'

function newDoc(isSynced: boolean): LiveDoc {
  return { following: () => ({ isSynced: () => isSynced }) } as unknown as LiveDoc
}

test('[GS26] scrolling to an older segment waits for the relay, but not longer than said, and not when none is heard', async () => {
  const clock = newFakeClock()
  let isConnected = true
  const arrivals = newArrivals(clock, () => isConnected)
  const done: string[] = []
  const answered = newDoc(false)
  void arrivals.whenSynced(answered, 3_000).then(() => done.push('answered'))
  void arrivals.whenSynced(newDoc(false), 3_000).then(() => done.push('waited'))
  void arrivals.whenSynced(newDoc(true), 3_000).then(() => done.push('was there'))
  await Promise.resolve()
  expect(done).toEqual(['was there'])
  arrivals.synced(answered)
  await Promise.resolve()
  expect(done).toEqual(['was there', 'answered'])
  clock.advance(3_000)
  await Promise.resolve()
  expect(done).toEqual(['was there', 'answered', 'waited'])
  isConnected = false
  await arrivals.whenSynced(newDoc(false), 3_000)
})
