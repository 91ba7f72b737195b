import { expect, test } from 'vitest'
import { equalBytes, type Place, type RecordId, type Writer } from '@parley/protocol'
import * as Y from 'yjs'
import { after, atRoot, hole, rawUpdate, values } from '../test/hostile.ts'
import {
  type Background,
  newPerson,
  newReplica,
  newWorld,
  updateOf,
  verify,
  writeRecord,
} from '../test/world.ts'
import { type AcceptedRecord, encodeDeletes, encodeUpdate, judgeUpdate } from './index.ts'

const world = newWorld()
const [bob, carol] = [newPerson('bob'), newPerson('carol')]
const writer = world.writerOf(bob)
const messages = ['one', 'two', 'three', 'four'].map((text, at) => world.message(bob, at, text))
const [first, second, third, fourth] = messages
/** At clock 4: Bob takes back his second and third message. */
const retract = world.retract(bob, 4, second!, third!)
const background: Background = {
  devices: [bob, carol].map((person) => person.device.publicKey),
  actions: [world.found.id],
}
const namedPlaces = new Set([1, 2])
const isNamed = ({ writer: by, clock }: Place) => by === writer && namedPlaces.has(clock)

/** A segment that holds the first messages of Bob. */
function segmentWith(count: number, more: Background = {}) {
  const replica = newReplica(world, world.segment, { ...background, ...more })
  if (count > 0) replica.apply(updateOf(...messages.slice(0, count)))
  return replica
}

/** A hole of this many places from this clock on, as an update. */
function holeAt(clock: number, places: number, of: Writer = writer): Uint8Array {
  const struct =
    clock === 0
      ? atRoot(0x01, 'messages', hole(places))
      : after(0x81, [of, clock - 1], hole(places))
  return rawUpdate([{ writer: of, clock, structs: [struct] }])
}

/** What stock Yjs says of a document from which a retract's targets were purged. */
function purged() {
  const replica = newReplica(world, world.segment)
  replica.apply(updateOf(...messages, retract))
  replica.apply(encodeDeletes([{ writer, clock: 1, length: 2 }]))
  return replica
}

test('[GA27] [AT32] a deletion over a live place that no retract names is bad for a relay', () => {
  const replica = segmentWith(2)
  const verdict = judgeUpdate(holeAt(0, 1), replica.facts, verify)
  expect(verdict).toMatchObject({ update: undefined, refusals: [{ clock: 0, reason: 'bad' }] })
  expect(replica.records.recordAt(writer, 0)).toEqual(first!.bytes)
})

test("[GA27] [AT33] a million deleted places under the victim's writer are bad, and looked at once", () => {
  let asked = 0
  const { facts } = segmentWith(2, { explains: () => asked++ < 0 })
  for (const verdict of [judgeUpdate(holeAt(2, 1_000_000), facts, verify)])
    expect(verdict).toMatchObject({ update: undefined, refusals: [{ clock: 2, reason: 'bad' }] })
  expect(asked).toBe(1)
  const over = judgeUpdate(holeAt(0, 1_000_000), facts, verify)
  expect(over).toMatchObject({ update: undefined, refusals: [{ clock: 0, reason: 'bad' }] })
})

test('[GA27] a hole that a held retract or evidence explains is taken, and records follow it', () => {
  const replica = segmentWith(1, { explains: isNamed })
  const structs = [
    after(0x81, [writer, 0], hole(2)),
    after(0x88, [writer, 2], values(fourth!.bytes)),
  ]
  const update = rawUpdate([{ writer, clock: 1, structs }])
  const verdict = judgeUpdate(update, replica.facts, verify)
  expect(verdict).toMatchObject({ refusals: [], update, deletes: [], deletesCount: 0 })
  if (verdict.ok) replica.apply(verdict.update)
  expect(replica.records.recordAt(writer, 1)).toBeUndefined()
  expect(replica.records.recordAt(writer, 3)).toEqual(fourth!.bytes)
  expect(judgeUpdate(update, replica.facts, verify)).toMatchObject({
    update: undefined,
    held: [{ writer, clock: 4 }],
  })
  const filled = judgeUpdate(updateOf(...messages), replica.facts, verify)
  expect(filled).toMatchObject({ update: undefined, refusals: [], held: [{ writer, clock: 4 }] })
})

test('[GA27] an explained hole over a record that a relay holds takes nothing away and costs nothing', () => {
  const replica = segmentWith(3, { explains: isNamed })
  const verdict = judgeUpdate(Y.encodeStateAsUpdate(purged().doc), replica.facts, verify)
  expect(verdict).toMatchObject({ refusals: [], deletes: [], deletesCount: 2 })
  if (verdict.ok) replica.apply(verdict.update)
  expect(replica.records.recordAt(writer, 1)).toEqual(second!.bytes)
  expect(replica.records.placesOf(writer)).toBe(5)
})

/** Whether the retract is by the place's own writer; a relay asks for the person. */
const byItself = (one: AcceptedRecord, place: Place) => one.place.writer === place.writer

test('[GA43] [AT34] a deletion that its owner\u2019s retract in the same update names is taken', () => {
  const update = Y.encodeStateAsUpdate(purged().doc)
  const replica = segmentWith(0, { accountsFor: byItself })
  const verdict = judgeUpdate(update, replica.facts, verify)
  expect(verdict).toMatchObject({ refusals: [] })
  expect(verdict.ok && verdict.accepted.map(({ id }) => id)).toEqual([
    first!.id,
    fourth!.id,
    retract.id,
  ])
  if (verdict.ok) replica.apply(verdict.update)
  expect(equalBytes(Y.encodeStateAsUpdate(replica.doc), update)).toBe(true)
})

test('[GA43] a retract that is forged, unasked for, or on actions nobody has, accounts for nothing', () => {
  const update = Y.encodeStateAsUpdate(purged().doc)
  const stands = (more: Background) => {
    const verdict = judgeUpdate(update, segmentWith(0, more).facts, verify)
    return verdict.ok && verdict.refusals.length === 0
  }
  expect(stands({ accountsFor: () => true })).toBe(true)
  expect(stands({ accountsFor: () => false })).toBe(false)
  expect(stands({ accountsFor: () => true, actions: [] })).toBe(false)
  expect(stands({ accountsFor: () => true, devices: [carol.device.publicKey] })).toBe(false)
  const unsigned = retract.bytes.subarray(0, retract.bytes.length - 64)
  const forged = writeRecord(retract.place, unsigned, carol.device)
  const structs = [
    atRoot(0x08, 'messages', values(first!.bytes)),
    after(0x81, [writer, 0], hole(2)),
    after(0x88, [writer, 2], values(fourth!.bytes, forged.bytes)),
  ]
  const verdict = judgeUpdate(
    rawUpdate([{ writer, clock: 0, structs }]),
    segmentWith(0, { accountsFor: () => true }).facts,
    verify,
  )
  expect(verdict).toMatchObject({ refusals: [{ clock: 1, reason: 'bad' }] })
})

/** What a relay knows whose retracts name the second and third message. */
const isNamedExactly = (place: Place, id?: RecordId) =>
  isNamed(place) && (id === undefined || id === (place.clock === 1 ? second : third)?.id)

test('[GA49] [AT119] where a hole is, only the record that a retract names counts as held', () => {
  const replica = segmentWith(1, { explains: isNamedExactly })
  const records = [undefined, undefined, fourth!.bytes]
  const withHole = encodeUpdate(world.segment, [{ writer, clock: 1, records }])
  const verdict = judgeUpdate(withHole, replica.facts, verify)
  if (verdict.ok) replica.apply(verdict.update)
  expect([...replica.records.holes()]).toEqual([{ writer, clock: 1, length: 2 }])
  const other = world.message(bob, 2, 'never named')
  expect(judgeUpdate(updateOf(second!, other), replica.facts, verify)).toMatchObject({
    update: undefined,
    held: [{ writer, clock: 2 }],
    refusals: [{ writer, clock: 2, reason: 'bad' }],
  })
  const forgetful = newReplica(world, world.segment, { ...background, accountsFor: byItself })
  forgetful.apply(Y.encodeStateAsUpdate(replica.doc)) // what explained it comes along
  const named = updateOf(first!, second!, third!, fourth!, retract)
  expect(judgeUpdate(named, forgetful.facts, verify)).toMatchObject({ refusals: [] })
  const unnamed = updateOf(first!, second!, other, fourth!, retract)
  expect(judgeUpdate(unnamed, forgetful.facts, verify)).toMatchObject({ refusals: [{ clock: 2 }] })
  const client = newReplica(world, world.segment, { ...background, takesMissing: true })
  client.apply(Y.encodeStateAsUpdate(replica.doc))
  expect(judgeUpdate(updateOf(second!, other), client.facts)).toMatchObject({ refusals: [] })
})

test('[GA50] [AT119] a hole where its writer has not been yet is not taken, and costs nothing', () => {
  const replica = segmentWith(1, { explains: () => true })
  const give = (clock: number, ...records: readonly (Uint8Array | undefined)[]) => {
    const update = encodeUpdate(world.segment, [{ writer, clock, records }])
    const verdict = judgeUpdate(update, replica.facts, verify)
    if (verdict.ok) replica.apply(verdict.update)
    return verdict
  }
  const early = judgeUpdate(holeAt(1, 2), replica.facts, verify)
  expect(early).toMatchObject({ update: undefined, held: [], refusals: [] })
  const forged = Uint8Array.from(fourth!.bytes).fill(0, -8)
  expect(give(1, undefined, undefined, forged)).toMatchObject({
    update: undefined,
    refusals: [{ clock: 3, reason: 'bad' }],
  })
  expect(give(1, second!.bytes)).toMatchObject({ refusals: [] })
  expect(replica.records.recordAt(writer, 1)).toEqual(second!.bytes)
  expect(give(2, undefined, fourth!.bytes, undefined)).toMatchObject({ refusals: [] })
  expect([...replica.records.holes()]).toEqual([{ writer, clock: 2, length: 1 }])
  expect(replica.records.placesOf(writer)).toBe(4)
})

test('[GA42] a client takes a hole at a place it never held, and what follows it', () => {
  const replica = segmentWith(1, { takesMissing: true })
  const update = encodeUpdate(world.segment, [
    { writer, clock: 1, records: [undefined, undefined, fourth!.bytes] },
  ])
  const verdict = judgeUpdate(update, replica.facts)
  expect(verdict).toMatchObject({ refusals: [], update, deletesCount: 0 })
  if (verdict.ok) replica.apply(verdict.update)
  expect([...replica.records.holes()]).toEqual([{ writer, clock: 1, length: 2 }])
  expect(judgeUpdate(holeAt(4, 2 ** 16 - 3), replica.facts)).toMatchObject({
    update: undefined,
    refusals: [{ clock: 4, reason: 'bad' }],
  })
  expect(judgeUpdate(holeAt(4, 2 ** 16 - 4), replica.facts)).toMatchObject({ refusals: [] })
})

test('[GA42] [AT36] a hole over what a client holds keeps the record, with a warning, and costs the writer nothing', () => {
  const replica = segmentWith(3, { takesMissing: true })
  const verdict = judgeUpdate(Y.encodeStateAsUpdate(purged().doc), replica.facts)
  expect(verdict).toMatchObject({ refusals: [], deletes: [], deletesCount: 2 })
  if (verdict.ok) replica.apply(verdict.update)
  expect(replica.records.recordAt(writer, 1)).toEqual(second!.bytes)
  expect(replica.records.placesOf(writer)).toBe(5)
  expect(replica.doc.store.pendingStructs).toBeNull()
})

test('[GA32] [GA42] a client lets go of what a retract valid now names, by hole or by delete set, and says so', () => {
  const whole = Y.encodeStateAsUpdate(purged().doc)
  for (const update of [whole, encodeDeletes([{ writer, clock: 0, length: 5 }]), holeAt(1, 2)]) {
    const replica = segmentWith(3, { takesMissing: true, mayDelete: isNamed })
    const verdict = judgeUpdate(update, replica.facts)
    expect(verdict).toMatchObject({ refusals: [], deletes: [{ writer, clock: 1, length: 2 }] })
    if (verdict.ok) replica.apply(verdict.update)
    expect(replica.records.recordAt(writer, 0)).toEqual(first!.bytes)
    expect(replica.records.recordAt(writer, 1)).toBeUndefined()
    expect(Buffer.from(Y.encodeStateAsUpdate(replica.doc)).includes('two')).toBe(false)
    const again = judgeUpdate(update, replica.facts)
    expect(again).toMatchObject({ update: undefined, deletes: [] })
  }
})

test('[GA32] [AT35] [AT36] a delete set over all of history is counted and ignored from either side', () => {
  for (const [verifier, takesMissing] of [[verify, false] as const, [undefined, true] as const]) {
    const replica = segmentWith(3, { takesMissing })
    const ranges = [[0, 1_000] as const, [5_000, 7] as const]
    const verdict = judgeUpdate(rawUpdate([], [{ writer, ranges }]), replica.facts, verifier)
    expect(verdict).toMatchObject({ ok: true, update: undefined, deletesCount: 1, refusals: [] })
    const structs = [after(0x88, [writer, 2], values(fourth!.bytes))]
    const section = { writer, clock: 3, structs }
    const both = judgeUpdate(rawUpdate([section], [{ writer, ranges }]), replica.facts, verifier)
    if (both.ok) replica.apply(both.update)
    expect([...replica.records.all()]).toHaveLength(4)
    expect(replica.doc.getArray('messages').length).toBe(4)
  }
})

test('[GA11] [GA32] [AT79] nothing is ever deleted in a group document, whatever a retract says', () => {
  const everything: Background = { mayDelete: () => true, explains: () => true }
  for (const takesMissing of [true, false]) {
    const replica = newReplica(world, world.doc, { ...background, ...everything, takesMissing })
    replica.apply(updateOf(world.found, world.invite))
    const deletes = encodeDeletes([{ writer: world.founderWriter, clock: 0, length: 2 }])
    expect(judgeUpdate(deletes, replica.facts, verify)).toMatchObject({
      update: undefined,
      deletes: [],
      deletesCount: 1,
    })
    const struct = atRoot(0x01, 'members', hole(1))
    const update = rawUpdate([{ writer: world.founderWriter, clock: 2, structs: [struct] }])
    expect(judgeUpdate(update, replica.facts, verify)).toEqual({ ok: false, broke: 'GA11' })
  }
})

test('[GA28] [AT78] a hole or a record this tab has not written is refused, and its own next one stands', () => {
  for (const takesMissing of [true, false]) {
    const replica = segmentWith(2, { own: [writer], explains: () => true, takesMissing })
    for (const update of [holeAt(2, 1), holeAt(0, 3), updateOf(third!)]) {
      const verdict = judgeUpdate(update, replica.facts)
      expect(verdict).toMatchObject({
        update: undefined,
        deletes: [],
        refusals: [{ reason: 'bad' }],
      })
    }
    expect(judgeUpdate(updateOf(first!), replica.facts)).toMatchObject({ refusals: [] })
    replica.apply(updateOf(third!))
    expect(replica.records.recordAt(writer, 2)).toEqual(third!.bytes)
  }
})

test('[GA28] what this tab wrote and took back may be purged like anybody\u2019s, and it writes on after it', () => {
  const replica = segmentWith(3, { own: [writer], takesMissing: true, mayDelete: isNamed })
  const verdict = judgeUpdate(encodeDeletes([{ writer, clock: 1, length: 2 }]), replica.facts)
  expect(verdict).toMatchObject({ deletes: [{ writer, clock: 1, length: 2 }], deletesCount: 0 })
  if (verdict.ok) replica.apply(verdict.update)
  replica.apply(updateOf(fourth!))
  expect(replica.records.recordAt(writer, 3)).toEqual(fourth!.bytes)
  expect(replica.doc.store.pendingStructs).toBeNull()
})
