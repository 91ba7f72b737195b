import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { MemoryDisk } from '../stores/memory-disk.ts'
import { newMemoryStore } from '../stores/memory-store.ts'
import { docStoreContract, reopened, say, textOf } from './doc-store.contract.ts'
import { newMemoryDocStore } from './memory-doc-store.ts'

const disk = new MemoryDisk()

docStoreContract('memory', {
  open: () => newMemoryDocStore(disk.newProcess()),
  rowsCount: async (name) => disk.docs.get(name)?.length ?? 0,
  damage: async (name) => disk.damage(name),
  setFull(isFull) {
    disk.onWrite = () => (isFull ? 'fail-full' : 'ok')
  },
})

test('[KD8] a crash takes what was not flushed, from the end, and never what was', async () => {
  const world = new MemoryDisk()
  const process = world.newProcess()
  const doc = new Y.Doc()
  const kept = await newMemoryDocStore(process).open('d', doc)
  say(doc, 'flushed')
  await kept.flushed()
  for (const text of ['one', 'two', 'three']) say(doc, text)
  await newMemoryStore(process).write([{ type: 'put', key: 'outbox/3', value: 'three' }])

  world.keptOnCrash = (_, unsafeCount) => unsafeCount - 2
  process.crash()
  const restarted = world.newProcess()
  expect(await reopened(newMemoryDocStore(restarted), 'd')).toEqual(['flushed', 'one'])
  expect(await newMemoryStore(restarted).get('outbox/3')).toBe('three')
})

test('[KD8] a crash at a write leaves the other tab with its own', async () => {
  const world = new MemoryDisk()
  const [dying, living] = [world.newProcess(), world.newProcess()]
  const [left, right] = [new Y.Doc(), new Y.Doc()]
  await newMemoryDocStore(dying).open('d', left)
  const kept = await newMemoryDocStore(living).open('d', right)
  world.onWrite = (_, process) => (process === dying ? 'crash-before' : 'ok')
  say(left, 'lost')
  say(right, 'kept')
  await kept.flushed()
  expect(dying.crashed).toBe(true)
  expect(await reopened(newMemoryDocStore(world.newProcess()), 'd')).toEqual(textOf(right))
})
