import {
  CLOSE_CODE,
  encodeTyped,
  groupDoc,
  MAX_UPDATE_BYTES,
  MESSAGE_TYPE,
  segmentDoc,
  syncFrame,
  ByteWriter,
} from '@parley/protocol'
import { encodeUpdate } from '@parley/gate'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { inviteOf, newGroup, newPerson } from '../test/people.ts'
import { newScene } from '../test/scene.ts'
import { settle, until } from '../test/sockets.ts'
import { allowing, newWorld } from '../test/world.ts'

test('[RE13] a stranger can neither read nor write, and keeps the socket', async () => {
  const { world, group, heads } = await newScene()
  const eve = newPerson()
  const atEve = await world.connect(eve).open()
  const segment = segmentDoc(group.id, 0)
  atEve.step1(groupDoc(group.id))
  atEve.step1(segment)
  const post = eve.post(group.id, { heads })
  atEve.update(segment, post.update)
  await until(() => atEve.closes(segment).length === 2)
  expect(atEve.closes(groupDoc(group.id))).toEqual([CLOSE_CODE.forbidden])
  expect(atEve.syncs(groupDoc(group.id))).toEqual([])
  expect(atEve.socket.closed).toBeUndefined()
  expect(atEve.places()).toEqual([])
})

test('[RE14] a stranger’s copy of new group records is not taken', async () => {
  const { world, group, atAlice } = await newScene()
  const newcomer = newPerson()
  const join = group.join(newcomer)
  const atEve = await world.connect().open()
  atEve.update(join.doc, join.update)
  await until(() => atEve.closes(join.doc).length > 0)
  await settle()
  expect(atAlice.syncs(join.doc)).toEqual([])
})

test('[RE14] a relay without the founding record answers need', async () => {
  const world = await newWorld()
  const [alice, bob] = [newPerson(), newPerson()]
  const group = newGroup(alice)
  const join = group.join(bob)
  const atBob = await world.connect(bob).open()
  atBob.update(join.doc, join.update)
  await until(() => atBob.refusals(join.doc).length > 0)
  expect(atBob.refusals(join.doc)).toMatchObject([{ reason: 'need', needs: [group.invite.id] }])
  const post = bob.post(group.id, { heads: [join.id] })
  atBob.update(post.doc, post.update)
  await until(() => atBob.refusals(post.doc).length > 0)
  expect(atBob.refusals(post.doc)).toMatchObject([{ reason: 'need' }])
  expect(world.disk.updates.size).toBe(0)
})

test('[RE15] a join needs the invite’s own key', async () => {
  const { world, group } = await newScene()
  const carol = newPerson()
  const atCarol = await world.connect(carol).open()
  atCarol.proveLink(group.id, group.invite.id, group.link)
  const forged = group.join(carol, { link: newPerson().keys })
  atCarol.update(forged.doc, forged.update)
  await until(() => atCarol.refusals(forged.doc).length > 0)
  expect(atCarol.refusals(forged.doc)).toMatchObject([{ clock: 0, reason: 'bad' }])
})

test('[RE14] [RE15] a join is taken before its device may read, and opens the group to it', async () => {
  const { world, group } = await newScene()
  const carol = newPerson()
  const atCarol = await world.connect(carol).open()
  const join = group.join(carol)
  atCarol.update(join.doc, join.update)
  await until(() => atCarol.acks(join.doc).length > 0)
  atCarol.step1(join.doc)
  await until(() => atCarol.syncs(join.doc).length === 2)
  expect(atCarol.closes(join.doc)).toEqual([])
})

test('[RE5] a link that is not known, or whose key is another, opens nothing', async () => {
  const { world, group } = await newScene()
  const atCarol = await world.connect().open()
  atCarol.forget()
  atCarol.proveLink(group.id, group.invite.id, newPerson().keys)
  atCarol.proveLink(group.id, group.found.id, group.link)
  const unknown = newGroup(newPerson())
  atCarol.proveLink(unknown.id, unknown.invite.id, unknown.link)
  await until(() => atCarol.closes(groupDoc(unknown.id)).length > 0)
  expect(atCarol.closes(groupDoc(group.id))).toEqual([CLOSE_CODE.forbidden, CLOSE_CODE.forbidden])
  atCarol.step1(groupDoc(group.id))
  await until(() => atCarol.closes(groupDoc(group.id)).length === 3)
  expect(atCarol.places()).toEqual([])
})

test('[RE5] who proves a live link reads the group, and hears what it holds', async () => {
  const { world, group } = await newScene()
  const atCarol = await world.connect().open()
  atCarol.forget()
  atCarol.proveLink(group.id, group.invite.id, group.link)
  await until(() => atCarol.places().length > 0)
  expect(atCarol.places()).toEqual([{ doc: groupDoc(group.id), placesCount: 3 }])
  atCarol.step1(groupDoc(group.id))
  await until(() => atCarol.syncs(groupDoc(group.id)).length === 2)
})

test('[RE16] [AT22] the same bytes again are acknowledged to whoever sends them', async () => {
  const { bob, group, atAlice, atBob, heads } = await newScene()
  const post = bob.post(group.id, { heads })
  atBob.update(post.doc, post.update)
  await until(() => atBob.acks(post.doc).length > 0)
  atAlice.update(post.doc, post.update)
  await until(() => atAlice.acks(post.doc).length > 0)
  expect(atAlice.acks(post.doc)).toEqual([{ writer: post.writer, clock: 1 }])
  expect(atBob.acks(post.doc)).toEqual(atAlice.acks(post.doc))
  expect(atAlice.syncs(post.doc).map(({ step }) => step)).toEqual(['update'])
  expect(atBob.syncs(post.doc)).toEqual([])
})

test('[RE18] [AT23] other bytes at a held place are bad, and nothing changes', async () => {
  const { world, bob, group, atAlice, atBob, heads } = await newScene()
  const post = bob.post(group.id, { heads })
  atBob.update(post.doc, post.update)
  await until(() => atBob.acks(post.doc).length > 0)
  const stored = world.disk.updates.get(post.doc)?.length
  const other = bob.post(group.id, { heads, clock: post.clock, sizeBytes: 81 })
  atBob.update(other.doc, other.update)
  await until(() => atBob.refusals(other.doc).length > 0)
  expect(atBob.refusals(other.doc)).toEqual([
    { writer: post.writer, clock: 0, reason: 'bad', needs: [] },
  ])
  expect(world.disk.updates.get(post.doc)?.length).toBe(stored)
  expect(atAlice.syncs(post.doc)).toHaveLength(1)
})

test('[RE18] [AT24] [AT27] a gap, a stranger’s signature and a moved record are refused with a reason', async () => {
  const { alice, bob, group, atBob, heads } = await newScene()
  const gap = bob.post(group.id, { heads, clock: 5 })
  atBob.update(gap.doc, gap.update)
  await until(() => atBob.refusals(gap.doc).length === 1)
  const forged = newPerson(alice.keys).post(group.id, { heads })
  const wrong = bob.post(group.id, { heads, clock: 0 })
  const asAlice = encodeUpdate(forged.doc, [
    { writer: forged.writer, clock: 0, records: [wrong.bytes] },
  ])
  atBob.update(forged.doc, asAlice)
  const moved = encodeUpdate(segmentDoc(group.id, 1), [
    { writer: wrong.writer, clock: 0, records: [wrong.bytes] },
  ])
  atBob.update(segmentDoc(group.id, 1), moved)
  await until(() => atBob.refusals(segmentDoc(group.id, 1)).length === 1)
  expect(atBob.refusals(gap.doc).map(({ reason }) => reason)).toEqual(['gap', 'bad'])
  expect(atBob.refusals(segmentDoc(group.id, 1)).map(({ reason }) => reason)).toEqual(['bad'])
})

test('[RE18] [AT1] [AT7] an update outside the grammar, or too long, closes that document only', async () => {
  const { bob, group, atBob, heads } = await newScene()
  const segment = segmentDoc(group.id, 0)
  const garbage = new ByteWriter().varuint(1).varuint(1).varuint(5).varuint(0).u8(0).u8(3).u8(0)
  atBob.update(segment, garbage.bytes())
  await until(() => atBob.closes(segment).length === 1)
  const tooLong = new ByteWriter().varuint(2).varuint(MAX_UPDATE_BYTES + 1)
  tooLong.put(new Uint8Array(MAX_UPDATE_BYTES + 1))
  atBob.socket.deliver(encodeTyped(segment, MESSAGE_TYPE.sync, tooLong.bytes()))
  await until(() => atBob.closes(segment).length === 2)
  expect(atBob.closes(segment)).toEqual([CLOSE_CODE.fatal, CLOSE_CODE.fatal])
  const post = bob.post(group.id, { heads })
  atBob.update(post.doc, post.update)
  await until(() => atBob.acks(post.doc).length > 0)
  expect(atBob.socket.closed).toBeUndefined()
})

test('[RE18] [AT35] a delete set for all of history changes nothing', async () => {
  const { world, bob, group, atAlice, atBob, heads } = await newScene()
  const post = bob.post(group.id, { heads })
  atBob.update(post.doc, post.update)
  const deletes = new ByteWriter().varuint(0).varuint(1).varuint(post.writer).varuint(1)
  atBob.update(post.doc, deletes.varuint(0).varuint(1_000).bytes())
  await until(() => atBob.acks(post.doc).length > 0)
  await settle()
  expect(atBob.closes(post.doc)).toEqual([])
  expect(atAlice.syncs(post.doc)).toHaveLength(1)
  expect(world.disk.updates.get(post.doc)).toHaveLength(1)
})

test('[RE19] records reach every other follower once, and nobody who does not follow', async () => {
  const { world, alice, bob, group, atAlice, atBob, heads } = await newScene()
  const second = await world.connect(alice).open()
  const posts = [1, 2, 3].map(() => bob.post(group.id, { heads }))
  for (const post of posts) atBob.update(post.doc, post.update)
  const segment = segmentDoc(group.id, 0)
  await until(() => atBob.acks(segment).length === 3)
  expect(atAlice.syncs(segment).map(({ bytes }) => bytes)).toEqual(
    posts.map(({ update }) => update),
  )
  expect(second.syncs(segment)).toEqual([])
  expect(atBob.syncs(segment)).toEqual([])
})

test('[RE21] step 1 brings exactly what is lacking, in updates that fit a frame, then asks back', async () => {
  const { world, alice, bob, group, atBob, heads } = await newScene()
  const segment = segmentDoc(group.id, 0)
  const posts = Array.from({ length: 90 }, () => bob.post(group.id, { heads, sizeBytes: 16_000 }))
  for (const post of posts) atBob.update(post.doc, post.update)
  await until(() => atBob.acks(segment).length === posts.length)
  const fresh = await world.connect(alice).open()
  fresh.step1(segment)
  await until(() => fresh.syncs(segment).at(-1)?.step === 'step1')
  const syncs = fresh.syncs(segment)
  expect(syncs.map(({ step }) => step)).toEqual(['update', 'step2', 'step1'])
  for (const { bytes } of syncs) expect(bytes.length).toBeLessThanOrEqual(MAX_UPDATE_BYTES)
  const doc = new Y.Doc()
  for (const { bytes } of syncs.slice(0, 2)) Y.applyUpdate(doc, bytes)
  expect(doc.getArray('messages').length).toBe(90)
  fresh.forget()
  fresh.step1(segment, Y.encodeStateVector(doc))
  await until(() => fresh.syncs(segment).length === 2)
  expect(fresh.syncs(segment)[0]?.bytes).toEqual(Uint8Array.of(0, 0))
})

test('[RE23] [AT63] a state vector out of bounds closes the document, not the relay', async () => {
  const { group, atBob } = await newScene()
  const segment = segmentDoc(group.id, 0)
  const huge = new ByteWriter().varuint(1_000_000).bytes()
  const notANumber = new Uint8Array(150).fill(255)
  atBob.step1(segment, huge)
  atBob.step1(segment, notANumber)
  await until(() => atBob.closes(segment).length === 2)
  expect(atBob.closes(segment)).toEqual([CLOSE_CODE.fatal, CLOSE_CODE.fatal])
})

test('[RE23] [AT64] a flood of step 1 is answered from memory, then throttled, and recovers', async () => {
  const { world, group, atBob } = await newScene({
    limits: allowing({ step1: { burst: 20, perSecond: 1 } }),
  })
  const segment = segmentDoc(group.id, 0)
  for (let count = 0; count < 30; count++) atBob.step1(segment)
  await settle()
  const answered = atBob.syncs(segment).filter(({ step }) => step === 'step2').length
  expect(answered).toBe(18) // two of the burst went to the scene
  expect(atBob.closes(segment)).toEqual(Array.from({ length: 12 }, () => CLOSE_CODE.busy))
  world.clock.advance(1_000)
  atBob.forget()
  atBob.step1(segment)
  await until(() => atBob.syncs(segment).length === 2)
})

test('[RE10] a session follows a bounded number of documents', async () => {
  const { group, atBob } = await newScene({ limits: { followsPerSession: 3 } })
  for (let segment = 1; segment < 4; segment++) atBob.step1(segmentDoc(group.id, segment))
  await settle()
  expect(atBob.closes(segmentDoc(group.id, 1))).toEqual([])
  expect(atBob.closes(segmentDoc(group.id, 3))).toEqual([CLOSE_CODE.busy])
})

test('[RE11] a join and the first message after it may come in one breath to a cold relay', async () => {
  const { world, group, disk } = await newScene().then((scene) => ({
    ...scene,
    disk: scene.world.disk,
  }))
  await world.relay.close()
  const again = await newWorld({ disk })
  const carol = newPerson()
  const atCarol = await again.connect(carol).open()
  const join = group.join(carol)
  const post = carol.post(group.id, { heads: [join.id] })
  atCarol.socket.deliver(syncFrame(join.doc, 'update', join.update))
  atCarol.socket.deliver(syncFrame(post.doc, 'update', post.update))
  await until(() => atCarol.acks(post.doc).length > 0)
  expect(atCarol.refusals(post.doc)).toEqual([])
})

test('[RE17] [AT62] a device opens no segment far ahead, but others may refill it', async () => {
  const { alice, bob, group, atAlice, atBob, heads } = await newScene()
  const far = bob.post(group.id, { heads, segment: 50 })
  atBob.update(far.doc, far.update)
  await until(() => atBob.refusals(far.doc).length > 0)
  expect(atBob.refusals(far.doc)).toMatchObject([{ reason: 'policy:busy' }])
  atAlice.update(far.doc, far.update)
  await until(() => atAlice.acks(far.doc).length > 0)
  const next = alice.post(group.id, { heads, segment: 51 })
  atAlice.update(next.doc, next.update)
  await until(() => atAlice.acks(next.doc).length > 0)
})

test('[RE8] who keeps sending bad records or garbage is hung up on', async () => {
  const limits = allowing({ fault: { burst: 25, perSecond: 0 } })
  const { alice, bob, group, atAlice, atBob, heads } = await newScene({ limits })
  const segment = segmentDoc(group.id, 0)
  const wrong = alice.post(group.id, { heads })
  const { writer } = bob.post(group.id, { heads })
  const runs = Array.from({ length: 26 }, (_, at) => ({
    writer: writer + at,
    clock: 0,
    records: [wrong.bytes],
  }))
  atBob.update(segment, encodeUpdate(segment, runs))
  await until(() => atBob.socket.closed !== undefined)
  expect(atBob.socket.closed).toEqual({ code: 1013, reason: 'too-fast' })
  for (let count = 0; count < 3; count++) atAlice.update(segment, Uint8Array.of(1, 1, 1))
  await until(() => atAlice.socket.closed !== undefined)
  expect(atAlice.socket.closed?.reason).toBe('too-fast')
})

test('[RE8] [AT56] a flood of membership records is slowed down, and goes on later', async () => {
  const limits = allowing({ membership: { burst: 3, perSecond: 1 } })
  const { world, alice, group, atAlice } = await newScene({ limits })
  const doc = groupDoc(group.id)
  const parents = [group.found.id]
  const invites = [1, 2, 3].map(() =>
    alice.act(group.id, inviteOf(group.link), { role: 'founder', parents }),
  )
  for (const invite of invites) atAlice.update(doc, invite.update)
  await until(() => atAlice.refusals(doc).length > 0)
  expect(atAlice.refusals(doc)).toMatchObject([{ clock: 4, reason: 'policy:rate' }])
  expect(atAlice.acks(doc)).toHaveLength(2) // the founding was the first of three
  world.clock.advance(1_000)
  atAlice.update(doc, invites[2]?.update ?? new Uint8Array())
  await until(() => atAlice.acks(doc).length === 3)
})

test('[RE29] made-up documents leave nothing in memory', async () => {
  const world = await newWorld()
  const client = await world.connect().open()
  const names = Array.from({ length: 200 }, () => groupDoc(newGroup(newPerson()).id))
  for (const name of names) {
    client.step1(name)
    client.update(name, Uint8Array.of(0, 0))
  }
  await until(() => client.syncs(names.at(-1) ?? '').length === 2)
  await settle()
  expect(world.relay.stats()).toMatchObject({ docsInMemory: 0, docsStored: 0 })
})

test('[RE49] records that Yjs has not taken in yet count like all others, and are in every answer', async () => {
  const { world, alice, bob, group, heads, atBob } = await newScene()
  const posts = Array.from({ length: 100 }, () => bob.post(group.id, { heads }))
  for (const { doc, update } of posts) atBob.update(doc, update)
  const [first] = posts
  if (first === undefined) return
  const { doc } = first
  await until(() => atBob.acks(doc).some(({ clock }) => clock === posts.length))
  atBob.forget()
  atBob.update(doc, posts.at(-1)?.update ?? new Uint8Array()) // held, as the answer says
  await until(() => atBob.acks(doc).length > 0)
  expect(atBob.acks(doc)).toEqual([{ writer: first.writer, clock: posts.length }])

  const fresh = await world.connect(alice).open()
  const countAfter = async (step1Count: number): Promise<number> => {
    fresh.step1(doc)
    await until(() => fresh.syncs(doc).filter(({ step }) => step === 'step1').length === step1Count)
    const copy = new Y.Doc()
    for (const { step, bytes } of fresh.syncs(doc)) if (step !== 'step1') Y.applyUpdate(copy, bytes)
    return copy.getArray('messages').length
  }
  expect(await countAfter(1)).toBe(100)
  const last = bob.post(group.id, { heads })
  atBob.update(last.doc, last.update)
  await until(() => atBob.acks(doc).some(({ clock }) => clock === 101))
  expect(await countAfter(2)).toBe(101)
  const [listed] = (await world.connect(bob).open()).places().filter((one) => one.doc === doc)
  expect(listed?.placesCount).toBe(101)
  await world.relay.close()
  const again = await newWorld({ disk: world.disk })
  const later = (await again.connect(bob).open()).places().filter((one) => one.doc === doc)
  expect(later).toEqual([listed])
})
