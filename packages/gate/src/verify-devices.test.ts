import { expect, test } from 'vitest'
import {
  type Action,
  actionRecordType,
  encodeActionHeader,
  hlcAt,
  idBytes,
  newWriter,
  parseRecord,
  personDoc,
  personGroup,
  personIdOf,
  RECORD_TYPE,
  type RecordId,
  rootActBytes,
  type Role,
  toDeviceKey,
  toPersonId,
  writerPrefix,
} from '@parley/protocol'
import { sign } from '@parley/signing'
import {
  newDevice,
  newPerson,
  newReplica,
  newWorld,
  type Person,
  unsignedAction,
  unsignedEnvelope,
  updateOf,
  verify,
  writeRecord,
  type Written,
} from '../test/world.ts'
import { cutUpdate, introducedIn, introducesItself, judgeUpdate, rootSigning } from './index.ts'

const world = newWorld()
const [bob, mallory] = [newPerson('bob'), newPerson('mallory')]
const phone = newDevice(bob, 'bob phone')
const cut = [] as const

/** An action by this device at a clock of its writer. */
function act(by: Person, clock: number, action: Action, parents: readonly RecordId[]): Written {
  const place = { doc: world.doc, writer: world.writerOf(by), clock }
  return writeRecord(place, unsignedAction(action, parents, 'member'), by.device)
}

/** The root's word on a device, for an action with these parents. */
function rootSignature(
  by: Person,
  action: Extract<Action, { type: 'device' | 'undevice' }>,
  parents: readonly RecordId[],
  role: Role = 'member',
): Uint8Array {
  const device =
    action.type === 'device' ? action.person.chain.at(-1)!.devicePublic : idBytes(action.device)
  const header = encodeActionHeader({ claimedRole: role, parents, hlc: hlcAt(1_000) })
  const recordType = actionRecordType(action)
  return sign(rootActBytes(world.group, { recordType, device, header }), by.root)
}

const joined = world.join(bob)
const device = (person: Person, root?: Uint8Array): Action => ({
  type: 'device',
  person: person.introduction,
  rootSignature: root,
})

/** Judged by a relay that holds the founding, the invite and Bob's join. */
function judged(...written: readonly Written[]) {
  const replica = newReplica(world, world.doc)
  replica.apply(updateOf(world.found, world.invite, joined))
  const verdict = judgeUpdate(updateOf(...written), replica.facts, verify)
  if (!verdict.ok) throw new Error(verdict.broke)
  return verdict
}

function expectBad(...written: readonly Written[]): void {
  expect(judged(...written)).toMatchObject({ accepted: [], refusals: [{ reason: 'bad' }] })
}

test('[GA26] a device writes itself into a group with the chain that leads to it, and may write from then on', () => {
  const own = act(phone, 0, device(phone), [joined.id])
  const profile = writeRecord(
    { ...own.place, clock: 1 },
    unsignedEnvelope([own.id], 'profile', RECORD_TYPE.profile),
    phone.device,
  )
  expect(judged(own, profile)).toMatchObject({ refusals: [], accepted: [{}, {}] })
  expect(judged(profile).refusals).toMatchObject([{ reason: 'gap' }])
})

test("[GA26] a device is bad under a foreign writer, a foreign signature or another's chain", () => {
  const action = device(phone)
  const unsigned = unsignedAction(action, [joined.id], 'member')
  const place = { doc: world.doc, writer: world.writerOf(phone), clock: 0 }
  expectBad(writeRecord({ ...place, writer: world.writerOf(mallory) }, unsigned, phone.device))
  expectBad(writeRecord(place, unsigned, bob.device))
  const { root, box } = bob.introduction
  const stolen = { ...mallory, introduction: { ...mallory.introduction, root, box } }
  expectBad(act(mallory, 0, device(stolen), [joined.id]))
})

test('[GA40] a root that stands behind a device must have signed for it, in this group and with these parents', () => {
  const parents = [joined.id]
  const bare = device(phone) as Extract<Action, { type: 'device' }>
  const good = rootSignature(bob, bare, parents)
  expect(judged(act(phone, 0, device(phone, good), parents)).refusals).toEqual([])
  expectBad(act(phone, 0, device(phone, good), [world.found.id]))
  expectBad(act(phone, 0, device(phone, rootSignature(mallory, bare, parents)), parents))
  expectBad(act(phone, 0, device(phone, new Uint8Array(64)), parents))
})

const undevice = (root: Uint8Array | undefined) => {
  const named = toDeviceKey(phone.device.publicKey)
  return { type: 'undevice', device: named, rootSignature: root, cut } as const
}

test('[GA40] [AT115] [AT116] an undevice is its device\u2019s, whatever root is said to stand behind it and whatever is known of roots', () => {
  const parents = [joined.id]
  const words = [
    undefined,
    rootSignature(bob, undevice(undefined), parents),
    rootSignature(mallory, undevice(undefined), parents),
    new Uint8Array(64),
  ]
  for (const word of words) {
    const { accepted, refusals } = judged(act(bob, 1, undevice(word), parents))
    expect(refusals).toEqual([])
    expect(accepted[0]?.device).toEqual(bob.device.publicKey)
  }
})

test('[GA40] whether a root stands behind an undevice is told of each root by itself, and asked once', () => {
  const parents = [joined.id]
  const good = rootSignature(bob, undevice(undefined), parents)
  let asked = 0
  const counting: typeof verify = (proof) => {
    asked++
    return verify(proof)
  }
  const signing = (word: Uint8Array | undefined, on = parents) => {
    const { place, bytes } = act(bob, 1, undevice(word), on)
    return rootSigning({ place, record: parseRecord(bytes)! }, counting)
  }
  const isSignedBy = signing(good)!
  for (let time = 0; time < 3; time++) {
    expect(isSignedBy(bob.root.publicKey)).toBe(true)
    expect(isSignedBy(mallory.root.publicKey)).toBe(false)
  }
  expect(asked).toBe(2)
  expect(signing(new Uint8Array(64))!(bob.root.publicKey)).toBe(false)
  expect(signing(good, [world.found.id])!(bob.root.publicKey)).toBe(false)
  expect(signing(undefined)).toBeUndefined()
  expect(rootSigning({ ...joined, record: parseRecord(joined.bytes)! }, verify)).toBeUndefined()
})

const carol = newPerson('carol')
const added = (person: Person['introduction']): Action => ({
  type: 'add',
  person,
  role: 'member',
  join: undefined,
})

test('[GA39] an add is signed by a known device and brings the one it adds, whose chain must hold', () => {
  const add = act(bob, 1, added(carol.introduction), [joined.id])
  const record = parseRecord(add.bytes)!
  expect(introducedIn(record)).toEqual(carol.device.publicKey)
  expect(introducesItself(record)).toBe(false)
  const first = writeRecord(
    { doc: world.doc, writer: world.writerOf(carol), clock: 0 },
    unsignedEnvelope([add.id], 'profile', RECORD_TYPE.profile),
    carol.device,
  )
  expect(judged(first, add)).toMatchObject({ refusals: [], accepted: [{}, {}] })
  expect(judged(first).refusals).toMatchObject([{ reason: 'need' }])

  const { chain, box } = carol.introduction
  expectBad(act(bob, 1, added({ root: mallory.root.publicKey, chain, box }), [joined.id]))
  expectBad(act(bob, 1, added({ ...carol.introduction, chain: bob.introduction.chain }), []))
  const stranger = act(mallory, 0, added(mallory.introduction), [joined.id])
  expect(judged(stranger).refusals).toMatchObject([{ reason: 'unknown-device' }])
})

test('[GA36] [GA39] whoever is brought by an add alone comes after it, in every cut of the document', () => {
  const written: Written[] = [world.found, world.invite, joined]
  let heads: readonly RecordId[] = [joined.id]
  let by = bob
  for (let at = 0; at < 20; at++) {
    const next = newPerson(`added ${at}`)
    const add = act(by, by === bob ? 1 : 0, added(next.introduction), heads)
    written.push(add)
    ;[heads, by] = [[add.id], next]
  }
  const parts = cutUpdate(world.doc, updateOf(...written), 600)!
  expect(parts.length).toBeGreaterThan(10)
  const replica = newReplica(world, world.doc)
  for (const part of parts) {
    const verdict = judgeUpdate(part, replica.facts, verify)
    expect(verdict).toMatchObject({ refusals: [] })
    if (verdict.ok) replica.apply(verdict.update)
  }
  expect(replica.records.placesCount()).toBe(written.length)
})

const person = personIdOf(bob.root.publicKey)
const home = personDoc(person)
const homeWriter = (of: Person) =>
  newWriter(writerPrefix(personGroup(person), of.device.publicKey), 7)

function atHome(by: Person, clock: number, unsigned: Uint8Array, doc = home): Written {
  return writeRecord({ doc, writer: homeWriter(by), clock }, unsigned, by.device)
}

const founding = atHome(bob, 0, unsignedAction(device(bob), []))

test('[GA41] the document of a person is founded by their devices, and takes their keys and notes', () => {
  const note = atHome(bob, 1, unsignedEnvelope([founding.id], 'note', RECORD_TYPE.note))
  const gone: Action = {
    type: 'undevice',
    device: toDeviceKey(phone.device.publicKey),
    rootSignature: undefined,
    cut,
  }
  const undevice = atHome(bob, 2, unsignedAction(gone, [founding.id]))
  const later = unsignedAction({ type: 'unknown', recordType: 31, body: new Uint8Array(2) }, [])
  const second = atHome(phone, 0, unsignedAction(device(phone), []))
  const all = updateOf(founding, note, undevice, atHome(bob, 3, later), second)
  for (const verifier of [verify, undefined]) {
    const { facts } = newReplica(world, home)
    const verdict = judgeUpdate(all, facts, verifier)
    expect(verdict).toMatchObject({ refusals: [] })
    expect(verdict.ok && verdict.accepted).toHaveLength(5)
  }
  expect(cutUpdate(home, all)).toEqual([all])
})

test('[GA41] [AT81] nobody founds another person\u2019s document, and what belongs in a group is bad there', () => {
  const foreign = atHome(mallory, 0, unsignedAction(device(mallory), []))
  const { root, box } = bob.introduction
  const stolen = { ...mallory, introduction: { ...mallory.introduction, root, box } }
  const wrong: Written[] = [
    foreign,
    atHome(mallory, 0, unsignedAction(device(stolen), [])),
    atHome(bob, 0, unsignedAction(added(bob.introduction), [])),
    atHome(bob, 0, unsignedAction({ type: 'uninvite', target: founding.id }, [])),
    atHome(bob, 0, unsignedAction({ type: 'leave', cut }, [])),
    atHome(bob, 0, unsignedAction({ type: 'policy', policy: [] }, [])),
    atHome(bob, 0, unsignedEnvelope([founding.id], 'about', RECORD_TYPE.about)),
  ]
  for (const written of wrong) {
    const { facts } = newReplica(world, home, { actions: [founding.id] })
    const verdict = judgeUpdate(updateOf(written), facts, verify)
    expect(verdict).toMatchObject({ accepted: [], refusals: [{ reason: 'bad' }] })
  }
  const unsigned = unsignedAction(device(bob), [])
  const elsewhere = personDoc(toPersonId(new Uint8Array(16)))
  const moved = atHome(bob, 0, unsigned, elsewhere)
  const { facts } = newReplica(world, elsewhere)
  expect(judgeUpdate(updateOf(moved), facts)).toMatchObject({ refusals: [{ reason: 'bad' }] })
})

test('[GA41] a note in a group document is bad', () => {
  const place = { doc: world.doc, writer: world.writerOf(bob), clock: 1 }
  const unsigned = unsignedEnvelope([joined.id], 'note', RECORD_TYPE.note)
  expectBad(writeRecord(place, unsigned, bob.device))
})
