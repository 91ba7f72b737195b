/** Holes that somebody makes up, to have a relay drop what is still to come. */
import { encodeUpdate } from '@parley/gate'
import { type Action, encodeEvidence, MESSAGE_TYPE } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newKeys, newPerson, type Person, type Written } from '../test/people.ts'
import { newScene, type Scene } from '../test/scene.ts'
import { settle, type TestClient, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'

/** What the relay says to it: its reason, or that it is held. */
async function answerTo(client: TestClient, { doc, update }: Pick<Written, 'doc' | 'update'>) {
  client.forget()
  client.update(doc, update)
  await until(() => client.acks(doc).length + client.refusals(doc).length > 0)
  return client.refusals(doc)[0]?.reason ?? 'held'
}

/** Hole after hole from this record's place on, as many as retracts can name. */
function holesFrom({ doc, writer, clock }: Written, records: readonly Uint8Array[] = []) {
  const holes = records.length > 0 ? [undefined] : Array.from({ length: 50 }, () => undefined)
  return { doc, update: encodeUpdate(doc, [{ writer, clock, records: [...holes, ...records] }]) }
}

/** Fifty targets from this record's place on, the ids of which are made up. */
function madeUp(record: Written): readonly Written[] {
  return Array.from({ length: 50 }, (_, at) => ({ ...record, clock: record.clock + at }))
}

function giveEvidence(client: TestClient, { doc, writer, clock, bytes }: Written): void {
  client.say(doc, MESSAGE_TYPE.evidence, encodeEvidence([{ writer, clock, record: bytes }]))
}

/** What a fresh session of this person is told. */
async function isTold({ world }: Pick<Scene, 'world'>, who: Person, record: Written) {
  const reader = await world.connect(who).open()
  reader.step1(record.doc)
  await until(() => reader.syncs(record.doc).some(({ step }) => step === 'step1'))
  return reader
    .syncs(record.doc)
    .some(({ bytes }) => Buffer.from(bytes).includes(Buffer.from(record.bytes)))
}

async function newModeratedScene() {
  const scene = await newScene()
  const { world, alice, group, heads, atAlice } = scene
  const mod = newPerson()
  const atMod = await world.connect(mod).open()
  const join = group.join(mod)
  expect(await answerTo(atMod, join)).toBe('held')
  const role: Action = { type: 'role', person: mod.id, role: 'moderator', cut: [] }
  const promotion = alice.act(group.id, role, { role: 'founder', parents: [join.id, ...heads] })
  expect(await answerTo(atAlice, promotion)).toBe('held')
  return { ...scene, mod, atMod, promotion }
}

test('[RE40] [AT119] a retract by a moderator with made-up ids swallows nothing of what is said later', async () => {
  const scene = await newModeratedScene()
  const { alice, bob, group, atAlice, mod, atMod, promotion } = scene
  const first = alice.post(group.id, { heads: [promotion.id] })
  expect(await answerTo(atAlice, first)).toBe('held')
  const second = alice.post(group.id, { heads: [promotion.id] })
  const retract = mod.retract(group.id, madeUp({ ...first, clock: 1 }), { heads: [promotion.id] })
  expect(await answerTo(atMod, retract)).toBe('held')
  const { doc, update } = holesFrom(second)
  atMod.forget()
  atMod.update(doc, update)
  await settle()
  expect([atMod.acks(doc), atMod.refusals(doc)]).toEqual([[], []])
  expect(await answerTo(atAlice, second)).toBe('held')
  expect(await isTold(scene, bob, second)).toBe(true)
})

test('[RE40] [AT119] at a hole that a retract with another id accounts for, a record is refused and not swallowed', async () => {
  const { alice, bob, group, heads } = await newScene()
  const [first, second, third] = [1, 2, 3].map(() => bob.post(group.id, { heads }))
  if (first === undefined || second === undefined || third === undefined) return
  const scene = { world: await newWorld() } // it lost its disk
  const atAlice = await scene.world.connect(alice).open()
  const atBob = await scene.world.connect(bob).open()
  expect(await answerTo(atAlice, { doc: group.id, update: group.update() })).toBe('held')
  const heldBy = bob.retract(group.id, [{ ...second, id: third.id }], { heads })
  expect(await answerTo(atBob, first)).toBe('held')
  giveEvidence(atBob, heldBy)
  expect(await answerTo(atBob, holesFrom(second, [third.bytes]))).toBe('held')
  expect(await answerTo(atBob, second)).toBe('bad')
  const named = bob.retract(group.id, [second], { heads })
  giveEvidence(atBob, named)
  expect(await answerTo(atBob, second)).toBe('held')
})

test('[RE40] [AT120] evidence signed by who was removed accounts for no hole', async () => {
  const scene = await newModeratedScene()
  const { alice, bob, group, atAlice, atBob, mod, promotion } = scene
  const [first, second, third] = [1, 2, 3].map(() =>
    alice.post(group.id, { heads: [promotion.id] }),
  )
  if (first === undefined || second === undefined || third === undefined) return
  expect(await answerTo(atAlice, first)).toBe('held')
  const remove: Action = { type: 'remove', person: mod.id, cut: [] }
  const removal = alice.act(group.id, remove, { role: 'founder', parents: [promotion.id] })
  const retract = mod.retract(group.id, [second, third], { heads: [promotion.id] })
  giveEvidence(atBob, retract)
  expect(await answerTo(atAlice, removal)).toBe('held')
  expect(await answerTo(atBob, holesFrom(second, [third.bytes]))).toBe('bad')
  expect(await answerTo(atBob, holesFrom(second))).toBe('bad')
  expect(await answerTo(atAlice, second)).toBe('held')
  expect(await isTold(scene, bob, second)).toBe(true)
})

test('[RE40] [AT120] evidence signed by a device that was taken out accounts for no hole', async () => {
  const scene = await newScene()
  const { world, alice, bob, group, heads, atAlice, atBob } = scene
  const stolen = newPerson(newKeys(), alice.root)
  const device: Action = {
    type: 'device',
    person: stolen.introduction,
    rootSignature: undefined,
  }
  const added = stolen.act(group.id, device, { role: 'founder', parents: heads })
  expect(await answerTo(await world.connect(stolen).open(), added)).toBe('held')
  const undevice: Action = {
    type: 'undevice',
    device: stolen.device,
    rootSignature: undefined,
    cut: [],
  }
  const taken = alice.act(group.id, undevice, { role: 'founder', parents: [added.id] })
  expect(await answerTo(atAlice, taken)).toBe('held')
  const [first, second] = [1, 2].map(() => alice.post(group.id, { heads: [taken.id] }))
  if (first === undefined || second === undefined) return
  giveEvidence(atBob, stolen.retract(group.id, madeUp(first), { heads: [added.id] }))
  expect(await answerTo(atBob, holesFrom(first, [second.bytes]))).toBe('bad')
  expect(await answerTo(atAlice, first)).toBe('held')
  expect(await answerTo(atAlice, second)).toBe('held')
  expect(await isTold(scene, bob, first)).toBe(true)
})

test('[RE40] what somebody took away before they were removed accounts for its hole once it is part of the document', async () => {
  const { alice, mod, group, promotion, heads } = await newModeratedScene()
  const [first, second] = [1, 2].map(() => alice.post(group.id, { heads: [promotion.id] }))
  if (first === undefined || second === undefined) return
  const retract = mod.retract(group.id, [first], { heads: [promotion.id] })
  const remove: Action = { type: 'remove', person: mod.id, cut: [] }
  const removal = alice.act(group.id, remove, { role: 'founder', parents: [promotion.id] })
  const world = await newWorld() // it lost its disk, and all who hold the group have purged
  const atAlice = await world.connect(alice).open()
  expect(heads).toHaveLength(1)
  for (const one of [{ doc: group.id, update: group.update() }, promotion, removal])
    expect(await answerTo(atAlice, one)).toBe('held')
  giveEvidence(atAlice, retract)
  expect(await answerTo(atAlice, holesFrom(first, [second.bytes]))).toBe('bad')
  expect(await answerTo(atAlice, retract)).toBe('held')
  expect(await answerTo(atAlice, holesFrom(first, [second.bytes]))).toBe('held')
  expect(await isTold({ world }, alice, second)).toBe(true)
})
