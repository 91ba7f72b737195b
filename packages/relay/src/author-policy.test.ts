import {
  type Action,
  CLOSE_CODE,
  encodePolicy,
  DEFAULT_POLICY,
  groupDoc,
  type Policy,
  type RecordId,
  segmentDoc,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { newKeys, newPerson, type Person, type Written } from '../test/people.ts'
import { newScene, type Scene } from '../test/scene.ts'
import { settle, type TestClient, until } from '../test/sockets.ts'
import { allowing } from '../test/world.ts'

const MINUTE_MS = 60_000

async function stored(client: TestClient, written: Written): Promise<RecordId> {
  client.update(written.doc, written.update)
  await until(() => client.acks(written.doc).some(({ clock }) => clock > written.clock))
  return written.id
}

async function reasonFor(client: TestClient, written: Written): Promise<string | undefined> {
  client.forget()
  client.update(written.doc, written.update)
  await until(() => client.acks(written.doc).length + client.refusals(written.doc).length > 0)
  return client.refusals(written.doc)[0]?.reason
}

/** What the founder does in the group. */
function act(
  { alice, group, heads }: Scene,
  action: Action,
  parents = heads as readonly RecordId[],
) {
  return alice.act(group.id, action, { role: 'founder', parents })
}
const removal = (person: Person): Action => ({ type: 'remove', person: person.id, cut: [] })
const policyOf = (some: Partial<Policy>): Action => ({
  type: 'policy',
  policy: encodePolicy({ ...DEFAULT_POLICY, ...some }),
})

test('[RE22] [AT43] who is removed hears of it and is shut out of that group; the socket stays', async () => {
  const scene = await newScene()
  const { bob, group, atAlice, atBob, world } = scene
  const [doc, segment] = [groupDoc(group.id), segmentDoc(group.id, 0)]
  const removed = act(scene, removal(bob))
  await stored(atAlice, removed)
  await until(() => atBob.closes(segment).length > 0)
  expect([atBob.closes(doc), atBob.closes(segment)]).toEqual([
    [CLOSE_CODE.removed],
    [CLOSE_CODE.removed],
  ])
  expect(atBob.syncs(doc)).toHaveLength(1)
  expect(atBob.socket.closed).toBeUndefined()
  atBob.forget()
  await stored(atAlice, scene.alice.post(group.id, { heads: [removed.id] }))
  atBob.update(segment, bob.post(group.id, { heads: scene.heads }).update)
  await until(() => atBob.closes(segment).length > 0)
  expect(atBob.syncs(segment)).toEqual([])
  world.clock.advance(1_000)
  expect(atBob.places()).toEqual([])
})

test('[RE43] who was away is told of the removal and what it builds on, and nothing later', async () => {
  const scene = await newScene()
  const { alice, bob, group, heads, atAlice, world } = scene
  const doc = groupDoc(group.id)
  const removed = act(scene, removal(bob))
  await stored(atAlice, removed)
  await stored(atAlice, act(scene, { type: 'unmute', person: alice.id }, [removed.id]))
  const later = await world.connect(bob).open()
  expect(later.places()).toEqual([])
  later.step1(doc)
  await until(() => later.closes(doc).length > 0)
  expect(later.closes(doc)).toEqual([CLOSE_CODE.removed])
  const held = Buffer.concat(later.syncs(doc).map(({ bytes }) => bytes))
  expect(held.includes(Buffer.from(removed.bytes))).toBe(true)
  expect(held.includes(Buffer.from(heads[0]))).toBe(true)
  expect(later.syncs(doc)).toHaveLength(1)
  expect(held.toString('latin1').match(/members/g)).toHaveLength(4)

  const back = act(
    scene,
    { type: 'add', person: bob.introduction, role: 'member', join: undefined },
    [removed.id],
  )
  await stored(atAlice, back)
  world.clock.advance(1_000)
  expect(later.places()).toContainEqual({ doc, placesCount: expect.any(Number) })
  later.forget()
  later.step1(doc)
  await until(() => later.syncs(doc).length === 2)
  await stored(later, bob.post(group.id, { heads: [back.id] }))
})

test('[RE37] [AT44] [AT45] what a removed member wrote is taken from others only, who pay for it', async () => {
  const scene = await newScene({ limits: allowing({ carried: { burst: 2, perSecond: 0 } }) })
  const { bob, group, heads, atAlice, atBob } = scene
  const before = bob.post(group.id, { heads })
  await stored(atBob, before)
  await stored(atAlice, act(scene, removal(bob)))
  const carried = [1, 2, 3].map(() => bob.post(group.id, { heads }))
  const reasons: (string | undefined)[] = []
  for (const post of carried) reasons.push(await reasonFor(atAlice, post))
  expect(reasons).toEqual([undefined, undefined, 'policy:busy'])
})

test('[RE37] [AT82] one device taken out: what the other one writes goes on being taken', async () => {
  const scene = await newScene()
  const { bob, group, heads, atBob, world } = scene
  const laptop = newPerson(newKeys(), bob.root)
  const atLaptop = await world.connect(laptop).open()
  const action: Action = { type: 'device', person: laptop.introduction, rootSignature: undefined }
  const joined = laptop.act(group.id, action, { role: 'member', parents: heads })
  await stored(atLaptop, joined)
  const out = bob.act(
    group.id,
    { type: 'undevice', device: laptop.device, rootSignature: undefined, cut: [] },
    { role: 'member', parents: [joined.id] },
  )
  await stored(atBob, out)
  const post = laptop.post(group.id, { heads: [joined.id] })
  atLaptop.update(post.doc, post.update)
  await until(() => atLaptop.closes(post.doc).length > 0)
  expect(await reasonFor(atBob, post)).toBe('policy:removed')
  expect(await reasonFor(atBob, bob.post(group.id, { heads: [out.id] }))).toBeUndefined()
})

test('[RE35] [AT58] [AT59] a time years ahead is refused from its author, and taken from others', async () => {
  const { alice, bob, group, heads, atAlice, atBob, world } = await newScene()
  const year = Date.UTC(9_999, 0)
  const future = bob.post(group.id, { heads, at: year })
  expect(await reasonFor(atBob, future)).toBe('policy:time')
  const soon = bob.post(group.id, { heads, at: world.clock.now() + MINUTE_MS, clock: future.clock })
  expect(await reasonFor(atBob, soon)).toBeUndefined()
  const other = alice.post(group.id, { heads, at: year })
  expect(await reasonFor(atBob, other)).toBeUndefined()
  expect(await reasonFor(atAlice, alice.post(group.id, { heads, at: year }))).toBe('policy:time')
})

test('[RE38] a mute holds while it lasts, and for what was written after it', async () => {
  const scene = await newScene()
  const { bob, group, heads, atAlice, atBob, world } = scene
  const early = bob.post(group.id, { heads, at: world.clock.now() - MINUTE_MS })
  const until_ = world.clock.now() + 10 * MINUTE_MS
  const mute = act(scene, { type: 'mute', person: bob.id, until: until_, cut: [] })
  await stored(atAlice, mute)
  expect(await reasonFor(atBob, early)).toBeUndefined()
  const late = bob.post(group.id, { heads: [mute.id] })
  expect(await reasonFor(atBob, late)).toBe('policy:muted')
  expect(await reasonFor(atBob, bob.retract(group.id, [early], { heads, clock: late.clock }))).toBe(
    undefined,
  )
  world.clock.advance(2 * MINUTE_MS)
  atBob.list([])
  for (let minute = 0; minute < 9; minute++) {
    for (const client of [atAlice, atBob]) client.list([])
    world.clock.advance(MINUTE_MS)
  }
  await settle()
  expect(await reasonFor(atBob, bob.post(group.id, { heads: [mute.id] }))).toBeUndefined()
})

test('[RE38] who is muted until somebody unmutes them is refused, whatever they claim to know', async () => {
  const scene = await newScene()
  const { bob, group, heads, atAlice, atBob } = scene
  const mute = act(scene, { type: 'mute', person: bob.id, until: 0, cut: [] })
  await stored(atAlice, mute)
  const post = bob.post(group.id, { heads })
  expect(await reasonFor(atBob, post)).toBe('policy:muted')
  const knowing = bob.post(group.id, { heads: [mute.id], clock: post.clock })
  expect(await reasonFor(atBob, knowing)).toBe('policy:muted')
  const unmute = act(scene, { type: 'unmute', person: bob.id }, [mute.id])
  await stored(atAlice, unmute)
  const after = bob.post(group.id, { heads: [unmute.id], clock: post.clock })
  expect(await reasonFor(atBob, after)).toBeUndefined()
})

test('[RE38] where moderators speak, and in a locked group, nobody else does', async () => {
  const scene = await newScene()
  const { alice, bob, group, atAlice, atBob } = scene
  const locked = act(scene, policyOf({ locked: true }))
  await stored(atAlice, locked)
  const post = bob.post(group.id, { heads: [locked.id] })
  expect(await reasonFor(atBob, post)).toBe('policy:muted')
  expect(await reasonFor(atAlice, alice.post(group.id, { heads: [locked.id] }))).toBeUndefined()
})

test('[RE38] in slow mode a member has a handful of envelopes in each period, by their own time', async () => {
  const scene = await newScene()
  const { alice, bob, group, atAlice, atBob, world } = scene
  const slow = act(scene, policyOf({ slowModeSeconds: 60 }))
  await stored(atAlice, slow)
  const heads = [slow.id]
  const now = Math.floor(world.clock.now() / MINUTE_MS) * MINUTE_MS + MINUTE_MS
  const reasons: (string | undefined)[] = []
  for (let count = 0; count < 6; count++)
    reasons.push(await reasonFor(atBob, bob.post(group.id, { heads, at: now + count })))
  expect(reasons).toEqual([...Array.from({ length: 5 }, () => undefined), 'policy:muted'])
  const next = bob.post(group.id, { heads, at: now + MINUTE_MS, clock: 5 })
  expect(await reasonFor(atBob, next)).toBeUndefined()
  for (let count = 0; count < 6; count++)
    expect(await reasonFor(atAlice, alice.post(group.id, { heads, at: now }))).toBeUndefined()
})
