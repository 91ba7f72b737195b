/**
 * Cuts from what a device holds: how far it has each of somebody's writers, place by place.
 *
 * One act carries as many entries as fit a record; the rest goes into `cut` actions after it.
 */
import { type Cut, CUT_DIGEST_BYTES, cutDigest, type CutEntry } from '@parley/protocol'
import { MAX_CUT_ENTRIES, type RecordId, type Writer } from '@parley/protocol'

/** A writer's records in one document, from clock 0 on. */
export interface HeldRun {
  /** `undefined`: the group document. */
  readonly segment: number | undefined
  readonly writer: Writer
  /** How many there are. */
  readonly count: number
  /** Of all of them, in order; `undefined` where they are not all held: that entry goes unchecked. */
  readonly ids?: readonly RecordId[] | undefined
}

/** At least one cut, which may be empty: the first goes into the act, each other into a `cut` action. */
export function cutsOf(runs: readonly HeldRun[]): readonly Cut[] {
  const entries = runs.filter(({ count }) => count > 0).map(entryOf)
  const cuts: Cut[] = []
  for (let at = 0; at < entries.length; at += MAX_CUT_ENTRIES)
    cuts.push(entries.slice(at, at + MAX_CUT_ENTRIES))
  return cuts.length === 0 ? [[]] : cuts
}

function entryOf({ segment, writer, count, ids }: HeldRun): CutEntry {
  const digest = ids?.length === count ? cutDigest(ids) : new Uint8Array(CUT_DIGEST_BYTES)
  return { segment, writer, clock: count, digest }
}
