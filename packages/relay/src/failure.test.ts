import { CLOSE_CODE, groupDoc, segmentDoc } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newPerson } from '../test/people.ts'
import { newScene } from '../test/scene.ts'
import { settle, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'
import type { Journal } from './journal/journal.ts'
import { newMemoryDisk, newMemoryJournal } from './journal/memory-journal.ts'

/** A journal whose disk can be full, or slow. */
function newMoodyJournal() {
  const disk = newMemoryDisk()
  const kept = newMemoryJournal(disk)
  const mood = { isFull: false, wait: undefined as Promise<void> | undefined }
  const journal: Journal = {
    ...kept,
    async append(doc, update) {
      await mood.wait
      if (mood.isFull) throw new Error('no space left on device')
      return kept.append(doc, update)
    },
    async read(doc) {
      await mood.wait
      return kept.read(doc)
    },
  }
  return { disk, journal, mood }
}

function newGate() {
  let open: () => void = () => undefined
  const wait = new Promise<void>((resolve) => (open = resolve))
  return { wait, open }
}

test('[RE16] nothing is acknowledged while the disk is still writing', async () => {
  const moody = newMoodyJournal()
  const { bob, group, atAlice, atBob, heads } = await newScene(moody)
  const { wait, open } = newGate()
  moody.mood.wait = wait
  const post = bob.post(group.id, { heads })
  atBob.update(post.doc, post.update)
  await until(() => atAlice.syncs(post.doc).length > 0)
  atAlice.update(post.doc, post.update) // held in memory, but not durable for her either
  await settle()
  expect(atBob.acks(post.doc)).toEqual([])
  expect(atAlice.acks(post.doc)).toEqual([])
  open()
  await until(() => atBob.acks(post.doc).length > 0 && atAlice.acks(post.doc).length > 0)
})

test('[RE20] when the disk is full nothing is acknowledged, and memory goes back to what disk holds', async () => {
  const moody = newMoodyJournal()
  const { world, bob, group, atAlice, atBob, heads } = await newScene(moody)
  const segment = segmentDoc(group.id, 0)
  const first = bob.post(group.id, { heads })
  atBob.update(segment, first.update)
  await until(() => atBob.acks(segment).length === 1)
  moody.mood.isFull = true
  const [second, third] = [bob.post(group.id, { heads }), bob.post(group.id, { heads })]
  atBob.update(segment, second.update)
  atBob.update(segment, third.update)
  await until(() => atBob.closes(segment).length > 0 && atAlice.closes(segment).length > 0)
  expect(atBob.acks(segment)).toHaveLength(1)
  expect(atBob.refusals(segment)[0]).toMatchObject({ clock: 1, reason: 'policy:busy' })
  expect(atAlice.closes(groupDoc(group.id))).toEqual([CLOSE_CODE.busy])
  expect(world.events).toContainEqual(expect.objectContaining({ type: 'journal-failed' }))

  moody.mood.isFull = false
  atAlice.forget()
  atAlice.step1(segment)
  await until(() => atAlice.syncs(segment).length === 2)
  expect(atAlice.syncs(segment)[0]?.bytes).toEqual(first.update)
  atBob.update(segment, second.update)
  atBob.update(segment, third.update)
  await until(() => atBob.acks(segment).length === 3)
  expect(atBob.acks(segment).at(-1)).toEqual({ writer: first.writer, clock: 3 })
  expect(moody.disk.updates.get(segment)).toHaveLength(3)
})

test('[RE28] nothing is answered for a document before its journal is read', async () => {
  const moody = newMoodyJournal()
  const { world, alice, bob, group, atBob, heads } = await newScene(moody)
  const segment = segmentDoc(group.id, 0)
  const post = bob.post(group.id, { heads })
  atBob.update(segment, post.update)
  await until(() => atBob.acks(segment).length === 1)
  await world.relay.close()

  const again = await newWorld(moody)
  const atAlice = await again.connect(alice).open()
  await until(() => {
    again.clock.advance(31_000)
    return again.relay.stats().docsInMemory === 0
  })
  const { wait, open } = newGate()
  moody.mood.wait = wait
  atAlice.step1(segment)
  atAlice.step1(segment)
  await settle()
  expect(atAlice.syncs(segment)).toEqual([])
  open()
  await until(() => atAlice.syncs(segment).length === 4)
  expect(atAlice.syncs(segment)[0]?.bytes).toEqual(post.update)
})

test('[RE28] an entry that cannot be read is left out, and members fill the place again', async () => {
  const disk = newMemoryDisk()
  const { world, alice, bob, group, atBob, heads } = await newScene({ disk })
  const segment = segmentDoc(group.id, 0)
  const posts = [1, 2].map(() => bob.post(group.id, { heads }))
  for (const post of posts) atBob.update(segment, post.update)
  await until(() => atBob.acks(segment).length === 2)
  await world.relay.close()
  disk.updates.get(segment)?.splice(0, 1, Uint8Array.of(255, 255, 255))

  const again = await newWorld({ disk })
  const atAlice = await again.connect(alice).open()
  atAlice.step1(segment)
  await until(() => atAlice.syncs(segment).length === 2)
  expect(atAlice.syncs(segment)[0]?.bytes).toEqual(Uint8Array.of(0, 0))
  expect(again.events.map(({ type }) => type)).toContain('journal-repaired')
  for (const post of posts) atAlice.update(segment, post.update)
  await until(() => atAlice.acks(segment).length === 2)
})

test('[RE9] a slow reader is dropped and the others are not', async () => {
  const { bob, group, atAlice, atBob, heads } = await newScene({ limits: { queuedBytes: 1_000 } })
  atAlice.socket.queued = 1_001
  const post = bob.post(group.id, { heads })
  atBob.update(post.doc, post.update)
  await until(() => atAlice.socket.closed !== undefined)
  expect(atAlice.socket.closed).toEqual({ code: 1013, reason: 'too-slow' })
  await until(() => atBob.acks(post.doc).length > 0)
})

test('[RE9] a large answer waits until the socket has room, and gives up in the end', async () => {
  const { world, group, atAlice, atBob } = await newScene({ limits: { drainBytes: 100 } })
  const segment = segmentDoc(group.id, 0)
  for (const client of [atAlice, atBob]) {
    client.socket.queued = 101
    client.step1(segment)
  }
  await settle()
  expect(atAlice.syncs(segment)).toEqual([])
  atAlice.socket.queued = 0
  world.clock.advance(50)
  await until(() => atAlice.syncs(segment).length === 2)
  world.clock.advance(61_000)
  expect(atBob.socket.closed).toEqual({ code: 1013, reason: 'too-slow' })
})

test('[RE8] what was received and not judged yet is bounded', async () => {
  const moody = newMoodyJournal()
  const world = await newWorld({ ...moody, limits: { inboxBytes: 5_000 } })
  const alice = newPerson()
  const { wait, open } = newGate()
  const client = await world.connect(alice).open()
  moody.mood.wait = wait
  const doc = groupDoc(newPerson().device as never)
  for (let count = 0; count < 6; count++) client.update(doc, new Uint8Array(1_000))
  expect(client.socket.closed).toEqual({ code: 1013, reason: 'inbox-full' })
  open()
})

test('[RE10] one address has a bounded number of sessions', async () => {
  const world = await newWorld({ limits: { sessionsPerAddress: 2 } })
  const [first, , third] = [world.connect(), world.connect(), world.connect()]
  expect(third?.socket.closed).toEqual({ code: 1013, reason: 'too-many' })
  expect(world.connect(undefined, '::1').socket.closed).toBeUndefined()
  first?.socket.hangUp()
  expect(world.connect().socket.closed).toBeUndefined()
})

test('[RE30] stopping ends every session and waits for the disk', async () => {
  const moody = newMoodyJournal()
  const { world, bob, group, atAlice, atBob, heads } = await newScene(moody)
  const { wait, open } = newGate()
  moody.mood.wait = wait
  const post = bob.post(group.id, { heads })
  atBob.update(post.doc, post.update)
  await until(() => atAlice.syncs(post.doc).length > 0)
  let isClosed = false
  const closing = world.relay.close().then(() => (isClosed = true))
  await settle()
  expect(isClosed).toBe(false)
  expect(atBob.socket.closed).toEqual({ code: 1001, reason: 'stopping' })
  open()
  await closing
  expect(moody.disk.updates.get(post.doc)).toHaveLength(1)
  expect(world.relay.stats().sessions).toBe(0)
  expect(world.connect().socket.closed?.code).toBe(1001)
})
