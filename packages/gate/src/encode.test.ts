import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newPerson, newWorld, updateOf } from '../test/world.ts'
import { encodeDeletes, encodeUpdate } from './index.ts'

const world = newWorld()
const bob = newPerson('bob')
const writer = world.writerOf(bob)
const { bytes } = world.message(bob, 0, 'hello')

test('[GA33] a run is what stock Yjs writes after an ordinary push by that writer', () => {
  const doc = new Y.Doc()
  doc.clientID = writer
  doc.getArray('messages').push([[bytes], [bytes]])
  const run = { writer, clock: 0, records: [bytes, bytes] }
  expect(encodeUpdate(world.segment, [run])).toEqual(Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(doc)
  doc.getArray('messages').push([[bytes]])
  expect(encodeUpdate(world.segment, [{ writer, clock: 2, records: [bytes] }])).toEqual(
    Y.encodeStateAsUpdate(doc, before),
  )
})

test('[GA33] map entries are what stock Yjs writes for a set by that writer', () => {
  const doc = new Y.Doc()
  doc.clientID = world.founderWriter
  for (const { id, bytes: record } of [world.found, world.invite])
    doc.getMap('members').set(id, [record])
  expect(updateOf(world.found, world.invite)).toEqual(Y.encodeStateAsUpdate(doc))
})

test('[GA33] what no gate would take is not encoded', () => {
  const run = (records: readonly Uint8Array[]) => [{ writer, clock: 0, records }]
  expect(() => encodeUpdate(world.doc, run([bytes]))).toThrow(RangeError)
  expect(() => encodeUpdate(world.segment, run([world.found.bytes]))).toThrow(RangeError)
  expect(() => encodeUpdate(world.segment, run([new Uint8Array(0)]))).toThrow(RangeError)
  const long = new Uint8Array(16_385)
  long.set(bytes)
  expect(() => encodeUpdate(world.segment, run([long]))).toThrow(RangeError)
  expect(() => encodeUpdate(world.segment, [...run([bytes]), ...run([bytes])])).toThrow(RangeError)
  expect(encodeUpdate(world.segment, run([]))).toEqual(Uint8Array.of(0, 0))
  const hole = [{ writer, clock: 0, records: [undefined] }]
  expect(() => encodeUpdate(world.doc, hole)).toThrow(RangeError)
})

test('[GA33] a run with holes is what stock Yjs writes of a purged document, but for the delete set', () => {
  const records = Array.from({ length: 7 }, (_, at) => world.message(bob, at, `${at}`).bytes)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, encodeUpdate(world.segment, [{ writer, clock: 0, records }]))
  const deletes = encodeDeletes([
    { writer, clock: 0, length: 1 },
    { writer, clock: 2, length: 3 },
  ])
  Y.applyUpdate(doc, deletes)
  const gone = new Set([0, 2, 3, 4])
  const left = records.map((record, clock) => (gone.has(clock) ? undefined : record))
  const update = encodeUpdate(world.segment, [{ writer, clock: 0, records: left }])
  const stock = Y.encodeStateAsUpdate(doc)
  expect(update.subarray(0, -1)).toEqual(stock.subarray(0, update.length - 1))
  expect(stock.subarray(update.length - 1)).toEqual(deletes.subarray(1))

  const compacted = new Y.Doc()
  Y.applyUpdate(compacted, update)
  expect(Y.encodeStateAsUpdate(compacted)).toEqual(stock)
})

test('[GA33] deletes are the delete set stock Yjs writes, whatever order the writers are named in', () => {
  const doc = new Y.Doc()
  for (const by of [3, 9, 5]) {
    const one = [{ writer: by, clock: 0, records: [bytes, bytes, bytes] }]
    Y.applyUpdate(doc, encodeUpdate(world.segment, one))
  }
  const before = Y.encodeStateVector(doc)
  const ranges = [3, 9, 5].map((by) => ({ writer: by, clock: 1, length: by === 9 ? 2 : 1 }))
  const update = encodeDeletes(ranges)
  Y.applyUpdate(doc, update)
  expect(Y.encodeStateAsUpdate(doc, before)).toEqual(update)
})
