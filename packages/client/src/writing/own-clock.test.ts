import { hlcAt, hlcMs } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import { newOwnClock } from './own-clock.ts'

const NOON = 1_700_000_000_000

/** Dialled so long before it was heard. */
const told = (relayAt: number, heardAt: number, waitMs = 0) => ({
  relayAt,
  dialledAt: heardAt - waitMs,
  heardAt,
})

test('[WR1] own records are in the order they were written, also when the wall clock stands or falls back', () => {
  const clock = newFakeClock(NOON)
  const own = newOwnClock(clock)
  const first = own.next()
  const second = own.next()
  own.correct(told(NOON - 3_600_000, NOON))
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
  own.correct(told(NOON, NOON - 7_200_000))
  expect(own.now()).toBe(NOON)
  expect(hlcMs(own.next())).toBe(NOON)
})

test('[WR10] a slow answer does not put a right clock wrong, nor one that was corrected by a quick one', () => {
  const right = newOwnClock(newFakeClock(NOON))
  right.correct(told(NOON - 19_000, NOON, 20_000))
  expect(right.now()).toBe(NOON)

  const behind = newOwnClock(newFakeClock(NOON - 7_200_000))
  behind.correct(told(NOON - 40, NOON - 7_200_000, 200))
  behind.correct(told(NOON - 19_000, NOON - 7_200_000, 20_000))
  expect(behind.now()).toBe(NOON - 40)
})

test('[WR10] a quicker answer is believed instead, and any that the clock cannot be right by', () => {
  const behind = newOwnClock(newFakeClock(NOON - 7_200_000))
  behind.correct(told(NOON - 19_000, NOON - 7_200_000, 20_000))
  expect(behind.now()).toBe(NOON - 19_000)
  behind.correct(told(NOON - 40, NOON - 7_200_000, 200))
  expect(behind.now()).toBe(NOON - 40)
  behind.correct(told(NOON + 60_000, NOON - 7_200_000, 20_000))
  expect(behind.now()).toBe(NOON + 60_000)
})

test('[WR10] whatever the ways, a clock is wrong by no more than the quickest of them took', () => {
  const way = fc.record({ thereMs: fc.nat(15_000), backMs: fc.nat(15_000) })
  const ways = fc.array(way, { minLength: 1, maxLength: 8, size: 'max' })
  let correctedCount = 0
  const property = fc.property(fc.integer({ min: -9e6, max: 9e6 }), ways, (wrongMs, all) => {
    const clock = newFakeClock(NOON + wrongMs)
    const own = newOwnClock(clock)
    for (const { thereMs, backMs } of all)
      own.correct(told(NOON - backMs, NOON + wrongMs, thereMs + backMs))
    const quickestMs = Math.min(...all.map(({ thereMs, backMs }) => thereMs + backMs))
    expect(Math.abs(own.now() - NOON)).toBeLessThanOrEqual(quickestMs)
    if (own.now() !== clock.now()) correctedCount++
  })
  fc.assert(property)
  expect(correctedCount).toBeGreaterThan(0)
})

test('[WR10] a clock set while the relay was dialled is corrected by what was heard', () => {
  const own = newOwnClock(newFakeClock(NOON))
  own.correct(told(NOON + 5_000, NOON, -3_600_000))
  expect(own.now()).toBe(NOON + 5_000)
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
