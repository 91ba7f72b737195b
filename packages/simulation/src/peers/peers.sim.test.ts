// First, because libraries take hold of the clock when they are loaded.
import '../library-clock.ts'
import { expect, test } from 'vitest'
import { runRow } from './run.ts'

/** A few seeds of each row, always the same ones; `npm run sim -- --kind peers` plays many, in full size. */
async function figuresOf(row: number, seedsCount: number) {
  const { figures, failures } = await runRow({ row, seedsCount, seed: 1, size: 'small' })
  expect(failures).toEqual([])
  return figures
}

test('row 1: what three people changed, deleted and pinned on two sides of a cut network is the same on every screen within two seconds', async () => {
  const { acts, deletes = 0, pins = 0 } = await figuresOf(1, 1)
  expect(acts).toBe(3 * 80)
  expect(Math.min(deletes, pins)).toBeGreaterThan(15)
})

test('row 2: whatever is cut or killed at whichever step of the protocol, nothing is lost and nothing is there twice', async () => {
  const { kept, kinds, crashes = 0, relayKills = 0 } = await figuresOf(2, 4)
  expect(kept).toBeGreaterThan(60)
  expect(kinds).toBeGreaterThan(6)
  expect(crashes + relayKills).toBeGreaterThan(1)
})

test('row 4: the badge is what an honest reader remembers, on three devices, through cuts and crashes', async () => {
  const { read = 0, unread = 0, restarts = 0, cuts = 0 } = await figuresOf(4, 2)
  expect(Math.min(read, unread, restarts, cuts)).toBeGreaterThan(2)
})

test('row 6: what was typed while the line flapped is read in the order it was typed, below what it answers', async () => {
  const { messages, replies, flaps } = await figuresOf(6, 2)
  expect(messages).toBeGreaterThan(40)
  expect(Math.min(replies ?? 0, flaps ?? 0)).toBeGreaterThan(10)
})

test('row 7: what was written in eight days away is listed within a second, and a date a day off changes nothing', async () => {
  const { messages } = await figuresOf(7, 1)
  expect(messages).toBe(38)
})
