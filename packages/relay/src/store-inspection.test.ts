import { groupDoc, segmentDoc } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newGroup, newPerson } from '../test/people.ts'
import { newMemoryDisk, newMemoryJournal } from './journal/memory-journal.ts'
import { nodePorts } from './node-ports.ts'
import { inspectStore } from './store-inspection.ts'

async function newStore() {
  const disk = newMemoryDisk()
  const journal = newMemoryJournal(disk)
  const alice = newPerson()
  const bob = newPerson()
  const group = newGroup(alice)
  const join = group.join(bob)
  await journal.append(groupDoc(group.id), group.update())
  const posts = [alice, bob, alice].map((person) => person.post(group.id, { heads: [join.id] }))
  for (const post of posts) await journal.append(post.doc, post.update)
  return { disk, journal, group, posts, segment: segmentDoc(group.id, 0) }
}

const { verify } = nodePorts()

test('[RW11] a store is read whole, every signature with it', async () => {
  const { journal } = await newStore()
  const found = { groups: 1, docs: 2, records: 6, damaged: [], changed: 0 }
  expect(await inspectStore(journal, verify)).toEqual(found)
  expect(await inspectStore(journal)).toEqual(found)
})

test('[RW11] one bit that a disk changed in silence is found, wherever in a record it is', async () => {
  const { disk, journal, posts, segment } = await newStore()
  const stored = disk.updates.get(segment)?.[1] ?? new Uint8Array()
  const length = posts[1]?.bytes.length ?? 0
  let found = 0
  for (let at = stored.length - length - 1; at < stored.length - 1; at += 13) {
    stored[at] = (stored[at] ?? 0) ^ 1
    const { changed, damaged } = await inspectStore(journal, verify)
    if (changed > 0 || damaged.length > 0) found++
    stored[at] = (stored[at] ?? 0) ^ 1
  }
  expect(found).toBe(Math.ceil(length / 13))
  expect((await inspectStore(journal, verify)).changed).toBe(0)
})

test('[RW11] a document that cannot be read or used is named', async () => {
  const { disk, journal, segment } = await newStore()
  disk.updates.get(segment)?.push(Uint8Array.of(1, 2, 3))
  expect(await inspectStore(journal, verify)).toMatchObject({ damaged: [segment], records: 6 })
  const unreadable = { ...journal, read: () => Promise.reject(new Error('Corruption')) }
  expect((await inspectStore(unreadable, verify)).damaged).toHaveLength(2)
})
