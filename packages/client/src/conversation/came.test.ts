import { type Hlc, hlcAt, toGroupId } from '@parley/protocol'
import { expect, test, vi } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import type { Device } from '../device.ts'
import { identityOf } from '../identity/identity.fake.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { newOwnClock } from '../writing/own-clock.ts'
import { openCame } from './came.ts'

const group = toGroupId(new Uint8Array(32).fill(1))
const NOON = 1_700_000_000_000
const DAY_MS = 86_400_000
const told = (relayAt: number, heardAt: number) => ({ relayAt, dialledAt: heardAt, heardAt })

/** A person whose admission claims a time, and their device: its disk, and its clock, wrong by so much. */
function newDesk(claimed: Hlc, wrongMs = 0) {
  const disk = new MemoryDisk()
  const clock = newFakeClock(NOON + wrongMs)
  const ownClock = newOwnClock(clock)
  const open = (by = ownClock) => {
    const store = newMemoryStore(disk.newProcess())
    const device = { store, ownClock: by, identity: identityOf('bob') } as unknown as Device
    return openCame({ device, group, membership: { cameAt: () => claimed } })
  }
  return { disk, clock, ownClock, open }
}

test('[GS132] [AT241] who was let in by a clock ahead came when that was found out, for good', async () => {
  const { disk, clock, ownClock, open } = newDesk(hlcAt(NOON + DAY_MS))
  ownClock.correct(told(NOON, NOON))
  expect((await open()).at()).toBe(hlcAt(NOON))
  await vi.waitFor(() => expect(disk.entries.has(`came/${group}`)).toBe(true))
  clock.advance(2 * DAY_MS)
  expect((await open()).at()).toBe(hlcAt(NOON))
})

test('[GS132] who joined offline by an own clock a day ahead came when a relay says what time it is', async () => {
  const { clock, ownClock, open } = newDesk(hlcAt(NOON + DAY_MS), DAY_MS)
  const came = await open()
  expect(came.at()).toBe(hlcAt(NOON + DAY_MS))
  ownClock.correct(told(NOON, NOON + DAY_MS))
  expect(came.at()).toBe(hlcAt(NOON))
  clock.advance(DAY_MS)
  expect(came.at()).toBe(hlcAt(NOON))
})

test('[GS132] a device whose own clock is behind finds nothing out by it', async () => {
  const { clock, ownClock, open } = newDesk(hlcAt(NOON), -DAY_MS)
  const came = await open()
  expect(came.at()).toBe(hlcAt(NOON))
  ownClock.correct(told(NOON, NOON - DAY_MS))
  expect(came.at()).toBe(hlcAt(NOON))
  const restarted = await open(newOwnClock(clock))
  expect(restarted.at()).toBe(hlcAt(NOON))
})
