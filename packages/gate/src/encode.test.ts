import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newPerson, newWorld, updateOf } from '../test/world.ts'
import { encodeUpdate } from './index.ts'

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
})
