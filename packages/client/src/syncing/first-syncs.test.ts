import { segmentDoc, toGroupId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { randomFrom } from '../identity/identity.fake.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { openFirstSyncs } from './first-syncs.ts'
import type { LiveDoc } from './live-doc.ts'

const group = toGroupId(randomFrom('first syncs')(32))
const WRITER = 7

/** A segment in which one writer has so many places. */
function segmentOf(
  segment: number,
  placesCount: number,
): Pick<LiveDoc, 'name' | 'records' | 'flushed'> {
  const records = { writers: () => [WRITER], placesOf: () => placesCount }
  return {
    name: segmentDoc(group, segment),
    records: () => records as unknown as ReturnType<LiveDoc['records']>,
    flushed: () => Promise.resolve(),
  }
}

function portsOn(disk: MemoryDisk) {
  return { store: newMemoryStore(disk.newProcess()), group, isIn: () => true }
}

const place = (segment: number, clock: number) => ({ segment, writer: WRITER, clock })

test('[GS8] what a segment held when this device was first in step with it is history; what comes after is not', async () => {
  let isKnown = false
  const store = newMemoryStore(new MemoryDisk().newProcess())
  const syncs = await openFirstSyncs({ store, group, isIn: () => isKnown })
  syncs.done(segmentOf(3, 0)) // a relay that knows no such group
  expect(syncs.isHistory(place(3, 0))).toBe(true)
  isKnown = true
  syncs.done(segmentOf(3, 5))
  syncs.done(segmentOf(3, 9)) // only the first time
  expect([4, 5].map((clock) => syncs.isHistory(place(3, clock)))).toEqual([true, false])
  expect(syncs.isHistory(place(2, 5))).toBe(true)
})

test('[GS8] to have been in step is kept after what was held by then', async () => {
  const disk = new MemoryDisk()
  let finish: () => void = () => undefined
  const written = new Promise<void>((resolve) => (finish = resolve))
  const ports = portsOn(disk)
  const syncs = await openFirstSyncs(ports)
  syncs.done({ ...segmentOf(0, 1), flushed: () => written })
  await ports.store.write([{ type: 'put', key: 'later', value: true }])
  expect(disk.entries.has(`synced/${group}`)).toBe(false)
  finish()
  await expect.poll(() => disk.entries.get(`synced/${group}`)).toEqual([0])
})

test('[GS20] what is being written down while another segment is forgotten, or is written first, is not kept as in step before it is on disk', async () => {
  const disk = new MemoryDisk()
  const keptNow = () => disk.entries.get(`synced/${group}`)
  const finish: (() => void)[] = []
  const slow = () => new Promise<void>((resolve) => finish.push(resolve))
  const ports = portsOn(disk)
  const syncs = await openFirstSyncs(ports)
  syncs.done({ ...segmentOf(0, 1), flushed: slow })
  syncs.done(segmentOf(1, 1))
  await expect.poll(keptNow).toEqual([1])
  await syncs.forget([1])
  expect(keptNow()).toEqual([])

  await syncs.forget([0])
  syncs.done({ ...segmentOf(0, 2), flushed: slow })
  finish[0]?.() // of what was forgotten
  await syncs.forget([])
  expect(keptNow()).toEqual([])
  finish[1]?.()
  await expect.poll(keptNow).toEqual([0])
})

test('[GS20] a segment whose content could not be written is not kept as in step', async () => {
  const disk = new MemoryDisk()
  const syncs = await openFirstSyncs(portsOn(disk))
  syncs.done({ ...segmentOf(0, 1), flushed: () => Promise.reject(new Error('no room')) })
  syncs.done(segmentOf(1, 1))
  await expect.poll(() => disk.entries.get(`synced/${group}`)).toEqual([1])
  expect(syncs.has(0)).toBe(true)
})

test('[GS8] a device that was in step with a segment before its restart takes nothing of it for history', async () => {
  const disk = new MemoryDisk()
  const before = await openFirstSyncs(portsOn(disk))
  before.done(segmentOf(0, 1))
  await expect.poll(() => disk.entries.get(`synced/${group}`)).toEqual([0])
  const after = await openFirstSyncs(portsOn(disk))
  expect(after.isHistory(place(0, 1))).toBe(false)
  expect(after.isHistory(place(1, 1))).toBe(true)
})
