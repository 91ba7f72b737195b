import { createHash } from 'node:crypto'
import {
  type Action,
  CLOSE_CODE,
  encodeSealedMark,
  groupDoc,
  type GroupId,
  MESSAGE_TYPE,
  parseSealedMark,
  type SealedMark,
  segmentDoc,
} from '@parley/protocol'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { newGroup, newKeys, newPerson } from '../test/people.ts'
import { newScene } from '../test/scene.ts'
import { settle, type TestClient, until } from '../test/sockets.ts'
import { allowing, newWorld } from '../test/world.ts'

const marksAt = (client: TestClient, group: GroupId) =>
  client
    .frames(MESSAGE_TYPE.mark, group)
    .flatMap(({ payload }) => parseSealedMark(payload) ?? [])
    .map(({ device, counter }) => ({ device, counter }))
const sayMark = (client: TestClient, group: GroupId, mark: SealedMark) =>
  client.say(group, MESSAGE_TYPE.mark, encodeSealedMark(mark))

function digestOf(updates: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  const snapshot = Y.encodeSnapshot(Y.snapshot(doc))
  return Uint8Array.from(createHash('sha256').update(snapshot).digest())
}

test('[RE22] who asked before the group was here gets everything once it is', async () => {
  const world = await newWorld()
  const [alice, bob] = [newPerson(), newPerson()]
  const group = newGroup(alice)
  const join = group.join(bob)
  const [atAlice, atBob] = [await world.connect(alice).open(), await world.connect(bob).open()]
  atBob.step1(groupDoc(group.id))
  await until(() => atBob.syncs(groupDoc(group.id)).length === 2)
  expect(atBob.syncs(groupDoc(group.id))[0]?.bytes).toEqual(Uint8Array.of(0, 0))
  atAlice.update(groupDoc(group.id), group.update())
  await until(() => atBob.syncs(groupDoc(group.id)).length === 3)
  const doc = new Y.Doc()
  for (const { step, bytes } of atBob.syncs(groupDoc(group.id)))
    if (step !== 'step1') Y.applyUpdate(doc, bytes)
  expect([...doc.getMap('members').keys()]).toContain(join.id)
  const next = group.join(newPerson())
  atAlice.update(next.doc, next.update)
  await until(() => atBob.syncs(groupDoc(group.id)).length === 4)
})

test('[RE22] [RE5] whose link is proved after it asked gets what it had been denied', async () => {
  const world = await newWorld()
  const alice = newPerson()
  const group = newGroup(alice)
  const [atAlice, atBob] = [await world.connect(alice).open(), await world.connect().open()]
  atBob.step1(groupDoc(group.id))
  atBob.proveLink(group.id, group.invite.id, group.link)
  await until(() => atBob.closes(groupDoc(group.id)).length > 0)
  atAlice.update(groupDoc(group.id), group.update())
  await until(() => atAlice.acks(groupDoc(group.id)).length > 0)
  expect(atBob.syncs(groupDoc(group.id))).toHaveLength(2)
  atBob.proveLink(group.id, group.invite.id, group.link)
  await until(() => atBob.syncs(groupDoc(group.id)).length === 3)
  expect(atBob.syncs(groupDoc(group.id)).at(-1)).toMatchObject({ step: 'step2' })
})

test('[RE22] a stranger who asked before the group was here stays outside', async () => {
  const world = await newWorld()
  const alice = newPerson()
  const group = newGroup(alice)
  const atEve = await world.connect().open()
  atEve.step1(groupDoc(group.id))
  const atAlice = await world.connect(alice).open()
  atAlice.update(groupDoc(group.id), group.update())
  await until(() => atAlice.acks(groupDoc(group.id)).length > 0)
  const post = alice.post(group.id, { heads: [group.found.id] })
  atAlice.update(post.doc, post.update)
  await until(() => atAlice.acks(post.doc).length > 0)
  world.clock.advance(1_000)
  expect(atEve.syncs(groupDoc(group.id))).toHaveLength(2)
  expect(atEve.places()).toEqual([])
})

test('[RE24] a mark reaches the group’s followers, and later ones with the group document', async () => {
  const { world, bob, alice, group, atAlice, atBob } = await newScene()
  sayMark(atBob, group.id, bob.mark(group.id, 1))
  sayMark(atBob, group.id, bob.mark(group.id, 3))
  sayMark(atBob, group.id, bob.mark(group.id, 2))
  await until(() => marksAt(atAlice, group.id).length === 2)
  await settle()
  expect(marksAt(atAlice, group.id).map(({ counter }) => counter)).toEqual([1, 3])
  expect(marksAt(atBob, group.id)).toEqual([])
  await world.relay.close()

  const again = await newWorld({ disk: world.disk })
  const later = await again.connect(alice).open()
  later.step1(groupDoc(group.id))
  await until(() => marksAt(later, group.id).length > 0)
  expect(marksAt(later, group.id)).toEqual([{ device: bob.device, counter: 3 }])
})

test('[RE24] marks of strangers, or with another’s signature, are dropped', async () => {
  const { world, alice, bob, group, atAlice, atBob } = await newScene({ limits: { markPeople: 2 } })
  const eve = newPerson()
  sayMark(atBob, group.id, eve.mark(group.id, 1))
  sayMark(atBob, group.id, { ...bob.mark(group.id, 9), device: alice.device })
  const atEve = await world.connect(eve).open()
  sayMark(atEve, group.id, bob.mark(group.id, 5))
  await settle()
  expect(marksAt(atAlice, group.id)).toEqual([])
  expect(world.disk.marks.size).toBe(0)
})

test('[RE24] in a crowd a mark reaches the own devices, also later, and nobody else', async () => {
  const scene = await newScene({ limits: { markPeople: 1 } })
  const { world, alice, bob, group, atAlice, atBob, heads } = scene
  const laptop = newPerson(newKeys(), bob.root)
  const atLaptop = await world.connect(laptop).open()
  const action: Action = { type: 'device', person: laptop.introduction, rootSignature: undefined }
  const joined = laptop.act(group.id, action, { role: 'member', parents: heads })
  atLaptop.update(joined.doc, joined.update)
  await until(() => atLaptop.acks(joined.doc).length > 0)
  atLaptop.step1(groupDoc(group.id))
  await until(() => atLaptop.syncs(groupDoc(group.id)).length === 2)
  sayMark(atBob, group.id, bob.mark(group.id, 10))
  await until(() => marksAt(atLaptop, group.id).length > 0)
  expect(marksAt(atLaptop, group.id)).toEqual([{ device: bob.device, counter: 10 }])
  await world.relay.close()

  const again = await newWorld({ disk: world.disk, limits: { markPeople: 1 } })
  const [laterAlice, laterLaptop] = [
    await again.connect(alice).open(),
    await again.connect(laptop).open(),
  ]
  for (const client of [laterAlice, laterLaptop]) client.step1(groupDoc(group.id))
  await until(() => marksAt(laterLaptop, group.id).length > 0)
  await until(() => laterAlice.syncs(groupDoc(group.id)).length === 2)
  await settle()
  expect(marksAt(laterLaptop, group.id)).toEqual([{ device: bob.device, counter: 10 }])
  expect([...marksAt(atAlice, group.id), ...marksAt(laterAlice, group.id)]).toEqual([])
})

test('[RE24] each device of a person has a mark of its own, until it is taken out', async () => {
  const { world, alice, bob, group, atAlice, atBob, heads } = await newScene()
  const laptop = newPerson(newKeys(), bob.root)
  const atLaptop = await world.connect(laptop).open()
  const action: Action = { type: 'device', person: laptop.introduction, rootSignature: undefined }
  const joined = laptop.act(group.id, action, { role: 'member', parents: heads })
  atLaptop.update(joined.doc, joined.update)
  await until(() => atLaptop.acks(joined.doc).length > 0)
  sayMark(atBob, group.id, bob.mark(group.id, 3))
  sayMark(atLaptop, group.id, laptop.mark(group.id, 1))
  await until(() => marksAt(atAlice, group.id).length === 2)
  const out = bob.act(
    group.id,
    { type: 'undevice', device: laptop.device, rootSignature: undefined, cut: [] },
    { role: 'member', parents: [joined.id] },
  )
  atBob.update(out.doc, out.update)
  await until(() => atBob.acks(out.doc).length > 0)
  const later = await world.connect(alice).open()
  later.step1(groupDoc(group.id))
  await until(() => marksAt(later, group.id).length > 0)
  await settle()
  expect(marksAt(later, group.id)).toEqual([{ device: bob.device, counter: 3 }])
})

test('[RE25] inventory names what differs, what was not listed, and what is missing here', async () => {
  const { world, alice, bob, group, atBob, heads } = await newScene()
  for (const segment of [0, 1, 2]) {
    const post = bob.post(group.id, { heads, segment })
    atBob.update(post.doc, post.update)
    await until(() => atBob.acks(post.doc).length > 0)
  }
  const unknown = newGroup(alice)
  const updates = world.disk.updates.get(segmentDoc(group.id, 0)) ?? []
  const fresh = await world.connect(alice).open([
    { doc: segmentDoc(group.id, 0), digest: digestOf(updates) },
    { doc: segmentDoc(group.id, 1), digest: new Uint8Array(32) },
    { doc: segmentDoc(group.id, 7), digest: new Uint8Array(32) },
    { doc: groupDoc(unknown.id), digest: new Uint8Array(32) },
  ])
  expect(new Set(fresh.places())).toEqual(
    new Set([
      { doc: groupDoc(group.id), placesCount: 3 },
      { doc: segmentDoc(group.id, 1), placesCount: 1 },
      { doc: segmentDoc(group.id, 2), placesCount: 1 },
      { doc: segmentDoc(group.id, 7), placesCount: 0 },
      { doc: groupDoc(unknown.id), placesCount: 0 },
    ]),
  )
  await world.relay.close()
  const again = await newWorld({ disk: world.disk })
  const later = await again.connect(alice).open([])
  expect(later.places()).toHaveLength(4)
})

test('[RE26] an emptied relay is filled again by a member who is not the founder', async () => {
  const { world, bob, group, atBob, heads } = await newScene()
  const post = bob.post(group.id, { heads })
  atBob.update(post.doc, post.update)
  await until(() => atBob.acks(post.doc).length > 0)
  await world.relay.close()

  const emptied = await newWorld()
  const again = await emptied.connect(bob).open([{ doc: post.doc, digest: new Uint8Array(32) }])
  expect(again.places()).toEqual([{ doc: post.doc, placesCount: 0 }])
  again.step1(groupDoc(group.id))
  again.update(groupDoc(group.id), group.update())
  again.update(post.doc, post.update)
  await until(() => again.acks(post.doc).length > 0)
  expect(again.closes(groupDoc(group.id))).toEqual([])
  const late = await emptied.connect(group.founder).open()
  expect(late.places()).toHaveLength(2)
})

test('[RE14] one session brings a bounded number of groups', async () => {
  const world = await newWorld({ limits: allowing({ founding: { burst: 2, perSecond: 0 } }) })
  const alice = newPerson()
  const client = await world.connect(alice).open()
  const groups = [1, 2, 3].map(() => newGroup(alice))
  for (const group of groups) client.update(groupDoc(group.id), group.update())
  await settle()
  expect(groups.map(({ id }) => client.closes(groupDoc(id)))).toEqual([[], [], [CLOSE_CODE.busy]])
  expect(world.disk.updates.size).toBe(2)
})

test('[RE27] changes of documents nobody here opened are told a few times a second at most', async () => {
  const { world, alice, bob, group, atBob, heads } = await newScene()
  const other = await world.connect(alice).open()
  const stranger = await world.connect().open()
  world.clock.advance(1_000)
  other.forget()
  for (let count = 0; count < 5; count++) {
    const post = bob.post(group.id, { heads, segment: count % 2 })
    atBob.update(post.doc, post.update)
  }
  await until(() => atBob.acks(segmentDoc(group.id, 0)).length === 3)
  await settle()
  expect(other.places()).toEqual([])
  world.clock.advance(200)
  expect(other.frames(MESSAGE_TYPE.inventory)).toHaveLength(1)
  expect(other.places()).toEqual([
    { doc: segmentDoc(group.id, 0), placesCount: 3 },
    { doc: segmentDoc(group.id, 1), placesCount: 2 },
  ])
  expect(stranger.places()).toEqual([])
})

test('[RE29] documents nobody follows leave memory, rewritten as one entry when they grew long', async () => {
  const { world, alice, bob, group, atAlice, atBob, heads } = await newScene()
  const segment = segmentDoc(group.id, 0)
  for (let count = 0; count < 100; count++) {
    const post = bob.post(group.id, { heads })
    atBob.update(segment, post.update)
  }
  await until(() => atBob.acks(segment).length === 100)
  expect(world.disk.updates.get(segment)).toHaveLength(100)
  atAlice.socket.hangUp()
  atBob.socket.hangUp()
  world.clock.advance(29_000)
  expect(world.relay.stats().docsInMemory).toBe(2)
  world.clock.advance(2_000)
  await settle()
  expect(world.relay.stats()).toMatchObject({ docsInMemory: 0, docsStored: 2, sessions: 0 })
  expect(world.disk.updates.get(segment)).toHaveLength(1)
  const again = await world.connect(alice).open()
  expect(again.places()).toContainEqual({ doc: segment, placesCount: 100 })
  again.step1(segment)
  await until(() => again.syncs(segment).length === 2)
})

test('[RE29] a long journal is rewritten while the document is open, and nothing is lost', async () => {
  const { world, bob, group, atBob, heads } = await newScene({ limits: { compactEntries: 10 } })
  const segment = segmentDoc(group.id, 0)
  for (let count = 0; count < 35; count++) {
    const post = bob.post(group.id, { heads })
    atBob.update(segment, post.update)
  }
  await until(() => atBob.acks(segment).length === 35)
  await settle()
  const entries = world.disk.updates.get(segment) ?? []
  expect(entries.length).toBeLessThan(12)
  const doc = new Y.Doc()
  for (const update of entries) Y.applyUpdate(doc, update)
  expect(doc.getArray('messages').length).toBe(35)
})
