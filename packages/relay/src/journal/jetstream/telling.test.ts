import { expect, test } from 'vitest'
import { newTelling } from './telling.ts'

/** What is told, and turns that the test gives. */
function newStand() {
  const turns: (() => void)[] = []
  const told: string[] = []
  const telling = newTelling((run) => void turns.push(run))
  return {
    telling,
    told,
    add: (group: string, name: string, sizeBytes = 1) =>
      telling.add({ group, sizeBytes, tell: () => void told.push(`${group}${name}`) }),
    /** Answers whether there was something to do. */
    turn: () => turns.shift()?.(),
    turnsCount: () => turns.length,
  }
}

test('[JO30] [AT229] a flood of one group delays another by an entry, and each keeps its order', () => {
  const { told, add, turn, turnsCount } = newStand()
  for (let at = 0; at < 1_000; at++) add('a', String(at))
  turn()
  expect(told.length).toBeLessThan(100) // everything else has its turn
  const before = told.length
  for (const name of ['0', '1', '2']) add('b', name)
  turn()
  const since = told.slice(before)
  expect(since.indexOf('b0')).toBeLessThanOrEqual(1)
  expect(since.indexOf('b2')).toBeLessThanOrEqual(5)
  while (turnsCount() > 0) turn()
  const numbers = told.flatMap((one) => (one.startsWith('a') ? [Number(one.slice(1))] : []))
  expect(numbers).toEqual(Array.from({ length: 1_000 }, (_, at) => at))
  expect(told.filter((one) => one.startsWith('b'))).toEqual(['b0', 'b1', 'b2'])
})

test('[JO30] what waits is bounded, by its number and its bytes', async () => {
  const { telling, add, turn } = newStand()
  const isFull = async (): Promise<boolean> => {
    let hasRoom = false
    void telling.room().then(() => (hasRoom = true))
    for (let times = 0; times < 5; times++) await Promise.resolve()
    return !hasRoom
  }
  expect(await isFull()).toBe(false)
  add('a', 'large', 100 * 1_048_576)
  expect(await isFull()).toBe(true)
  turn()
  expect(await isFull()).toBe(false)
  for (let at = 0; at < 70_000; at++) add('a', String(at))
  expect(await isFull()).toBe(true)
  let isOver = false
  const waiting = telling.room().then(() => (isOver = true))
  for (let turns = 0; turns < 200; turns++) turn()
  await waiting
  expect(isOver).toBe(true)
})
