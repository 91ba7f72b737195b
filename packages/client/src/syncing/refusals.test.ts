import { expect, test } from 'vitest'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { newMemoryTabs } from '../tabs/memory-tabs.ts'
import { openRefusals } from './refusals.ts'

test('[GS15] a refusal and the generation of a document are there after a restart, and known to other tabs', async () => {
  const disk = new MemoryDisk()
  const tabs = newMemoryTabs()
  const store = newMemoryStore(disk.newProcess())
  const left = await openRefusals(store, tabs.open())
  const right = await openRefusals(newMemoryStore(disk.newProcess()), tabs.open())
  const rebuilt: string[] = []
  right.onRebuilt((doc) => rebuilt.push(doc))
  expect(left.from('g/0', 7)).toBeUndefined()
  await store.write([left.change('g/0', 7, 3)])
  left.remember('g/0', 7, 3)
  await left.nextGeneration('g/0')
  await expect.poll(() => rebuilt).toEqual(['g/0'])
  const again = await openRefusals(newMemoryStore(disk.newProcess()), tabs.open())
  for (const refusals of [left, right, again]) {
    expect([
      refusals.from('g/0', 7),
      refusals.generation('g/0'),
      refusals.generation('g/1'),
    ]).toEqual([3, 1, 0])
  }
})

test('[GS133] from which database on one is filled is there after a restart, and known to other tabs, until it has all', async () => {
  const disk = new MemoryDisk()
  const tabs = newMemoryTabs()
  const open = () => openRefusals(newMemoryStore(disk.newProcess()), tabs.open())
  const [left, right] = [await open(), await open()]
  await left.nextGeneration('g/0')
  await left.beginFilling('g/0')
  await left.beginFilling('g/0')
  await expect.poll(() => right.unfilledFrom('g/0')).toBe(1)
  await expect.poll(() => right.generation('g/0')).toBe(3)
  const again = await open()
  expect([left.unfilledFrom('g/0'), again.unfilledFrom('g/0')]).toEqual([1, 1])
  await left.endFilling('g/0')
  await expect.poll(() => right.unfilledFrom('g/0')).toBeUndefined()
  const later = await open()
  expect([left.unfilledFrom('g/0'), later.unfilledFrom('g/0')]).toEqual([undefined, undefined])
  expect(later.generation('g/0')).toBe(3)
})

test.each(['crash-before', 'crash-after'] as const)(
  '[GS61] a refusal that is lifted while its tab dies (%s) is lifted in the other one, and for good when a relay brings its records again',
  async (fate) => {
    const disk = new MemoryDisk()
    const tabs = newMemoryTabs()
    const store = newMemoryStore(disk.newProcess())
    const left = await openRefusals(store, tabs.open())
    const right = await openRefusals(newMemoryStore(disk.newProcess()), tabs.open())
    await store.write([left.change('g/0', 7, 3)])
    left.remember('g/0', 7, 3)
    await expect.poll(() => right.from('g/0', 7)).toBe(3)
    disk.onWrite = () => fate
    left.lift('g/0', 7)
    await expect.poll(() => right.from('g/0', 7)).toBeUndefined()
    disk.onWrite = () => 'ok'
    // What the disk still calls refused is dropped at the next start, and comes again.
    const next = await openRefusals(newMemoryStore(disk.newProcess()), tabs.open())
    expect(next.from('g/0', 7)).toBe(fate === 'crash-before' ? 3 : undefined)
    next.lift('g/0', 7)
    const last = await openRefusals(newMemoryStore(disk.newProcess()), tabs.open())
    for (const refusals of [right, next, last]) expect(refusals.from('g/0', 7)).toBeUndefined()
  },
)
