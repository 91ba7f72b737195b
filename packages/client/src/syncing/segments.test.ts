import type { GroupId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import type { LiveDoc } from './live-doc.ts'
import { countOf, openSegments } from './segments.ts'

const group = 'g' as GroupId
const FULL = 2_000

function newShelf(
  docOf: (segment: number) => Promise<LiveDoc> = () => Promise.resolve(newDoc(0, false)),
) {
  const disk = new MemoryDisk()
  const clock = newFakeClock()
  const reading = { now: Promise.resolve() }
  const unopened: string[] = []
  const empty: number[] = []
  const open = () =>
    openSegments({
      group,
      store: newMemoryStore(disk.newProcess()),
      clock,
      openDoc: docOf,
      whenRead: () => reading.now,
      onUnopened: () => void unopened.push('one'),
      onEmpty: (segment) => void empty.push(segment),
    })
  return { disk, clock, open, reading, unopened, empty }
}

function newDoc(placesCount: number, isSynced: boolean, bytesCount = 0): LiveDoc {
  const records = { placesCount: () => placesCount, bytesCount: () => bytesCount }
  return {
    records: () => records,
    follow: () => undefined,
    following: () => ({ isSynced: () => isSynced }),
    flushed: async () => undefined,
    close: async () => undefined,
  } as unknown as LiveDoc
}

/** All that was asked of this disk is on it. */
async function flushed(disk: MemoryDisk): Promise<void> {
  const store = newMemoryStore(disk.newProcess())
  for (let turns = 0; turns < 5; turns++) await store.get('anything')
}

/** Of what is open, until it is finished. */
function newRead(): { readonly done: Promise<void>; finish(): void } {
  let finish: () => void = () => undefined
  const done = new Promise<void>((resolve) => (finish = resolve))
  return { done, finish: () => finish() }
}

test('[GS20] counts only grow, and are there after a restart', async () => {
  const { disk, clock, open } = newShelf()
  const segments = await open()
  expect(segments.learn(0, FULL)).toBe(true)
  expect(segments.learn(0, 3)).toBe(false)
  expect(segments.current()).toBe(1)
  clock.advance(1_000)
  await expect.poll(() => disk.entries.get('counts/g')).toEqual([[0, FULL, false]])
  expect((await open()).current()).toBe(1)
})

test('[GS20] that a segment holds anything is kept at once, and how much a moment later', async () => {
  const { disk, clock, open } = newShelf()
  const segments = await open()
  segments.count(0, 1)
  await expect.poll(() => disk.entries.get('counts/g')).toEqual([[0, 1, true]])
  segments.count(0, 2)
  segments.count(0, 3)
  await flushed(disk)
  expect(disk.entries.get('counts/g')).toEqual([[0, 1, true]])
  clock.advance(1_000)
  await expect.poll(() => disk.entries.get('counts/g')).toEqual([[0, 3, true]])
})

test('[GS20] what a segment holds is counted on disk after it is there itself', async () => {
  const written = newRead()
  const { disk, open } = newShelf(async () => ({
    ...newDoc(0, false),
    flushed: () => written.done,
  }))
  const segments = await open()
  await segments.open(0)
  segments.count(0, 1)
  await flushed(disk)
  expect(disk.entries.has('counts/g')).toBe(false)
  written.finish()
  await expect.poll(() => disk.entries.get('counts/g')).toEqual([[0, 1, true]])
})

test('[GS20] a segment that held something and is empty is told, and none of which a relay told alone', async () => {
  const { disk, clock, open, empty } = newShelf()
  const before = await open()
  before.count(0, 1)
  before.learn(1, 5)
  clock.advance(1_000)
  await flushed(disk)
  const after = await open()
  await Promise.all([after.open(0), after.open(1)])
  expect(empty).toEqual([0])
})

test('[GS20] [AT86] a relay that tells of segments far ahead is neither followed there nor remembered', async () => {
  const { disk, open } = newShelf()
  const segments = await open()
  segments.learn(0, 5)
  expect(segments.learn(100_000_000, 1_000_000_000)).toBe(false)
  expect(segments.learn(50, 1_000_000_000)).toBe(true)
  expect([segments.newest(), segments.current()]).toEqual([0, 0])
  await segments.close()
  await expect
    .poll(() => disk.entries.get('counts/g'))
    .toEqual([
      [0, 5, false],
      [50, 1_000_000_000, false],
    ])
})

test('[GS20] a segment told as full, but seen to be short, is written to', async () => {
  const { open } = newShelf((segment) => Promise.resolve(newDoc(segment === 1 ? 7 : 0, true)))
  const segments = await open()
  segments.learn(0, FULL)
  segments.learn(1, FULL)
  expect(segments.current()).toBe(2)
  await segments.open(1)
  expect(segments.current()).toBe(1)
})

test('[GS20] a segment that is full by its bytes counts as turned over', () => {
  expect(countOf(newDoc(600, true, 8_000_000).records())).toBe(FULL)
  expect(countOf(newDoc(600, true, 1_000_000).records())).toBe(600)
})

test('[GS20] a segment that could not be opened is opened anew when it is wanted again, and closing waits for none', async () => {
  let failsCount = 1
  const { open } = newShelf(() =>
    failsCount-- > 0 ? Promise.reject(new Error('disk')) : Promise.resolve(newDoc(1, true)),
  )
  const segments = await open()
  await expect(segments.open(0)).rejects.toThrow('disk')
  await segments.open(0)
  expect(segments.opened().size).toBe(1)
  await segments.close()
  await expect(segments.open(1)).rejects.toThrow('closed')
})

test('[GS60] older segments open one after the other, each once what is open has been read', async () => {
  const begun: number[] = []
  const { open, reading } = newShelf((segment) => {
    begun.push(segment)
    return Promise.resolve(newDoc(FULL, true))
  })
  const segments = await open()
  segments.beginBehind()
  await segments.open(9)
  const [first, second] = [newRead(), newRead()]
  reading.now = first.done
  segments.openBehind(8)
  segments.openBehind(7)
  segments.openBehind(9)
  segments.openBehind(8)
  expect(begun).toEqual([9])
  reading.now = second.done
  first.finish()
  await expect.poll(() => begun).toEqual([9, 8])
  expect(await segments.open(3)).toBeDefined() // whoever scrolls there waits for nothing
  second.finish()
  await expect.poll(() => begun).toEqual([9, 8, 3, 7])
})

test('[GS60] one that cannot be opened is told and keeps no other from it; after closing nothing is', async () => {
  const begun: number[] = []
  const { open, unopened } = newShelf((segment) => {
    begun.push(segment)
    return segment === 8 ? Promise.reject(new Error('no')) : Promise.resolve(newDoc(FULL, true))
  })
  const segments = await open()
  segments.beginBehind()
  for (const segment of [8, 7]) segments.openBehind(segment)
  await expect.poll(() => begun).toEqual([8, 7])
  expect(unopened).toEqual(['one'])
  segments.openBehind(8)
  segments.openBehind(6)
  await segments.close()
  await Promise.resolve()
  expect(begun).toEqual([8, 7])
  expect(unopened).toEqual(['one'])
})

test('[GS65] before it is said to begin nothing older opens; then all that was asked for, once each', async () => {
  const begun: number[] = []
  const { open } = newShelf((segment) => {
    begun.push(segment)
    return Promise.resolve(newDoc(FULL, true))
  })
  const segments = await open()
  await segments.open(9)
  segments.openBehind(8)
  segments.openBehind(7)
  await segments.open(7) // whoever scrolls there waits for nothing
  expect(begun).toEqual([9, 7])
  segments.beginBehind()
  segments.beginBehind()
  await expect.poll(() => begun).toEqual([9, 7, 8])
  segments.openBehind(6)
  await expect.poll(() => begun).toEqual([9, 7, 8, 6])
})
