import { encodeReadMark, parseReadMark, type PlaceSet } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bridgePlaces,
  fittedPlaces,
  hasPlace,
  joinPlaces,
  NO_PLACES,
  placeSet,
  type SegmentPlace,
  setOfVector,
} from './index.ts'

const SEGMENTS = [0, 1, 2, 3]
const WRITERS = [0, 1, 2]
const CLOCKS = Array.from({ length: 12 }, (_, clock) => clock)
const PLACES: readonly SegmentPlace[] = SEGMENTS.flatMap((segment) =>
  WRITERS.flatMap((writer) => CLOCKS.map((clock) => ({ segment, writer, clock }))),
)
const anyPlaces = fc.subarray([...PLACES], { minLength: 0 })
const anySet = fc
  .tuple(anyPlaces, fc.nat(2))
  .map(([places, below]) => joinPlaces(placeSet(places), { below, segments: new Map() }))
const inSet = (set: PlaceSet) => PLACES.filter((place) => hasPlace(set, place))
const sizeOf = (set: PlaceSet) => encodeReadMark({ received: new Map(), read: set }).length

/** Its one encoding takes it, so its runs ascend and do not touch. */
function expectWellFormed(set: PlaceSet): void {
  const bytes = encodeReadMark({ received: new Map(), read: set })
  expect(parseReadMark(bytes)?.read).toEqual(set)
}

test('[RM2] a set holds just the places it was made of', () => {
  let held = 0
  fc.assert(
    fc.property(anyPlaces, (places) => {
      const set = placeSet(places.toReversed())
      expectWellFormed(set)
      expect(inSet(set)).toEqual(PLACES.filter((place) => places.includes(place)))
      held += places.length
    }),
  )
  expect(held).toBeGreaterThan(1_000)
})

test('[RM1] [RM2] sets of several devices join in any order to what any of them holds, and only grow', () => {
  let both = 0
  fc.assert(
    fc.property(anySet, anySet, anySet, (a, b, c) => {
      const joined = joinPlaces(joinPlaces(a, b), c)
      expectWellFormed(joined)
      for (const place of PLACES) {
        const holding = [a, b, c].filter((set) => hasPlace(set, place))
        expect(hasPlace(joined, place)).toBe(holding.length > 0)
        if (holding.length > 1) both++
      }
      expect(joinPlaces(c, joinPlaces(b, a))).toEqual(joined)
      expect(joinPlaces(joined, b)).toBe(joined)
      expect(joinPlaces(a, NO_PLACES)).toBe(a)
    }),
  )
  expect(both).toBeGreaterThan(100)
})

test('[RM5] between two read places only what shows nothing by itself is read along', () => {
  let bridged = 0
  fc.assert(
    fc.property(anyPlaces, anyPlaces, anyPlaces, (before, added, acts) => {
      const read = placeSet(before)
      const more = bridgePlaces(placeSet(added), { read, quiet: placeSet(acts) })
      expectWellFormed(more)
      for (const place of added) expect(hasPlace(more, place)).toBe(true)
      const others = inSet(more).filter((place) => !added.includes(place))
      for (const place of others) expect(acts).toContain(place)
      bridged += others.length
    }),
  )
  expect(bridged).toBeGreaterThan(100)
})

test('[RM5] reactions between read messages leave one run', () => {
  const at = (...clocks: readonly number[]) =>
    placeSet(clocks.map((clock) => ({ segment: 0, writer: 7, clock })))
  const more = bridgePlaces(at(4), { read: at(0, 1), quiet: at(2, 3, 5) })
  expect(joinPlaces(at(0, 1), more)).toEqual(at(0, 1, 2, 3, 4))
})

test('[RM6] a set that does not fit fills its oldest holes first, and loses nothing', () => {
  let filled = 0
  fc.assert(
    fc.property(anySet, fc.integer({ min: 3, max: 120 }), (set, room) => {
      const fitted = fittedPlaces(set, (one) => sizeOf(one) <= room)
      expectWellFormed(fitted)
      expect(sizeOf(fitted)).toBeLessThanOrEqual(room)
      expect(joinPlaces(fitted, set)).toBe(fitted)
      if (sizeOf(set) <= room) {
        expect(fitted).toBe(set)
        return
      }
      filled++
      const added = inSet(fitted).filter((place) => !hasPlace(set, place))
      const newest = Math.max(...added.map(({ segment }) => segment))
      const older = inSet(fitted).filter(({ segment }) => segment < newest)
      for (const segment of SEGMENTS.filter((one) => one < newest && set.segments.has(one)))
        for (const writer of WRITERS) {
          const clocks = older
            .filter((place) => place.segment === segment && place.writer === writer)
            .map(({ clock }) => clock)
          expect(clocks).toEqual(CLOCKS.slice(0, clocks.length)) // no hole left in an older one
        }
    }),
  )
  expect(filled).toBeGreaterThan(20)
})

test('[RM7] a mark from before there were sets is what it covered', () => {
  const vector = new Map([
    [1, new Map([[0, 2]])],
    [2, new Map([[1, 0]])],
  ])
  expect(inSet(setOfVector(vector))).toEqual([
    { segment: 1, writer: 0, clock: 0 },
    { segment: 1, writer: 0, clock: 1 },
  ])
  expectWellFormed(setOfVector(vector))
})
