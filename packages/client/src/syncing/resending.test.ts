import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import type { LiveDoc } from './live-doc.ts'
import { newResending } from './resending.ts'

test('[GS17] what is not acknowledged is sent again after 5 s, then ever more rarely, and soon again after an acknowledgement', () => {
  const clock = newFakeClock()
  const resending = newResending(clock)
  const sentAt: number[] = []
  const startAt = clock.now()
  const doc = {
    sendOutbox: () => sentAt.push((clock.now() - startAt) / 1_000),
  } as unknown as LiveDoc
  const tick = (seconds: number) => {
    for (let count = 0; count < seconds; count++) {
      resending.consider(doc, true)
      clock.advance(1_000)
    }
  }
  tick(100)
  expect(sentAt).toEqual([5, 15, 35, 75])
  resending.acknowledged(doc)
  tick(10)
  expect(sentAt).toEqual([5, 15, 35, 75, 105])
  resending.consider(doc, false)
  resending.consider(doc, true)
  expect(sentAt).toHaveLength(5)
})
