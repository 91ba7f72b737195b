import { CLOSE_CODE, encodeTyped, groupDoc, MESSAGE_TYPE } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newFakeClock } from '../test/fake-clock.ts'
import { newGroup, newPerson } from '../test/people.ts'
import { newScene } from '../test/scene.ts'
import { settle, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'
import { newHandshakes } from './handshakes.ts'
import { openMeters } from './meters.ts'

test('[RE46] [AT130] a device that comes back has not more for it: what it spent is spent', async () => {
  const deviceAllowances = { founding: { perSecond: 0.1, burst: 1 } }
  const world = await newWorld({ limits: { deviceAllowances } })
  const alice = newPerson()
  const [first, second] = [newGroup(alice), newGroup(alice)]
  const before = await world.connect(alice).open()
  before.update(groupDoc(first.id), first.update())
  await until(() => before.acks(groupDoc(first.id)).length > 0)
  before.socket.hangUp()
  const after = await world.connect(alice).open()
  after.update(groupDoc(second.id), second.update())
  await until(() => after.closes(groupDoc(second.id)).length > 0)
  expect(after.closes(groupDoc(second.id))).toEqual([CLOSE_CODE.busy])
  world.clock.advance(10_000)
  after.update(groupDoc(second.id), second.update())
  await until(() => after.acks(groupDoc(second.id)).length > 0)
  await world.relay.close()
})

test('[RE46] [AT130] devices made up at one address share what the address has', async () => {
  const addressAllowances = { founding: { perSecond: 0.1, burst: 2 } }
  const world = await newWorld({ limits: { addressAllowances } })
  const outcomes: number[] = []
  for (const address of ['10.0.0.1', '10.0.0.1', '10.0.0.1', '10.0.0.2']) {
    const person = newPerson()
    const group = newGroup(person)
    const doc = groupDoc(group.id)
    const client = await world.connect(person, address).open()
    client.update(doc, group.update())
    await until(() => client.acks(doc).length + client.closes(doc).length > 0)
    outcomes.push(client.acks(doc).length)
  }
  expect(outcomes).toEqual([1, 1, 0, 1])
  await world.relay.close()
})

test('[RE46] one device has so many sessions, one address opens so many sockets and sends so much', async () => {
  const limits = { sessionsPerDevice: 2, addressSockets: { perSecond: 1, burst: 4 } }
  const world = await newWorld({ limits })
  const alice = newPerson()
  const tabs = [await world.connect(alice).open(), await world.connect(alice).open()]
  const third = world.connect(alice)
  third.prove()
  expect(third.socket.closed).toEqual({ code: 1013, reason: 'too-many' })
  tabs[0]?.socket.hangUp()
  await world.connect(alice).open()
  const fifth = world.connect(newPerson())
  expect(fifth.socket.closed).toEqual({ code: 1013, reason: 'too-many' })
  await world.connect(newPerson(), '10.0.0.9').open()
  await world.relay.close()

  const small = await newWorld({ limits: { addressBytes: { perSecond: 1, burst: 2_000 } } })
  const [one, two] = [await small.connect().open(), await small.connect().open()]
  for (const client of [one, two]) client.say('', MESSAGE_TYPE.mark, new Uint8Array(900))
  expect([one.socket.closed, two.socket.closed?.reason]).toEqual([undefined, 'too-fast'])
  await small.relay.close()
})

test('[RE2] [AT42] [AT131] who has proved nothing says little: past it the socket is closed', async () => {
  const world = await newWorld({ limits: { unprovedBytes: 1_000 } })
  const mute = world.connect()
  const frame = encodeTyped('', MESSAGE_TYPE.mark, new Uint8Array(400))
  mute.socket.deliver(frame)
  mute.socket.deliver(frame)
  expect(mute.socket.closed).toBeUndefined()
  mute.socket.deliver(frame)
  expect(mute.socket.closed).toEqual({ code: 1013, reason: 'too-fast' })
  await world.relay.close()
})

test('[RE46] [AT131] of sockets that say nothing the oldest goes first, and who proves themselves stays', async () => {
  const world = await newWorld({ limits: { handshakesAtOnce: 2 } })
  const alice = await world.connect().open()
  const silent = [world.connect(), world.connect(), world.connect()]
  const bob = await world.connect().open()
  const ended = silent.map(({ socket }) => socket.closed?.reason)
  expect(ended).toEqual(['too-many', 'too-many', undefined])
  expect([alice.socket.closed, bob.socket.closed]).toEqual([undefined, undefined])
  await world.relay.close()

  const handshakes = newHandshakes(2)
  const done = handshakes.begin(() => undefined)
  done()
  done()
  expect(handshakes.count()).toBe(0)
})

test('[RE46] what all bring to one group waits past its share, and none of it is refused', async () => {
  const scene = await newScene({ limits: { groupRecords: { perSecond: 10, burst: 3 } } })
  const { world, alice, bob, group, atAlice, atBob, heads } = scene
  world.clock.advance(60_000)
  const posts = [alice, bob].flatMap((person) =>
    Array.from({ length: 3 }, () => ({ person, post: person.post(group.id, { heads }) })),
  )
  for (const { person, post } of posts)
    (person === alice ? atAlice : atBob).update(post.doc, post.update)
  await settle()
  const acked = (): number =>
    [atAlice, atBob].reduce((sum, client) => sum + client.acks(posts[0]?.post.doc ?? '').length, 0)
  expect(acked()).toBeLessThan(6)
  for (let turn = 0; turn < 20; turn++) {
    world.clock.advance(100)
    await settle()
  }
  expect(acked()).toBe(6)
  await world.relay.close()
})

test('[RE46] what was spent long ago takes no memory', () => {
  const clock = newFakeClock()
  const meters = openMeters(clock)
  const allowance = { perSecond: 1, burst: 10 }
  for (let at = 0; at < 100; at++) expect(meters.spend(`a ${at}`, 10, allowance)).toBe(true)
  expect(meters.spend('a 1', 1, allowance)).toBe(false)
  expect(meters.count()).toBe(100)
  clock.advance(60_000)
  expect(meters.count()).toBe(0)
  meters.close()
})

test('[RE17] [RE46] a group that has its share of the store takes deletions and nothing else', async () => {
  const { world, alice, group, atAlice, heads } = await newScene({ limits: { groupBytes: 4_000 } })
  const posts = [1_000, 2_000, 3_000].map((sizeBytes) => alice.post(group.id, { heads, sizeBytes }))
  for (const post of posts) atAlice.update(post.doc, post.update)
  const [first] = posts
  await until(() => atAlice.refusals(first?.doc ?? '').length > 0)
  expect(atAlice.refusals(first?.doc ?? '').map(({ reason }) => reason)).toContain('policy:full')
  const taken = atAlice.acks(first?.doc ?? '').at(-1)?.clock ?? 0
  const retract = alice.retract(group.id, posts.slice(0, 1), { heads, clock: taken })
  atAlice.update(retract.doc, retract.update)
  await until(() => atAlice.acks(retract.doc).some(({ clock }) => clock === taken + 1))
  expect(taken).toBeLessThan(3)
  await world.relay.close()
})
