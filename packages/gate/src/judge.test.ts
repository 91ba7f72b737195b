import { expect, test } from 'vitest'
import { toRecordId, type RecordId } from '@parley/protocol'
import { atRoot, entry, rawUpdate, values } from '../test/hostile.ts'
import {
  newPerson,
  newReplica,
  newWorld,
  unsignedAction,
  unsignedEnvelope,
  updateOf,
  verify,
  writeRecord,
  type Written,
} from '../test/world.ts'
import { type GateVerdict, judgeUpdate } from './index.ts'

const world = newWorld()
const bob = newPerson('bob')
const writer = world.writerOf(bob)
const messages = ['one', 'two', 'three', 'four'].map((text, at) => world.message(bob, at, text))
const background = { devices: [bob.device.publicKey], actions: [world.found.id] }
const unknown: RecordId = toRecordId(new Uint8Array(16))

/** A segment that holds the first messages of Bob. */
function segmentWith(count: number, more: Parameters<typeof newReplica>[2] = {}) {
  const replica = newReplica(world, world.segment, { ...background, ...more })
  if (count > 0) replica.apply(updateOf(...messages.slice(0, count)))
  return replica
}

function groupWith(...written: readonly Written[]) {
  const devices = [bob, world.founder].map((person) => person.device.publicKey)
  const replica = newReplica(world, world.doc, { devices })
  if (written.length > 0) replica.apply(updateOf(...written))
  return replica
}

function idsIn(verdict: GateVerdict): readonly RecordId[] {
  return verdict.ok ? verdict.accepted.map(({ id }) => id) : []
}

function refusalsIn(verdict: GateVerdict) {
  return verdict.ok ? verdict.refusals : undefined
}

/** An action of a type this version does not know: the simplest one to build on others. */
function action(clock: number, parents: readonly RecordId[], by = bob): Written {
  const place = { doc: world.doc, writer: world.writerOf(by), clock }
  const unsigned = unsignedAction(
    { type: 'unknown', recordType: 30, body: Uint8Array.of(clock % 256) },
    parents,
  )
  return writeRecord(place, unsigned, by.device)
}

test('[GA17] [AT21] a clock five ahead is a gap and nothing is kept', () => {
  const { facts } = segmentWith(1)
  const ahead = world.message(bob, 6, 'ahead')
  const verdict = judgeUpdate(updateOf(ahead), facts, verify)
  expect(verdict).toMatchObject({
    update: undefined,
    accepted: [],
    refusals: [{ writer, clock: 6, reason: 'gap', needs: [] }],
  })
})

test('[GA18] [AT22] a place held with the same bytes is acknowledged and not applied again', () => {
  const { facts } = segmentWith(2)
  const again = judgeUpdate(updateOf(...messages.slice(0, 2)), facts, verify)
  expect(again).toMatchObject({
    update: undefined,
    accepted: [],
    refusals: [],
    held: [{ writer, clock: 2 }],
  })
  const more = judgeUpdate(updateOf(...messages), facts, verify)
  expect(more).toMatchObject({ refusals: [], held: [{ writer, clock: 2 }] })
  expect(more.ok && more.update).toEqual(updateOf(...messages.slice(2)))
})

test('[GA19] [AT23] other bytes at a place held are bad and change nothing', () => {
  const replica = segmentWith(2)
  const other = writeRecord(messages[1]!.place, unsignedEnvelope([world.found.id], '2'), bob.device)
  const verdict = judgeUpdate(updateOf(messages[0]!, other, messages[2]!), replica.facts, verify)
  expect(verdict).toMatchObject({
    update: undefined,
    held: [{ writer, clock: 1 }],
    refusals: [{ writer, clock: 1, reason: 'bad' }],
  })
  expect(replica.records.recordAt(writer, 1)).toEqual(messages[1]!.bytes)
})

test('[GA20] [AT17] a map key that is not the id of the record is bad', () => {
  const { facts } = groupWith()
  const { writer: founder } = world.found.place
  for (const key of ['', 'x', '__proto__', world.invite.id, `${world.found.id}=`]) {
    const struct = entry('members', key, world.found.bytes)
    const update = rawUpdate([{ writer: founder, clock: 0, structs: [struct] }])
    expect(refusalsIn(judgeUpdate(update, facts, verify))).toMatchObject([{ reason: 'bad' }])
  }
})

test('[GA20] [AT17] an entry that is there already is ignored', () => {
  const replica = groupWith(world.found)
  expect(judgeUpdate(updateOf(world.found), replica.facts, verify)).toMatchObject({
    update: undefined,
    refusals: [],
    held: [{ clock: 1 }],
  })
  const forgetful = { ...replica.facts, placesOf: () => 0 }
  expect(refusalsIn(judgeUpdate(updateOf(world.found), forgetful, verify))).toMatchObject([
    { clock: 0, reason: 'bad' },
  ])
})

test('[GA21] a version or type nobody knows is bad, an unknown action is taken', () => {
  const [first] = messages
  const newer = Uint8Array.from(first!.bytes)
  newer[0] = 2
  const strange = Uint8Array.from(first!.bytes)
  strange[1] = 99
  for (const record of [newer, strange, Uint8Array.of(1), new Uint8Array(100)]) {
    const structs = [atRoot(0x08, 'messages', values(record))]
    const verdict = judgeUpdate(rawUpdate([{ writer, clock: 0, structs }]), segmentWith(0).facts)
    expect(refusalsIn(verdict)).toMatchObject([{ clock: 0, reason: 'bad' }])
  }
  const later = action(0, [])
  expect(idsIn(judgeUpdate(updateOf(later), groupWith().facts, verify))).toEqual([later.id])
})

test('[GA22] [AT52] a second founding record is bad: it does not hash to this group', () => {
  const other = newWorld('other')
  const { bytes } = other.found
  const { place } = world.found
  const founded = { place, bytes, id: other.found.id }
  for (const verifier of [verify, undefined])
    expect(refusalsIn(judgeUpdate(updateOf(founded), groupWith().facts, verifier))).toMatchObject([
      { clock: 0, reason: 'bad' },
    ])
  const signedHere = writeRecord(
    { ...place, clock: 1 },
    bytes.subarray(0, bytes.length - 64),
    world.founder.device,
  )
  const verdict = judgeUpdate(updateOf(signedHere), groupWith(world.found).facts, verify)
  expect(refusalsIn(verdict)).toMatchObject([{ clock: 1, reason: 'bad' }])
})

test('[GA23] [AT51] an action whose parents are missing waits outside: need names each of them', () => {
  const missing = action(0, [world.found.id, unknown, world.invite.id])
  expect(refusalsIn(judgeUpdate(updateOf(missing), groupWith(world.found).facts, verify))).toEqual([
    { writer, clock: 0, reason: 'need', needs: [unknown, world.invite.id] },
  ])
})

test('[GA23] an envelope whose heads are missing waits outside, for a relay and for a client', () => {
  const { facts } = newReplica(world, world.segment, { devices: background.devices })
  for (const verifier of [verify, undefined])
    expect(refusalsIn(judgeUpdate(updateOf(messages[0]!), facts, verifier))).toEqual([
      { writer, clock: 0, reason: 'need', needs: [world.found.id] },
    ])
})

test('[GA23] [AT51] a circle of parents cannot be made: each id is a digest of its own parents', () => {
  const guess = action(1, [unknown], world.founder)
  const first = action(0, [guess.id])
  const closing = action(1, [first.id], world.founder)
  const verdict = judgeUpdate(updateOf(first, closing), groupWith(world.found).facts, verify)
  expect(idsIn(verdict)).toEqual([])
  expect(refusalsIn(verdict)).toHaveLength(2)
})

test('[GA23] [GA35] [AT53] 10,000 actions with unknown parents are each refused and nothing is kept', () => {
  const facts = { ...groupWith().facts }
  let looked = 0
  facts.hasAction = () => {
    looked++
    return false
  }
  const unsigned = unsignedAction({ type: 'unknown', recordType: 30, body: new Uint8Array(0) }, [
    unknown,
  ])
  const written = Array.from({ length: 10_000 }, (_, suffix) =>
    writeRecord(
      { doc: world.doc, writer: world.writerOf(bob, suffix), clock: 0 },
      unsigned,
      bob.device,
    ),
  )
  let refused = 0
  for (let at = 0; at < written.length; at += 2_000) {
    const verdict = judgeUpdate(updateOf(...written.slice(at, at + 2_000)), facts, verify)
    expect(verdict.ok && verdict.accepted.length).toBe(0)
    refused += refusalsIn(verdict)?.filter(({ reason }) => reason === 'need').length ?? 0
  }
  expect(refused).toBe(10_000)
  expect(looked).toBe(10_000) // once each: none is looked at again for nothing
})

test('[GA29] a writer refused for good from a place on gives its earlier records and no more', () => {
  const { facts } = segmentWith(0, { refused: new Map([[writer, 2]]) })
  const verdict = judgeUpdate(updateOf(...messages), facts, verify)
  expect(idsIn(verdict)).toEqual(messages.slice(0, 2).map(({ id }) => id))
  expect(refusalsIn(verdict)).toMatchObject([{ clock: 2, reason: 'bad' }])
})

test('[GA30] the longest prefix is taken; the first bad record costs its section the rest, no other', () => {
  const carol = newPerson('carol')
  const hers = world.message(carol, 0, 'mine stands')
  const forged = writeRecord(
    messages[2]!.place,
    unsignedEnvelope([world.found.id], 'forged'),
    carol.device,
  )
  const devices = [bob, carol].map((person) => person.device.publicKey)
  const verdict = judgeUpdate(
    updateOf(messages[0]!, messages[1]!, forged, messages[3]!, hers),
    segmentWith(0, { devices }).facts,
    verify,
  )
  expect(new Set(idsIn(verdict))).toEqual(new Set([messages[0]!.id, messages[1]!.id, hers.id]))
  expect(refusalsIn(verdict)).toEqual([{ writer, clock: 2, reason: 'bad', needs: [] }])
})
