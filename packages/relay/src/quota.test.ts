import type { HeldRecord } from '@parley/gate'
import {
  encodeEnvelopeHeader,
  groupDoc,
  RECORD_TYPE,
  type RecordId,
  segmentDoc,
  toEpochId,
  unsignedRecord,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { newGroup, newPerson, type Person } from '../test/people.ts'
import { newScene } from '../test/scene.ts'
import { newMemorySocket, settle, TestClient, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'
import { Quota } from './quota.ts'

const doc = segmentDoc(newGroup(newPerson()).id, 0)
const MALLORY = 7 * 2 ** 16

function recordOf(type: number, writer: number, clock: number, sizeBytes = 100): HeldRecord {
  const bytes = new Uint8Array(sizeBytes).fill(1)
  bytes[1] = type
  return { place: { doc, writer, clock }, root: 'messages', bytes }
}

/** A profile as large as a record can be. */
function largeProfile(person: Person, group: Parameters<typeof groupDoc>[0], head: RecordId) {
  const header = encodeEnvelopeHeader({
    hlc: 1n,
    heads: [head],
    placesHeld: 0,
    epoch: toEpochId(new Uint8Array(16).fill(9)),
    nonce: new Uint8Array(24),
  })
  const unsigned = unsignedRecord(RECORD_TYPE.profile, header, new Uint8Array(16_000))
  return person.write(groupDoc(group), unsigned)
}

test('[RE31] [AT92] a device’s retracts in a segment end, others’ go on; posts are not counted', () => {
  const posts = Array.from({ length: 50 }, (_, clock) => recordOf(RECORD_TYPE.envelope, 1, clock))
  const quota = new Quota(true, posts)
  expect(quota.whole).toEqual({ placesCount: 0, bytesCount: 0 })
  const flood = Array.from({ length: 4_095 }, (_, clock) =>
    recordOf(RECORD_TYPE.retract, MALLORY + (clock % 3), clock),
  )
  quota.add(flood)
  const hasRoom = quota.trial()
  expect(hasRoom(MALLORY + 9, 100)).toBe(true)
  expect(hasRoom(MALLORY + 10, 100)).toBe(false) // another writer of the same device
  expect(hasRoom(MALLORY * 2, 100)).toBe(true)
  expect(quota.trial()(MALLORY, 100)).toBe(true) // a trial alone takes nothing
  expect(quota.trial()(MALLORY, 2 * 1_048_576)).toBe(false)
})

test('[RE31] [AT90] a member cannot fill the group document for everybody', async () => {
  const { alice, bob, group, atAlice, atBob, heads } = await newScene()
  const name = groupDoc(group.id)
  const [head] = heads
  for (let count = 0; count < 140; count++)
    atBob.update(name, largeProfile(bob, group.id, head).update)
  await until(() => atBob.refusals(name).length > 0)
  expect(atBob.refusals(name)[0]).toMatchObject({ reason: 'policy:full' })
  const mine = largeProfile(alice, group.id, head)
  atAlice.update(name, mine.update)
  await until(() => atAlice.acks(name).length > 0)
})

test('[RE9] [AT91] a document larger than a socket’s queue reaches a slow reader whole', async () => {
  const limits = { queuedBytes: 1_500_000, drainBytes: 200_000 }
  const { world, bob, group, atBob, heads } = await newScene({ limits })
  const segment = segmentDoc(group.id, 0)
  const posts = Array.from({ length: 200 }, () => bob.post(group.id, { heads, sizeBytes: 16_000 }))
  for (const post of posts) atBob.update(segment, post.update)
  await until(() => atBob.acks(segment).some(({ clock }) => clock === posts.length))
  const socket = newMemorySocket()
  const slow = {
    ...socket,
    queued: 0,
    send(bytes: Uint8Array) {
      socket.send(bytes)
      slow.queued += bytes.length
    },
    queuedBytes: () => slow.queued,
  }
  const reader = new TestClient(world.relay, bob, '127.0.0.1', slow)
  await reader.open()
  reader.step1(segment)
  const isWhole = () => reader.syncs(segment).some(({ step }) => step === 'step2')
  while (!isWhole() && socket.closed === undefined) {
    await until(() => slow.queued > 0)
    slow.queued = 0
    world.clock.advance(50)
  }
  expect(socket.closed).toBeUndefined()
  const got = reader.syncs(segment).reduce((sum, { bytes }) => sum + bytes.length, 0)
  expect(got).toBeGreaterThan(3_200_000)
})

test('[RE29] [AT94] who asks and hangs up at once keeps no document in memory', async () => {
  const { world: before, bob, group } = await newScene()
  const world = await newWorld({ disk: before.disk })
  const asker = await world.connect(bob).open()
  await settle()
  world.clock.advance(60_000)
  await settle()
  expect(world.relay.stats().docsInMemory).toBe(0)
  asker.step1(groupDoc(group.id))
  asker.socket.hangUp()
  await settle()
  world.clock.advance(60_000)
  await settle()
  expect(world.relay.stats()).toMatchObject({ sessions: 0, docsInMemory: 0 })
})
