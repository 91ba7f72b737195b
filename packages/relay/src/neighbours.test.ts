import { linkingRoom, MESSAGE_TYPE } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newFakeClock } from '../test/fake-clock.ts'
import { newMemoryBus } from '../test/memory-bus.ts'
import { follow, newPair } from '../test/pair.ts'
import { heardPresence, presenceIdOf, sayPresence } from '../test/presences.ts'
import { settle, type TestClient, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'
import { newMemoryDisk } from './journal/memory-journal.ts'
import { watchNeighbours } from './neighbours.ts'

const SEALED = Uint8Array.of(1, 2, 3)
const ROOM = linkingRoom(new Uint8Array(16).fill(7))
const say = (client: TestClient, ...bytes: number[]) =>
  client.say(ROOM, MESSAGE_TYPE.linking, Uint8Array.from(bytes))
const heard = (client: TestClient) =>
  client.frames(MESSAGE_TYPE.linking, ROOM).map(({ payload }) => [...payload])

test('[RE75] who is at one relay is told at the other, to who comes later too, and when they go', async () => {
  const { other, alice, bob, group, atAlice, atBob } = await newPair()
  const id = presenceIdOf(alice, group)
  sayPresence(atAlice, group, { id, clock: 5, state: SEALED })
  await until(() => heardPresence(atBob, group).length > 0)
  expect(heardPresence(atBob, group)).toEqual([{ id, clock: 5, state: SEALED }])
  expect(heardPresence(atAlice, group)).toEqual([])
  const later = await other.connect(bob).open()
  later.step1(group.id)
  await until(() => heardPresence(later, group).length > 0)
  atAlice.socket.hangUp()
  await until(() => heardPresence(atBob, group).length > 1)
  expect(heardPresence(atBob, group)[1]).toEqual({ id, clock: 6, state: undefined })
  expect(heardPresence(later, group)).toHaveLength(2)
})

test('[RE75] a relay where nobody was before asks who is elsewhere', async () => {
  const { disk, bus, alice, bob, group, atAlice } = await newPair()
  const id = presenceIdOf(alice, group)
  sayPresence(atAlice, group, { id, clock: 5, state: SEALED })
  const third = await newWorld({ disk, neighbours: bus.join('third') })
  const atThird = await third.connect(bob).open()
  atThird.step1(group.id)
  await until(() => heardPresence(atThird, group).length > 0)
  expect(heardPresence(atThird, group)).toContainEqual({ id, clock: 5, state: SEALED })
})

test('[RE75] who was at a relay that fell silent is gone after a quarter of a minute', async () => {
  const { bus, other, alice, group, atAlice, atBob } = await newPair()
  const id = presenceIdOf(alice, group)
  sayPresence(atAlice, group, { id, clock: 5, state: SEALED })
  await until(() => heardPresence(atBob, group).length > 0)
  bus.cut('one')
  other.clock.advance(20_000)
  await until(() => heardPresence(atBob, group).length > 1)
  expect(heardPresence(atBob, group)[1]).toEqual({ id, clock: 6, state: undefined })
})

test('[RE75] who left while their relay could tell nobody is gone soon after it can, and nobody else', async () => {
  const { bus, one, other, alice, bob, group, atAlice, atBob } = await newPair()
  const stays = await one.connect(bob).open()
  await follow(stays, group)
  const [hers, his] = [presenceIdOf(alice, group), presenceIdOf(bob, group)]
  sayPresence(atAlice, group, { id: hers, clock: 5, state: SEALED })
  sayPresence(stays, group, { id: his, clock: 5, state: SEALED })
  await until(() => heardPresence(atBob, group).length === 2)
  atBob.forget()
  bus.cut('one')
  atAlice.socket.hangUp()
  await settle()
  bus.mend('one')
  for (const { clock } of [one, other]) clock.advance(5_000)
  await until(() => heardPresence(atBob, group).length > 0)
  expect(heardPresence(atBob, group)).toEqual([{ id: hers, clock: 6, state: undefined }])
})

test('[RE75] who left elsewhere while a relay heard nothing is gone there soon after it hears, and who came is there', async () => {
  const { bus, one, other, alice, bob, group, atAlice, atBob } = await newPair()
  const [hers, his] = [presenceIdOf(alice, group), presenceIdOf(bob, group)]
  sayPresence(atAlice, group, { id: hers, clock: 5, state: SEALED })
  await until(() => heardPresence(atBob, group).length > 0)
  atBob.forget()
  bus.cut('other')
  atAlice.socket.hangUp()
  const comes = await one.connect(bob).open()
  await follow(comes, group)
  sayPresence(comes, group, { id: his, clock: 5, state: SEALED })
  await settle()
  expect(heardPresence(atBob, group)).toEqual([])
  bus.mend('other')
  await until(() => heardPresence(atBob, group).length === 1)
  for (const { clock } of [one, other]) clock.advance(5_000)
  await until(() => heardPresence(atBob, group).length === 2)
  expect(heardPresence(atBob, group)).toEqual([
    { id: his, clock: 5, state: SEALED },
    { id: hers, clock: 6, state: undefined },
  ])
})

test('[RE75] who was at a relay that only stood still is there again when it goes on', async () => {
  const { bus, one, other, alice, group, atAlice, atBob } = await newPair()
  const id = presenceIdOf(alice, group)
  sayPresence(atAlice, group, { id, clock: 5, state: SEALED })
  await until(() => heardPresence(atBob, group).length > 0)
  bus.cut('one')
  other.clock.advance(20_000)
  await until(() => heardPresence(atBob, group).length > 1)
  atBob.forget()
  bus.mend('one', { isKnown: false })
  one.clock.advance(5_000)
  await until(() => heardPresence(atBob, group).length > 0)
  expect(heardPresence(atBob, group)).toEqual([{ id, clock: 5, state: SEALED }])
})

test('[RE75] whoever sets a clock, by an hour or a year, makes nobody gone who is there, nor there who is gone', () => {
  const bus = newMemoryBus()
  const time = newFakeClock()
  let wrongBy = 0
  const clock = { ...time, now: () => time.now() + wrongBy }
  const gone: string[] = []
  const nothing = () => undefined
  const listen = { onReturn: nothing, onDoubt: nothing, onBack: nothing }
  watchNeighbours(bus.join('one'), { clock, onGone: (from) => gone.push(from), ...listen })
  for (const name of ['two', 'three'])
    watchNeighbours(bus.join(name), { clock: time, onGone: nothing, ...listen })
  time.advance(5_000)
  wrongBy = 3_600_000
  time.advance(60_000)
  expect(gone).toEqual([])
  wrongBy = -31_536_000_000
  bus.cut('three')
  time.advance(20_000)
  expect(gone).toEqual(['three'])
})

test('[RE75] who left after the last clock there is has left at the other relay too', async () => {
  const { other, alice, bob, group, atAlice, atBob } = await newPair()
  const id = presenceIdOf(alice, group)
  sayPresence(atAlice, group, { id, clock: 2 ** 31 - 1, state: SEALED })
  await until(() => heardPresence(atBob, group).length > 0)
  atAlice.socket.hangUp()
  await until(() => heardPresence(atBob, group).length > 1)
  const later = await other.connect(bob).open()
  await follow(later, group)
  expect(heardPresence(later, group)).toEqual([])
})

test('[RE75] who comes and goes at one relay makes the others say no more than once a second who is there', async () => {
  const { bus, one, alice, group, atAlice } = await newPair()
  sayPresence(atAlice, group, { id: presenceIdOf(alice, group), clock: 5, state: SEALED })
  await settle()
  const answers: number[] = []
  const third = bus.join('third')
  third.hear(group.id, (said) => said.length > 1 && answers.push(said.length))
  for (let times = 0; times < 20; times++) third.tell(group.id, Uint8Array.of(0))
  expect(answers).toHaveLength(1)
  one.clock.advance(1_000)
  expect(answers).toHaveLength(2) // for whoever asked in between
  one.clock.advance(60_000)
  expect(answers).toHaveLength(2)
  third.tell(group.id, Uint8Array.of(0))
  expect(answers).toHaveLength(3)
})

test('[RE75] nothing is believed of what no relay says', async () => {
  const { bus, group, atBob } = await newPair()
  const evil = bus.join('evil')
  for (const bytes of [[], [1], [2], [0, 0], [1, ...new Uint8Array(32), 9]])
    evil.tell(group.id, Uint8Array.from(bytes))
  await settle()
  expect(heardPresence(atBob, group)).toEqual([])
  await follow(atBob, group)
})

test('[RE76] two devices that are at two relays meet in one linking room', async () => {
  const [disk, bus] = [newMemoryDisk(), newMemoryBus()]
  const one = await newWorld({ disk, neighbours: bus.join('one') })
  const other = await newWorld({ disk, neighbours: bus.join('other') })
  const [old, fresh] = [await one.connect().open(), await other.connect().open()]
  say(old)
  await settle()
  say(fresh, 1, 2)
  await until(() => heard(old).length > 0)
  say(old, 3)
  await until(() => heard(fresh).length > 0)
  expect([heard(old), heard(fresh)]).toEqual([[[1, 2]], [[3]]])
  fresh.socket.hangUp()
  await settle()
  say(old, 4)
  await settle()
  expect(heard(fresh)).toEqual([[3]])
})
