import { expect, test } from 'vitest'
import * as Y from 'yjs'
import {
  newPerson,
  newWorld,
  unsignedAction,
  updateOf,
  writeRecord,
  type Written,
} from '../test/world.ts'
import {
  encodeDeletes,
  encodeUpdate,
  evidenceIn,
  keepPrefixes,
  recordRangesIn,
  recordsOf,
  replaceRecords,
} from './index.ts'

const world = newWorld()
const [bob, carol] = [newPerson('bob'), newPerson('carol')]
const messages = ['one', 'two', 'three', 'four'].map((text, at) => world.message(bob, at, text))
const [first, second, third, fourth] = messages
const hers = world.message(carol, 0, 'hers')
const retract = world.retract(bob, 4, second!)
const other = world.retract(carol, 1, third!)
const { writer } = first!.place

/** What stock Yjs says of a document with all of these, but for what was purged. */
function stateOf(written: readonly Written[], ...purged: readonly Written[]): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, updateOf(...written))
  for (const { place } of purged) Y.applyUpdate(doc, encodeDeletes([{ ...place, length: 1 }]))
  return Y.encodeStateAsUpdate(doc)
}

const all = [...messages, retract, hers, other]

test('[GA46] a document is kept whole, holes in their places, or up to the first record that is not kept', () => {
  const state = stateOf(all, first!, second!)
  const again = new Y.Doc()
  Y.applyUpdate(
    again,
    keepPrefixes(world.segment, state, () => true)!,
  )
  expect(Y.encodeStateAsUpdate(again)).toEqual(state)
  const kept = keepPrefixes(world.segment, state, ({ place, bytes, root }) => {
    expect(root).toBe('messages')
    expect(
      all.find(({ place: at }) => at.writer === place.writer && at.clock === place.clock)?.bytes,
    ).toEqual(bytes)
    return place.writer !== writer || place.clock !== 3
  })
  expect(kept).toEqual(
    encodeUpdate(world.segment, [
      { writer, clock: 0, records: [undefined, undefined, third!.bytes] },
      { writer: hers.place.writer, clock: 0, records: [hers.bytes, other.bytes] },
    ]),
  )
  expect(keepPrefixes(world.segment, state, () => false)).toEqual(
    encodeUpdate(world.segment, [{ writer, clock: 0, records: [undefined, undefined] }]),
  )
  expect(keepPrefixes(world.segment, Uint8Array.of(1), () => true)).toBeUndefined()
})

test('[GA55] other records take their places in an update, and the rest of it stays', () => {
  const told = world.message(bob, 2, 'told otherwise')
  const standingAt = ({ writer: by, clock }: { writer: number; clock: number }) =>
    by === writer && (clock === 2 || clock === 0) ? told.bytes : undefined
  const replaced = replaceRecords(world.segment, stateOf(all, first!), standingAt)!
  const expected = all.map((one) => (one === third ? { ...one, bytes: told.bytes } : one))
  expect(replaced).toEqual(stateOf(expected, first!))
  expect(replaceRecords(world.segment, Uint8Array.of(1), standingAt)).toBeUndefined()
  const { place } = world.found
  const other = writeRecord(
    place,
    unsignedAction({ type: 'leave', cut: [] }, []),
    world.founder.device,
  )
  expect(replaceRecords(world.doc, updateOf(world.found), () => other.bytes)).toEqual(
    updateOf(other),
  )
})

test('[GA53] it is told where the records of each writer are, holes at the ends left out', () => {
  const ranges = (...purged: readonly Written[]) =>
    recordRangesIn(world.segment, stateOf(all, ...purged))
  const hersAt = { writer: hers.place.writer, clock: 0, length: 2 }
  expect(ranges()).toEqual(expect.arrayContaining([{ writer, clock: 0, length: 5 }, hersAt]))
  expect(ranges(first!, second!)).toEqual(
    expect.arrayContaining([{ writer, clock: 2, length: 3 }, hersAt]),
  )
  expect(recordRangesIn(world.segment, Uint8Array.of(1))).toEqual([])
})

test('[GA54] the records in an update are told with their places, and none of what was taken away', () => {
  const told = recordsOf(world.segment, stateOf(all, second!))
  const expected = [first!, third!, fourth!, retract, hers, other]
  expect(told).toHaveLength(expected.length)
  for (const { place, bytes } of expected)
    expect(told).toContainEqual({ place, root: 'messages', bytes })
  expect(recordsOf(world.segment, Uint8Array.of(1))).toEqual([])
})

test('[GA47] an update tells the retracts that account for its holes, and no others', () => {
  const told = (...purged: readonly Written[]) =>
    evidenceIn(world.segment, stateOf(all, ...purged)).map(({ clock, record }) => ({
      clock,
      record,
    }))
  expect(told()).toEqual([])
  expect(told(second!)).toEqual([{ clock: 4, record: retract.bytes }])
  expect(told(third!)).toEqual([{ clock: 1, record: other.bytes }])
  expect(told(second!, third!)).toHaveLength(2)
  expect(told(fourth!)).toEqual([])
  expect(evidenceIn(world.segment, Uint8Array.of(1))).toEqual([])
})
