import type { Message, MessageKey } from '@parley/group'
import type { GroupId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { openKeptPins } from './kept-pins.ts'

const group = 'g' as GroupId
const pinned = (name: string, segment: number) =>
  ({ key: `ann/${name}` as MessageKey, segment }) as Message

test('[GS83] where pins of old segments stand is known at the next start, until they are seen to be gone', async () => {
  const disk = new MemoryDisk()
  const open = () => openKeptPins(newMemoryStore(disk.newProcess()), group)
  const first = await open()
  first.note([pinned('rules', 2), pinned('map', 2), pinned('date', 40)], () => true)
  const again = await open()
  expect(again.segments()).toEqual([2, 40])
  again.note([pinned('date', 40)], (key) => key.endsWith('date'))
  expect((await open()).segments()).toEqual([2, 40])
  again.note([pinned('date', 40)], () => true)
  expect((await open()).segments()).toEqual([40])
})

test('[GS83] what this device finds there of something else is nothing, and a hundred is all', async () => {
  const disk = new MemoryDisk()
  disk.entries.set(`pins/${group}`, ['x', [1], ['ann/a', 'b'], ['ann/a', 3]])
  const pins = await openKeptPins(newMemoryStore(disk.newProcess()), group)
  expect(pins.segments()).toEqual([3])
  pins.note(
    Array.from({ length: 300 }, (_, at) => pinned(`${at}`, at)),
    () => true,
  )
  expect(pins.segments()).toHaveLength(100)
})
