import { hlcAt, hlcMs, MAX_CLOCK_LEAD_MS, toGroupId, toRecordId } from '@parley/protocol'
import { expect, test, vi } from 'vitest'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { newOwnClock } from '../writing/own-clock.ts'
import { type Early, openEarly } from './early.ts'

const group = toGroupId(new Uint8Array(32).fill(1))
const START = 1_700_000_000_000
const DAY_MS = 86_400_000
const YEAR_9999 = 253_370_764_800_000

/** A device's clock that is turned by hand, a disk, and how often a time has come. */
function newDesk() {
  const disk = new MemoryDisk()
  const world = { now: START, dueCount: 0 }
  const timers = new Set<{ readonly at: number; readonly run: () => void }>()
  const clock = {
    now: () => world.now,
    after(ms: number, run: () => void) {
      const timer = { at: world.now + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    every: () => () => undefined,
  }
  const open = (): Promise<Early> =>
    openEarly({
      group,
      store: newMemoryStore(disk.newProcess()),
      clock,
      ownClock: newOwnClock(clock),
      onDue: () => world.dueCount++,
    })
  function turnTo(ms: number): void {
    world.now = ms
    for (const timer of [...timers]) if (timer.at <= ms && timers.delete(timer)) timer.run()
  }
  const keptCount = () => (disk.entries.get(`early/${group}`) as readonly unknown[]).length
  return { open, turnTo, world, keptCount }
}

function id(number: number) {
  return toRecordId(new Uint8Array(16).fill(number))
}

test('[GS28] what lies up to two minutes ahead stands by its own time', async () => {
  const early = await newDesk().open()
  const hlc = hlcAt(START + MAX_CLOCK_LEAD_MS)
  expect(early.timeOf(id(1), hlc, false)).toBe(hlc)
})

test('[GS28] [AT59] a message of the year 9999 stands where it arrived, also after a restart on another day', async () => {
  const { open, turnTo, keptCount } = newDesk()
  const early = await open()
  expect(early.timeOf(id(1), hlcAt(YEAR_9999), false)).toBe(hlcAt(START))
  turnTo(START + 5_000)
  expect(early.timeOf(id(1), hlcAt(YEAR_9999), false)).toBe(hlcAt(START))
  early.close()
  await vi.waitFor(() => expect(keptCount()).toBe(1))
  turnTo(START + DAY_MS)
  expect((await open()).timeOf(id(1), hlcAt(YEAR_9999), true)).toBe(hlcAt(START))
})

test('[GS28] of somebody whose clock is a day ahead it stands where it arrived until that day has come', async () => {
  const { open, turnTo, world } = newDesk()
  const early = await open()
  const hlc = hlcAt(START + DAY_MS)
  expect(hlcMs(early.timeOf(id(1), hlc, false))).toBe(START)
  turnTo(START + DAY_MS - MAX_CLOCK_LEAD_MS - 1)
  expect(world.dueCount).toBe(0)
  expect(hlcMs(early.timeOf(id(1), hlc, false))).toBe(START)
  turnTo(START + DAY_MS - MAX_CLOCK_LEAD_MS)
  expect(world.dueCount).toBe(1)
  expect(early.timeOf(id(1), hlc, false)).toBe(hlc)
})

test('[GS28] what was in time when it came stands by its time, though the own clock is a day behind after a restart', async () => {
  const { open, turnTo } = newDesk()
  const hlc = hlcAt(START)
  turnTo(START - DAY_MS)
  const early = await open()
  expect(early.timeOf(id(1), hlc, true)).toBe(hlc)
})

test('[GS28] of a thousand messages from the future the first 256 are remembered, and none stands in the future', async () => {
  const { open, turnTo, keptCount } = newDesk()
  const early = await open()
  const ids = Array.from({ length: 1_000 }, (_, at) =>
    toRecordId(new Uint8Array(16).fill(at % 256).fill(at >> 8, 0, 8)),
  )
  for (const one of ids) expect(early.timeOf(one, hlcAt(YEAR_9999), false)).toBe(hlcAt(START))
  await vi.waitFor(() => expect(keptCount()).toBe(256))
  turnTo(START + 60_000)
  const restarted = await open()
  const times = ids.map((one) => hlcMs(restarted.timeOf(one, hlcAt(YEAR_9999), false)))
  expect(times.filter((ms) => ms === START)).toHaveLength(256)
  expect(Math.max(...times)).toBe(START + 60_000)
})
