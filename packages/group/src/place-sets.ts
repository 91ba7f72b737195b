/**
 * Sets of places: for each segment and writer, runs of clocks. What was read is one.
 *
 * A set only grows. Joining takes what is in either, so sets of one person's devices meet in any order,
 * and what was read out of turn leaves what lies around it unread. Rules RM1, RM2, RM5 to RM7.
 */
import type { PlaceRuns, PlaceSet, PlaceVector, Writer } from '@parley/protocol'

export interface SegmentPlace {
  readonly segment: number
  readonly writer: Writer
  readonly clock: number
}

export const NO_PLACES: PlaceSet = { below: 0, segments: new Map() }

type Writers = ReadonlyMap<Writer, PlaceRuns>

export function hasPlace(set: PlaceSet, { segment, writer, clock }: SegmentPlace): boolean {
  if (segment < set.below) return true
  const runs = set.segments.get(segment)?.get(writer)
  return runs !== undefined && isInside(runs, clock)
}

export function placeSet(places: Iterable<SegmentPlace>): PlaceSet {
  const clocks = new Map<number, Map<Writer, number[]>>()
  for (const { segment, writer, clock } of places) {
    const writers = clocks.get(segment) ?? new Map<Writer, number[]>()
    const held = writers.get(writer) ?? []
    held.push(clock)
    clocks.set(segment, writers.set(writer, held))
  }
  return mapRuns(clocks, runsOf)
}

/** What a vector covers. */
export function setOfVector(vector: PlaceVector): PlaceSet {
  const counts = [...vector].map(
    ([segment, writers]) => [segment, [...writers].filter(([, count]) => count > 0)] as const,
  )
  const some = counts.filter(([, writers]) => writers.length > 0)
  return mapRuns(new Map(some.map(([segment, all]) => [segment, new Map(all)])), (count) => [
    0,
    count,
  ])
}

/** What is in either; `a` itself when `b` adds nothing. */
export function joinPlaces(a: PlaceSet, b: PlaceSet): PlaceSet {
  const below = Math.max(a.below, b.below)
  let segments: Map<number, Writers> | undefined
  for (const [segment, writers] of b.segments) {
    if (segment < below) continue
    const mine: Writers = a.segments.get(segment) ?? new Map<Writer, PlaceRuns>()
    const joined = joinWriters(mine, writers)
    if (joined !== mine) (segments ??= new Map(a.segments)).set(segment, joined)
  }
  if (below === a.below) return segments === undefined ? a : { below, segments }
  const kept = [...(segments ?? a.segments)].filter(([segment]) => segment >= below)
  return { below, segments: new Map(kept) }
}

/**
 * `added` and what lies between it and other read places where nothing is that could be unread: places
 * of `quiet`. Without this, every reaction of a writer would cut a run in two.
 */
export function bridgePlaces(
  added: PlaceSet,
  { read, quiet }: { readonly read: PlaceSet; readonly quiet: PlaceSet },
): PlaceSet {
  const bridges: (readonly [number, Map<Writer, PlaceRuns>])[] = []
  for (const [segment, writers] of added.segments) {
    const known = quiet.segments.get(segment)
    const gaps = new Map<Writer, PlaceRuns>()
    for (const [writer, runs] of writers) {
      const still = known?.get(writer)
      if (still === undefined) continue
      const joined = joinRuns(read.segments.get(segment)?.get(writer) ?? [], runs)
      const between = gapsOf(joined).filter(([from, to]) => isWhole(still, from, to))
      if (between.length > 0) gaps.set(writer, between.flat())
    }
    if (gaps.size > 0) bridges.push([segment, gaps])
  }
  return joinPlaces(added, { below: 0, segments: new Map(bridges) })
}

/**
 * The set, or a larger one that `fits`: first the holes of the oldest segments count as read, then those
 * segments in whole. What was read is never unread again.
 */
export function fittedPlaces(set: PlaceSet, fits: (set: PlaceSet) => boolean): PlaceSet {
  let fitted = set
  const ascending = [...set.segments.keys()].sort((left, right) => left - right)
  for (const segment of ascending) {
    if (fits(fitted)) return fitted
    fitted = { ...fitted, segments: new Map(fitted.segments).set(segment, filled(set, segment)) }
  }
  for (const segment of ascending) {
    if (fits(fitted)) return fitted
    fitted = joinPlaces(fitted, { below: segment + 1, segments: new Map() })
  }
  return fitted
}

function filled(set: PlaceSet, segment: number): Writers {
  return new Map(
    [...(set.segments.get(segment) ?? [])].map(([writer, runs]) => [writer, [0, runs.at(-1) ?? 0]]),
  )
}

function mapRuns<T>(
  places: ReadonlyMap<number, ReadonlyMap<Writer, T>>,
  toRuns: (of: T) => PlaceRuns,
): PlaceSet {
  const segments = [...places].map(
    ([segment, writers]) =>
      [segment, new Map([...writers].map(([writer, of]) => [writer, toRuns(of)]))] as const,
  )
  return { below: 0, segments: new Map(segments) }
}

function joinWriters(mine: Writers, added: Writers): Writers {
  let joined: Map<Writer, PlaceRuns> | undefined
  for (const [writer, runs] of added) {
    const before = mine.get(writer) ?? []
    const after = joinRuns(before, runs)
    if (after !== before) (joined ??= new Map(mine)).set(writer, after)
  }
  return joined ?? mine
}

/** `a` itself when `b` adds nothing. */
function joinRuns(a: PlaceRuns, b: PlaceRuns): PlaceRuns {
  if (b.length === 0 || pairsOf(b).every(([from, to]) => isWhole(a, from, to))) return a
  const pairs = [...pairsOf(a), ...pairsOf(b)].sort(([left], [right]) => left - right)
  const joined: number[] = []
  for (const [from, to] of pairs) {
    const end = joined.at(-1)
    if (end === undefined || from > end) joined.push(from, to)
    else if (to > end) joined[joined.length - 1] = to
  }
  return joined
}

function runsOf(clocks: readonly number[]): PlaceRuns {
  const runs: number[] = []
  for (const clock of clocks.toSorted((left, right) => left - right)) {
    const end = runs.at(-1)
    if (end === undefined || clock > end) runs.push(clock, clock + 1)
    else if (clock === end) runs[runs.length - 1] = clock + 1
  }
  return runs
}

function pairsOf(runs: PlaceRuns): readonly (readonly [from: number, to: number])[] {
  const pairs: (readonly [number, number])[] = []
  for (let at = 0; at + 1 < runs.length; at += 2) pairs.push([runs[at] ?? 0, runs[at + 1] ?? 0])
  return pairs
}

function gapsOf(runs: PlaceRuns): readonly (readonly [from: number, to: number])[] {
  return pairsOf(runs.slice(1, -1))
}

/** Everything from `from` to `to` is in one run. */
function isWhole(runs: PlaceRuns, from: number, to: number): boolean {
  const at = edgesUpTo(runs, from)
  return at % 2 === 1 && to <= (runs[at] ?? 0)
}

function isInside(runs: PlaceRuns, clock: number): boolean {
  return edgesUpTo(runs, clock) % 2 === 1
}

/** How many edges are at or below the clock: odd inside a run. */
function edgesUpTo(runs: PlaceRuns, clock: number): number {
  let low = 0
  let high = runs.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((runs[middle] ?? Infinity) <= clock) low = middle + 1
    else high = middle
  }
  return low
}
