import { groupDoc } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newPerson } from '../test/people.ts'
import {
  heardPresence as heard,
  presenceIdOf as idOf,
  sayPresence as say,
} from '../test/presences.ts'
import { newScene } from '../test/scene.ts'
import { settle, type TestClient, until } from '../test/sockets.ts'

const SEALED = Uint8Array.of(1, 2, 3)

test('[RE42] who is here is told to who follows the group, and to who comes later', async () => {
  const { world, alice, bob, group, atAlice, atBob } = await newScene()
  const entry = { id: idOf(bob, group), clock: 5, state: SEALED }
  say(atBob, group, entry)
  await until(() => heard(atAlice, group).length > 0)
  expect(heard(atAlice, group)).toEqual([entry])
  expect(heard(atBob, group)).toEqual([])
  const later = await world.connect(alice).open()
  later.step1(groupDoc(group.id))
  await until(() => heard(later, group).length > 0)
  expect(heard(later, group)).toEqual([entry])
  expect(JSON.stringify([...world.disk.updates])).not.toContain('"s"')
})

test('[RE42] an entry ends with its session, and with a goodbye', async () => {
  const { bob, group, atAlice, atBob } = await newScene()
  const id = idOf(bob, group)
  say(atBob, group, { id, clock: 5, state: SEALED })
  atBob.socket.hangUp()
  await until(() => heard(atAlice, group).length === 2)
  expect(heard(atAlice, group)[1]).toEqual({ id, clock: 6, state: undefined })
})

test('[RE42] [AT65] presence under somebody else’s id, with an absurd clock, or of 1 MB is dropped', async () => {
  const { world, alice, bob, group, atAlice, atBob, heads } = await newScene()
  say(atBob, group, { id: idOf(alice, group), clock: 1, state: SEALED })
  say(atBob, group, { id: 0, clock: 1, state: SEALED })
  const post = bob.post(group.id, { heads })
  atBob.update(post.doc, post.update)
  await until(() => atBob.acks(post.doc).length > 0)
  say(atBob, group, { id: post.writer, clock: 1, state: SEALED })
  say(atBob, group, { id: idOf(bob, group), clock: 2 ** 53 - 2, state: SEALED })
  say(atBob, group, { id: idOf(bob, group), clock: 1, state: new Uint8Array(780_000) })
  const both = [11, 12].map((suffix) => ({ id: idOf(bob, group, suffix), clock: 1, state: SEALED }))
  say(atBob, group, ...both)
  const eve = newPerson()
  const atEve = await world.connect(eve).open()
  say(atEve, group, { id: idOf(eve, group), clock: 1, state: SEALED })
  await settle()
  expect(heard(atAlice, group)).toEqual([])
  const real = { id: idOf(bob, group), clock: 2, state: SEALED }
  say(atBob, group, real)
  say(atBob, group, { ...real, clock: 1 })
  await settle()
  expect(heard(atAlice, group)).toEqual([real])
  expect([atBob.socket.closed, atEve.socket.closed]).toEqual([undefined, undefined])
})

test('[RE42] one session has one entry, and says only so much in a second', async () => {
  const { bob, group, atAlice, atBob } = await newScene()
  const [first, second] = [idOf(bob, group, 11), idOf(bob, group, 12)]
  say(atBob, group, { id: first, clock: 1, state: SEALED })
  say(atBob, group, { id: second, clock: 1, state: SEALED })
  await settle()
  expect(heard(atAlice, group).map(({ id, state }) => [id, state === undefined])).toEqual([
    [first, false],
    [first, true],
    [second, false],
  ])
  for (let clock = 2; clock < 400; clock++) say(atBob, group, { id: second, clock, state: SEALED })
  await settle()
  expect(heard(atAlice, group).length).toBeLessThan(110)
})

test('[RE42] above a hundred people only their number is told, until they are fewer again', async () => {
  const { world, alice, group, atAlice } = await newScene()
  const doc = groupDoc(group.id)
  const crowd = Array.from({ length: 101 }, () => newPerson())
  for (const person of crowd) group.join(person)
  atAlice.update(doc, group.update())
  await until(() => atAlice.acks(doc).length >= crowd.length)
  const clients: TestClient[] = []
  for (const person of crowd) {
    const client = await world.connect(person).open()
    client.step1(doc)
    say(client, group, { id: idOf(person, group), clock: 1, state: SEALED })
    clients.push(client)
  }
  await until(() => heard(atAlice, group).some(({ id }) => id === 0))
  expect(heard(atAlice, group).at(-1)).toEqual({ id: 0, clock: 1, state: Uint8Array.of(101) })
  const later = await world.connect(alice).open()
  later.step1(doc)
  await until(() => heard(later, group).length > 0)
  expect(heard(later, group)).toMatchObject([{ id: 0, state: Uint8Array.of(101) }])
  later.forget()
  for (const client of clients.slice(0, 11)) client.socket.hangUp()
  await settle()
  world.clock.advance(1_000)
  await until(() => heard(later, group).length >= 91)
  expect(heard(later, group)[0]).toMatchObject({ id: 0, state: undefined })
  expect(heard(later, group)).toHaveLength(91)
})
