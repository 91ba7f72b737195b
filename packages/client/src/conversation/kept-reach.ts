/**
 * How far this person's messages have come, as far as anybody else ever told: kept, so that what was once
 * said to be received or read is never said to be less, whoever of those who told it goes, and over restarts.
 *
 * Only places of own writers, and who told it is not kept. Rule GS99.
 */
import { covers, hasPlace, mergeMarks, NO_PLACES, type SegmentPlace } from '@parley/group'
import {
  encodeReadMark,
  type GroupId,
  parseReadMark,
  type ReadMark,
  type Writer,
} from '@parley/protocol'
import type { DeviceStore } from '../ports.ts'
import { fittedMark, fittedRead } from './sealed-marks.ts'

export interface KeptReach {
  /** Somebody else says so; of what they say the part about own messages is kept. */
  learn(mark: ReadMark): void
  /** What at least one other has done with it; `undefined`: nothing that is known. */
  of(place: SegmentPlace): 'received' | 'read' | undefined
}

export interface KeptReachPorts {
  readonly store: DeviceStore
  readonly group: GroupId
  /** Of any of this person's devices. */
  isOwn(writer: Writer): boolean
}

const NOTHING: ReadMark = { received: new Map(), read: NO_PLACES }

export async function openKeptReach({ store, group, isOwn }: KeptReachPorts): Promise<KeptReach> {
  const key = `reached/${group}`
  const bytes = await store.get(key)
  let reached = (bytes instanceof Uint8Array && parseReadMark(bytes)) || NOTHING

  return {
    learn(mark) {
      const { received, read } = mergeMarks(reached, ownPart(mark, isOwn))
      if (received === reached.received && read === reached.read) return
      reached = { received, read: fittedRead(read) }
      // If this is not kept, a tick may say less after a restart, until those who told it tell it again.
      const value = encodeReadMark(fittedMark(reached))
      store.writeSoon([{ type: 'put', key, value }]).catch(() => undefined)
    },
    of(place) {
      if (hasPlace(reached.read, place)) return 'read'
      return covers(reached.received, place) ? 'received' : undefined
    },
  }
}

function ownPart({ received, read }: ReadMark, isOwn: (writer: Writer) => boolean): ReadMark {
  return {
    received: ownWriters(received, isOwn),
    // What stands below counts as read in whole: it is told of by no writer.
    read: { below: read.below, segments: ownWriters(read.segments, isOwn) },
  }
}

function ownWriters<T>(
  segments: ReadonlyMap<number, ReadonlyMap<Writer, T>>,
  isOwn: (writer: Writer) => boolean,
): ReadonlyMap<number, ReadonlyMap<Writer, T>> {
  const own = new Map<number, ReadonlyMap<Writer, T>>()
  for (const [segment, writers] of segments) {
    const mine = [...writers].filter(([writer]) => isOwn(writer))
    if (mine.length > 0) own.set(segment, new Map(mine))
  }
  return own
}
