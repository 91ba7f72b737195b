import type { HeldRecord } from '@parley/gate'
import {
  type Action,
  encodeEnvelopeHeader,
  groupDoc,
  type GroupId,
  RECORD_TYPE,
  type RecordId,
  segmentDoc,
  toEpochId,
  unsignedRecord,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import {
  inviteOf,
  newGroup,
  newKeys,
  newPerson,
  type Person,
  type Written,
} from '../test/people.ts'
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

/** A profile, as large as a record can be if nothing else is said. */
function largeProfile(person: Person, group: GroupId, head: RecordId, sizeBytes = 16_000) {
  const header = encodeEnvelopeHeader({
    hlc: 1n,
    heads: [head],
    placesHeld: 0,
    epoch: toEpochId(new Uint8Array(16).fill(9)),
    nonce: new Uint8Array(24),
  })
  const unsigned = unsignedRecord(RECORD_TYPE.profile, header, new Uint8Array(sizeBytes))
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

/** What the relay says to it: 'ack', 'closed', or why not. */
async function outcome(client: TestClient, { doc: name, update }: Written): Promise<string> {
  client.forget()
  client.update(name, update)
  const answers = () => [client.acks(name), client.refusals(name), client.closes(name)]
  await until(() => answers().some(({ length }) => length > 0))
  if (client.acks(name).length > 0) return 'ack'
  return client.refusals(name)[0]?.reason ?? 'closed'
}

test('[RE34] [AT96] strangers who ask fill neither the document nor more than their share', async () => {
  const { world, alice, bob, group, atAlice, heads } = await newScene()
  const remove: Action = { type: 'remove', person: bob.id, cut: [] }
  expect(
    await outcome(atAlice, alice.act(group.id, remove, { role: 'founder', parents: heads })),
  ).toBe('ack')
  let bytesCount = 0
  const come = async (host: number, sizeBytes: number) => {
    const stranger = newPerson()
    const client = await world.connect(stranger, `10.0.0.${host}`).open()
    const join = group.join(stranger)
    let written = join
    let fate = await outcome(client, join)
    for (let count = 1; fate === 'ack' && count < 8; count++) {
      bytesCount += written.bytes.length
      written = largeProfile(stranger, group.id, join.id, sizeBytes)
      fate = await outcome(client, written)
    }
    if (fate === 'ack') bytesCount += written.bytes.length
    client.socket.hangUp()
    return fate
  }
  expect(await come(0, 2_000)).toBe('policy:full')
  let fate = 'ack'
  for (let host = 1; fate === 'ack'; host++) fate = await come(host, 1_850)
  expect(fate).toBe('policy:busy')
  expect(bytesCount).toBeGreaterThan(1_000_000)
  expect(bytesCount).toBeLessThanOrEqual(1_048_576)
  expect(await outcome(atAlice, largeProfile(alice, group.id, heads[0]))).toBe('ack')
})

test('[RE34] [AT96] two hundred and fifty-six wait; one more does when somebody is let in', async () => {
  const { world, alice, bob, group, atAlice, heads } = await newScene()
  const remove: Action = { type: 'remove', person: bob.id, cut: [] }
  const removal = alice.act(group.id, remove, { role: 'founder', parents: heads })
  expect(await outcome(atAlice, removal)).toBe('ack')
  const waiting: { readonly person: Person; readonly join: Written }[] = []
  const ask = async () => {
    const person = newPerson()
    const client = await world.connect(person, `10.0.1.${waiting.length % 200}`).open()
    const join = group.join(person)
    const fate = await outcome(client, join)
    client.socket.hangUp()
    if (fate === 'ack') waiting.push({ person, join })
    return fate
  }
  while ((await ask()) === 'ack');
  expect(waiting).toHaveLength(256)
  const [first] = waiting
  if (first === undefined) throw new Error('nobody waits')
  const person = first.person.introduction
  const add: Action = { type: 'add', person, role: 'member', join: first.join.id }
  const parents = [first.join.id, removal.id]
  expect(await outcome(atAlice, alice.act(group.id, add, { role: 'founder', parents }))).toBe('ack')
  expect(await ask()).toBe('ack')
  expect(await ask()).toBe('policy:busy')
})

test('[RE31] [AT97] a member’s second device adds nothing to what they may fill', async () => {
  const { world, bob, group, atBob, heads } = await newScene()
  const [head] = heads
  while ((await outcome(atBob, largeProfile(bob, group.id, head))) === 'ack');
  const second = newPerson(newKeys(), bob.root)
  const client = await world.connect(second).open()
  const device: Action = {
    type: 'device',
    person: second.introduction,
    rootSignature: undefined,
  }
  const how = { role: 'member', parents: heads } as const
  expect(await outcome(client, second.act(group.id, device, how))).toBe('ack')
  expect(await outcome(client, largeProfile(second, group.id, head))).toBe('policy:full')
})

test('[RE31] [AT223] people whom a member makes up, and links that a member may not make, fill no more than one person', async () => {
  const { world, alice, bob, group, atAlice, atBob, heads } = await newScene()
  const [head] = heads
  let bearer = atBob
  const bring = (written: Written) => outcome(bearer, written)
  const link = newKeys()
  const made = bob.act(group.id, inviteOf(link), { role: 'member', parents: heads })
  expect(await bring(made)).toBe('ack')
  const fates = new Set<string>()
  let bytesCount = 0
  for (let at = 0; at < 48; at++) {
    if (at % 8 === 0) bearer = await world.connect(bob).open()
    const stranger = newPerson()
    const person = stranger.introduction
    const device: Action = { type: 'device', person, rootSignature: undefined }
    const came =
      at % 2 === 0
        ? stranger.act(group.id, device, { role: 'member', parents: heads })
        : group.join(stranger, { link, invite: made.id })
    let written = came
    let fate = await bring(written)
    for (let count = 0; fate === 'ack' && count < 4; count++) {
      bytesCount += written.bytes.length
      written = largeProfile(stranger, group.id, head)
      fate = await bring(written)
    }
    fates.add(fate)
    if (fate === 'ack') bytesCount += written.bytes.length
  }
  expect(fates).toEqual(new Set(['ack', 'policy:full']))
  expect(bytesCount).toBeGreaterThan(1_900_000)
  expect(bytesCount).toBeLessThanOrEqual(2 * 1_048_576)
  const carl = newPerson()
  const atCarl = await world.connect(carl, '10.0.3.1').open()
  expect(await outcome(atCarl, group.join(carl))).toBe('ack')
  expect(await outcome(atCarl, largeProfile(carl, group.id, head))).toBe('ack')
  expect(await outcome(atAlice, largeProfile(alice, group.id, head))).toBe('ack')
})

test('[RE31] [AT97] a crowd leaves room for the founder to remove it', async () => {
  const { world, alice, bob, group, atAlice, heads } = await newScene()
  const [head] = heads
  let fate = 'ack'
  for (let count = 0; count < 8; count++) {
    const person = newPerson()
    const client = await world.connect(person, `10.0.2.${count}`).open()
    fate = await outcome(client, group.join(person))
    while (fate === 'ack') fate = await outcome(client, largeProfile(person, group.id, head))
  }
  expect(fate).toBe('policy:full')
  const remove: Action = { type: 'remove', person: bob.id, cut: [] }
  const removal = alice.act(group.id, remove, { role: 'founder', parents: heads })
  expect(await outcome(atAlice, removal)).toBe('ack')
  expect(await outcome(atAlice, largeProfile(alice, group.id, head))).toBe('policy:full')
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
