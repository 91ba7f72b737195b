import { hlcAt, hlcMs } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import { newOwnClock } from './own-clock.ts'

const NOON = 1_700_000_000_000

test('[WR1] own records are in the order they were written, also when the wall clock stands or falls back', () => {
  const clock = newFakeClock(NOON)
  const own = newOwnClock(clock)
  const first = own.next()
  const second = own.next()
  own.correct(NOON - 3_600_000, NOON)
  const third = own.next()
  expect(second).toBeGreaterThan(first)
  expect(third).toBeGreaterThan(second)
})

test('[WR1] after a restart own records come after every own one that is held', () => {
  const own = newOwnClock(newFakeClock(NOON))
  own.holdOwn(hlcAt(NOON + 86_400_000))
  expect(hlcMs(own.next())).toBe(NOON + 86_400_000)
})

test('[WR2] a message from next year does not drag this device along, one from a minute ahead does', () => {
  const own = newOwnClock(newFakeClock(NOON))
  own.meet(hlcAt(NOON + 60_000))
  expect(hlcMs(own.next())).toBe(NOON + 60_000)
  own.meet(hlcAt(NOON + 365 * 86_400_000))
  expect(hlcMs(own.next())).toBe(NOON + 60_000)
})

test('[WR3] a wrong wall clock is corrected by the relay’s', () => {
  const own = newOwnClock(newFakeClock(NOON - 7_200_000))
  own.correct(NOON, NOON - 7_200_000)
  expect(own.now()).toBe(NOON)
  expect(hlcMs(own.next())).toBe(NOON)
})

test('[WR9] what was too far ahead and taken back no longer drags the clock', () => {
  const clock = newFakeClock()
  const own = newOwnClock(clock)
  own.holdOwn(hlcAt(clock.now() + 86_400_000))
  own.fallBack()
  expect(hlcMs(own.next())).toBe(clock.now())
  own.fallBack()
  expect(own.next()).toBe(hlcAt(clock.now()) + 1n)
})
