import { hlcAt, hlcMs, toRecordId, toUtf8 } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import { randomFrom } from '../identity/identity.fake.ts'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { newMemoryTabs } from '../tabs/memory-tabs.ts'
import { newOwnClock } from '../writing/own-clock.ts'
import { openNotes } from './notes.ts'

const random = randomFrom('notes')

function newDevice() {
  const disk = new MemoryDisk()
  const tabs = newMemoryTabs()
  const clock = newFakeClock()
  const openTab = (ownClock = newOwnClock(clock)) =>
    openNotes({ store: newMemoryStore(disk.newProcess()), tabs: tabs.open(), ownClock })
  return { disk, clock, openTab }
}

function told(key: string, value: unknown, at: number) {
  const bytes = value === undefined ? new Uint8Array(0) : toUtf8(JSON.stringify(value))
  return { key, value: bytes, hlc: hlcAt(at), id: toRecordId(random(16)) }
}

test('[OW1] a note counts at once, in every tab and after a restart, with or without a document', async () => {
  const { openTab } = newDevice()
  const [left, right] = [await openTab(), await openTab()]
  const changed = new Promise<void>((resolve) => right.onChange(resolve))
  await left.set('blocked/x', true)
  await left.set('name', { said: 'Älice' })
  await changed
  expect(left.get('blocked/x')).toBe(true)
  await expect.poll(() => right.get('name')).toEqual({ said: 'Älice' })
  expect((await openTab()).keys('')).toEqual(['blocked/x', 'name'])
  await left.set('blocked/x', undefined)
  expect(left.keys('blocked/')).toEqual([])
  expect(left.waiting().map(({ key }) => key)).toEqual(['name', 'blocked/x'])
})

test('[OW2] of two notes the newest counts, whichever comes first and wherever it was made', async () => {
  const { clock, openTab } = newDevice()
  const notes = await openTab()
  await notes.learn([told('a', 'new', clock.now() + 20), told('a', 'old', clock.now() + 10)])
  expect(notes.get('a')).toBe('new')
  await notes.learn([told('a', 'oldest', clock.now())])
  expect(notes.get('a')).toBe('new')
  await notes.set('a', 'mine')
  expect(notes.get('a')).toBe('mine')
  await notes.learn([told('a', undefined, clock.now() + 60_000)])
  expect(notes.get('a')).toBeUndefined()
  expect(notes.waiting()).toEqual([])
  expect((await openTab()).get('a')).toBeUndefined()
})

test('[OW3] what has been written waits no more, in no tab, and what one tab writes no other does', async () => {
  const { disk, openTab } = newDevice()
  const [left, right] = [await openTab(), await openTab()]
  await left.set('a', 1)
  const [note] = left.waiting()
  if (note === undefined) throw new Error('nothing waits')
  expect(await right.current(note)).toMatchObject({ key: 'a' })
  await newMemoryStore(disk.newProcess()).write([left.change(note)])
  expect(await right.current(note)).toBeUndefined()
  left.written(note)
  expect(left.waiting()).toEqual([])
  expect(left.get('a')).toBe(1)
})

test('[OW4] what a rebuilt document says no more waits to be written again', async () => {
  const { clock, openTab } = newDevice()
  const notes = await openTab()
  const [kept, lost] = [told('a', 1, clock.now()), told('b', 2, clock.now())]
  await notes.learn([kept, lost])
  await notes.relearn([kept])
  expect(notes.waiting()).toEqual([{ ...lost, id: '', isWaiting: true }])
  expect([notes.get('a'), notes.get('b')]).toEqual([1, 2])
})

/** What a relay says whose time differs from this device's. */
function toldAt(relayAt: number, heardAt: number) {
  return { relayAt, dialledAt: heardAt, heardAt }
}

test('[OW27] a note from the future gets the time there is when it is written, and no other and no sooner', async () => {
  const { disk, clock, openTab } = newDevice()
  const ownClock = newOwnClock(clock)
  const notes = await openTab(ownClock)
  const trueAt = clock.now() - 40 * 60_000
  await notes.set('a', 'first')
  await notes.set('a', 'said last')
  const [early] = notes.waiting()
  if (early === undefined) throw new Error('nothing waits')
  expect(await notes.current(early)).toEqual(early)

  ownClock.correct(toldAt(trueAt, clock.now()))
  const inTime = await notes.current(early)
  if (inTime === undefined) throw new Error('another tab has written it')
  expect(hlcMs(inTime.hlc)).toBe(trueAt)
  expect(inTime.value).toEqual(toUtf8('"said last"'))
  expect([notes.saidAt('a'), notes.get('a')]).toEqual([inTime.hlc, 'said last'])
  await newMemoryStore(disk.newProcess()).write([notes.change(inTime)])
  notes.written(inTime)
  expect(notes.waiting()).toEqual([])
  expect((await openTab()).saidAt('a')).toBe(inTime.hlc)
  await notes.learn([told('a', 'from the phone', trueAt + 1)])
  expect(notes.get('a')).toBe('from the phone')
})

test('[OW27] what was told from the future, and is told no more, waits with the time there is; a slow clock moves nothing', async () => {
  const { clock, openTab } = newDevice()
  const ownClock = newOwnClock(clock)
  const notes = await openTab(ownClock)
  const trueAt = clock.now()
  await notes.learn([told('a', 1, trueAt + 3_600_000), told('b', 2, trueAt + 30_000)])
  await notes.relearn([])
  const times = async () =>
    Promise.all(notes.waiting().map(async (one) => hlcMs((await notes.current(one))?.hlc ?? 0n)))
  expect(await times()).toEqual([trueAt + 30_000, trueAt + 3_600_000])
  ownClock.correct(toldAt(trueAt, trueAt))
  expect(await times()).toEqual([trueAt + 30_000, trueAt])
})

test('[OW2] a note that is no JSON, or not even text, says nothing and breaks nothing', async () => {
  const { clock, openTab } = newDevice()
  const notes = await openTab()
  for (const value of [toUtf8('{'), toUtf8('null'), Uint8Array.of(0xff, 0xfe)])
    await notes.learn([{ ...told('a', 1, clock.now()), value }])
  expect(notes.keys('')).toEqual([])
})
