import { expect, test } from 'vitest'
import { byTurns } from './turns.ts'

test('[GS82] [GS83] [AT195] in a list that is too long everybody has their newest, and nobody fills it alone', () => {
  const flood = Array.from({ length: 1_000 }, (_, at) => ({ who: 'mallory', at }))
  const said = [
    { who: 'anna', at: 1_001 },
    ...flood,
    { who: 'ben', at: 0 },
    { who: 'anna', at: -1 },
  ]
  const kept = byTurns(said, 10, ({ who }) => who)
  expect(kept).toHaveLength(10)
  expect(kept.filter(({ who }) => who !== 'mallory').map(({ at }) => at)).toEqual([1_001, 0, -1])
  expect(kept[1]).toBe(flood[0])
})

test('[GS82] [GS83] a list that is short enough is as it was', () => {
  const said = [{ who: 'anna' }, { who: 'anna' }]
  expect(byTurns(said, 2, ({ who }) => who)).toBe(said)
})
