import { expect, test } from 'vitest'
import {
  bytesToSign,
  deviceProofBytes,
  parseRecord,
  type Place,
  RECORD_TYPE,
  recordIdOf,
  segmentDoc,
  signedRecord,
  toDeviceKey,
} from '@parley/protocol'
import { pureVerifier, sign } from '@parley/signing'
import { addTorsion } from '../test/torsion.ts'
import {
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
import { candidatesOf, judgeUpdate, verifyJoin, verifyRecord } from './index.ts'

const world = newWorld()
const [bob, mallory] = [newPerson('bob'), newPerson('mallory')]
const devices = [bob, mallory, world.founder].map((person) => person.device.publicKey)
const background = { devices, actions: [world.found.id, world.invite.id] }
const writer = world.writerOf(bob)
const letter = unsignedEnvelope([world.found.id], 'letter')

/** Judged by a relay: refused, with this reason, and nothing taken. */
function expectRefused(written: Written, reason: 'bad' | 'unknown-device', known = background) {
  const { facts } = newReplica(world, written.place.doc, known)
  for (const verifier of [verify, pureVerifier])
    expect(judgeUpdate(updateOf(written), facts, verifier)).toMatchObject({
      update: undefined,
      accepted: [],
      refusals: [{ ...placeOf(written), reason, needs: [] }],
    })
}

function placeOf({ place: { writer: by, clock } }: Written) {
  return { writer: by, clock }
}

function at(place: Partial<Place>): Place {
  return { doc: world.segment, writer, clock: 0, ...place }
}

/** These bytes as if they belonged there. */
function moved({ bytes }: Written, place: Place): Written {
  return { place, bytes, id: recordIdOf(place, bytes) }
}

test('[GA25] an honest record is taken, and the verdict names the key that signed it', () => {
  const { facts } = newReplica(world, world.segment, background)
  const verdict = judgeUpdate(updateOf(world.message(bob, 0, 'hello')), facts, verify)
  expect(verdict).toMatchObject({ accepted: [{ device: bob.device.publicKey }], refusals: [] })
})

test("[GA25] [AT24] the victim's writer with the attacker's signature is bad", () => {
  expectRefused(writeRecord(at({}), letter, mallory.device), 'bad')
})

test("[GA25] [AT25] the victim's writer with another record the victim signed is bad", () => {
  expectRefused(moved(world.message(bob, 1, 'second'), at({})), 'bad')
})

test("[GA25] [AT26] the attacker's writer with the victim's record is bad", () => {
  const place = at({ writer: world.writerOf(mallory) })
  expectRefused(moved(world.message(bob, 0, 'mine'), place), 'bad')
})

test('[GA25] [AT27] a record moved to another segment or another group is bad', () => {
  const record = world.message(bob, 0, 'here')
  expectRefused(moved(record, at({ doc: segmentDoc(world.group, 1) })), 'bad')
  const elsewhere = segmentDoc(newWorld('elsewhere').group, 0)
  expectRefused(moved(record, at({ doc: elsewhere })), 'bad')
})

test('[GA21] [GA25] [AT28] the bytes of an action sent as an envelope are bad', () => {
  const retyped = Uint8Array.from(world.join(bob).bytes)
  retyped[1] = RECORD_TYPE.envelope
  expectRefused(moved({ ...world.found, bytes: retyped }, at({})), 'bad')
})

test('[GA25] [AT28] a record that parses as two types stands as the signed one alone', () => {
  const place = at({ doc: world.doc })
  const profile = unsignedEnvelope([world.found.id], 'profile', RECORD_TYPE.profile)
  const about = Uint8Array.from(writeRecord(place, profile, bob.device).bytes)
  about[1] = RECORD_TYPE.about
  expectRefused({ place, bytes: about, id: recordIdOf(place, about) }, 'bad')
})

test('[GA25] [AT29] the signature of a log-in used as that of a record is bad', () => {
  const proof = deviceProofBytes(
    new Uint8Array(32),
    'http://relay.example',
    toDeviceKey(bob.device.publicKey),
  )
  const bytes = signedRecord(letter, sign(proof, bob.device))
  expectRefused(moved({ place: at({}), bytes, id: world.found.id }, at({})), 'bad')
})

test('[GA25] [AT31] a signature with a torsion component is bad for the relay and for a client', () => {
  const place = at({})
  const { signature, cofactored } = addTorsion(bytesToSign(place, letter), bob.device.secretKey)
  expect(cofactored).toBe(true) // laxer libraries take it
  const bytes = signedRecord(letter, signature)
  expectRefused({ place, bytes, id: recordIdOf(place, bytes) }, 'bad')
  const record = parseRecord(bytes)!
  expect(verifyRecord({ place, record, devices }, pureVerifier)).toBeUndefined()
})

test('[GA24] a writer whose device nobody introduced is unknown, not bad', () => {
  const { found } = world
  expectRefused(world.message(bob, 0, 'hi'), 'unknown-device', { devices: [], actions: [found.id] })
})

test('[GA25] of two devices with one prefix the signature picks', () => {
  const { facts } = newReplica(world, world.segment, background)
  const crowded = { ...facts, devicesOf: () => devices }
  const verdict = judgeUpdate(updateOf(world.message(bob, 0, 'me')), crowded, verify)
  expect(verdict).toMatchObject({ accepted: [{ device: bob.device.publicKey }] })
})

test('[GA26] a founding and a join are verified by the device they bring', () => {
  const { facts } = newReplica(world, world.doc)
  const verdict = judgeUpdate(updateOf(world.join(bob), world.found, world.invite), facts, verify)
  expect(verdict).toMatchObject({ ok: true, refusals: [] })
  expect(verdict.ok && verdict.accepted).toHaveLength(3)
})

/** A join of one person's root and another's device. */
function joinAs(person: Person['introduction'], by: Person, place?: Place): Written {
  const { invite } = world
  const inviteSignature = new Uint8Array(64)
  const action = { type: 'join', invite: invite.id, person, inviteSignature } as const
  const unsigned = unsignedAction(action, [invite.id], 'member')
  const own = at({ doc: world.doc, writer: world.writerOf(by) })
  return writeRecord(place ?? own, unsigned, by.device)
}

test("[GA26] [AT81] a founding record in another person's name is bad: no chain leads to the device", () => {
  const { root, box } = bob.introduction
  const introduction = { root, chain: mallory.introduction.chain, box }
  const forged = newWorld('forged', { ...mallory, introduction })
  const { facts } = newReplica(forged, forged.doc)
  expect(judgeUpdate(updateOf(forged.found), facts, verify)).toMatchObject({
    accepted: [],
    refusals: [{ reason: 'bad' }],
  })
})

test('[GA26] a join is bad under a foreign root, a foreign writer or a foreign signature', () => {
  const { root, chain, box } = bob.introduction
  expectRefused(joinAs({ root: mallory.introduction.root, chain, box }, bob), 'bad')
  expectRefused(joinAs({ root, chain: mallory.introduction.chain, box }, mallory), 'bad')
  const foreign = at({ doc: world.doc, writer: world.writerOf(mallory) })
  expectRefused(joinAs(bob.introduction, bob, foreign), 'bad')
  expectRefused(joinAs(bob.introduction, mallory, at({ doc: world.doc })), 'bad')
})

test("[GA26] a join's invite signature stands for that group, person and box only", () => {
  const { group, inviteKeys } = world
  const join = { record: parseRecord(world.join(bob).bytes)!, group }
  expect(verifyJoin(join, inviteKeys.publicKey, verify)).toBe(true)
  expect(verifyJoin(join, bob.device.publicKey, verify)).toBe(false)
  expect(verifyJoin({ ...join, group: newWorld('x').group }, inviteKeys.publicKey, verify)).toBe(
    false,
  )
  const record = parseRecord(world.invite.bytes)!
  expect(verifyJoin({ record, group }, inviteKeys.publicKey, verify)).toBe(false)
})

test('[GA34] without a verifier devices are not asked for, and the proofs to check are handed out', () => {
  const { facts } = newReplica(world, world.segment, { actions: [world.found.id] })
  const verdict = judgeUpdate(updateOf(world.message(bob, 0, 'later')), facts)
  expect(verdict).toMatchObject({ refusals: [], accepted: [{ device: undefined }] })
  const untrusted = verdict.ok ? verdict.accepted[0]! : undefined
  const candidates = candidatesOf({ ...untrusted!, devices })
  expect(candidates.map(({ proofs }) => proofs.every(verify))).toEqual([true, false, false])
  expect(verifyRecord({ ...untrusted!, devices }, verify)).toEqual(bob.device.publicKey)
})

test('[GA34] the proofs of a join are its chain and its own signature', () => {
  const { place, bytes } = world.join(bob)
  const record = parseRecord(bytes)!
  const [candidate, ...others] = candidatesOf({ place, record, devices: [] })
  expect(others).toEqual([])
  expect(candidate?.proofs).toHaveLength(2)
  expect(candidate?.device).toEqual(bob.device.publicKey)
})
