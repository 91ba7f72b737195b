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
