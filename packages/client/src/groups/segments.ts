/**
 * A group's segments on this device: which there are, which is current, which are open.
 *
 * Counts only grow: they are the largest this device ever saw, from its own documents or told by a
 * relay, and kept beside the documents, so that nobody writes to a full segment after a cold start.
 */
import { currentSegment } from '@parley/group'
import type { DocRecords } from '@parley/gate'
import { type GroupId, MAX_SEGMENT_BYTES, SEGMENT_TURNOVER_PLACES } from '@parley/protocol'
import type { Clock, DeviceStore } from '../ports.ts'
import type { LiveDoc } from './live-doc.ts'

export interface Segments {
  /** Where the next message goes. */
  current(): number
  /**
   * The newest segment known to have places; 0 when none has. Segments fill up one after the other,
   * so whatever is told beyond the current one is a mistake or a lie (AT86).
   */
  newest(): number
  /** A relay takes no more into it, however many places it has. */
  fill(segment: number): void
  /** True when this is more than was known. */
  learn(segment: number, placesCount: number): boolean
  opened(): ReadonlyMap<number, LiveDoc>
  /** Opens and follows it; the same document each time. */
  open(segment: number): Promise<LiveDoc>
  close(): Promise<void>
}

export interface SegmentsPorts {
  readonly group: GroupId
  readonly store: DeviceStore
  readonly clock: Clock
  openDoc(segment: number): Promise<LiveDoc>
}

const SAVE_AFTER_MS = 1_000
/** Honest segments follow one another; a relay that tells of others is not remembered (AT86). */
const MAX_AHEAD = 4_096
/** A segment this large counts as turned over, so that those who write apart still find room in it. */
const TURNOVER_BYTES = MAX_SEGMENT_BYTES - MAX_SEGMENT_BYTES / 8

export async function openSegments(ports: SegmentsPorts): Promise<Segments> {
  const key = `counts/${ports.group}`
  const counts = parseCounts(await ports.store.get(key))
  const opening = new Map<number, Promise<LiveDoc>>()
  const opened = new Map<number, LiveDoc>()
  const full = new Set<number>()
  let isClosed = false
  let cancelSave: (() => void) | undefined

  function save(): void {
    cancelSave = undefined
    ports.store.write([{ type: 'put', key, value: [...counts] }]).catch(() => undefined)
  }

  function learn(segment: number, placesCount: number): boolean {
    if (placesCount <= (counts.get(segment) ?? 0) || segment > counts.size + MAX_AHEAD) return false
    counts.set(segment, placesCount)
    cancelSave ??= ports.clock.after(SAVE_AFTER_MS, save)
    return true
  }

  async function openNow(segment: number): Promise<LiveDoc> {
    const doc = await ports.openDoc(segment)
    opened.set(segment, doc)
    doc.follow()
    return doc
  }

  return {
    current() {
      let segment = currentSegment(counts)
      // What a relay told is believed until the document itself is here and says otherwise.
      while (segment > 0 && !full.has(segment - 1) && isKnownShort(opened.get(segment - 1))) segment--
      return segment
    },
    newest() {
      let newest = currentSegment(counts)
      while (newest > 0 && !counts.has(newest)) newest--
      return newest
    },
    learn,
    fill(segment) {
      full.add(segment)
      learn(segment, SEGMENT_TURNOVER_PLACES)
    },
    opened: () => opened,
    open(segment) {
      if (isClosed) return Promise.reject(new Error('the group is closed'))
      const known = opening.get(segment) ?? openNow(segment)
      opening.set(segment, known)
      // One that failed is opened anew when it is wanted again.
      known.catch(() => opening.delete(segment))
      return known
    },
    async close() {
      isClosed = true
      if (cancelSave !== undefined) {
        cancelSave()
        save()
      }
      await Promise.allSettled(opening.values())
      await Promise.all(Array.from(opened.values(), (doc) => doc.close()))
    },
  }
}

/** How many places a segment counts for: one that is full by its bytes counts as turned over. */
export function countOf(records: DocRecords): number {
  const count = records.placesCount()
  return records.bytesCount() < TURNOVER_BYTES ? count : Math.max(count, SEGMENT_TURNOVER_PLACES)
}

/** In step with a relay, and not turned over. */
function isKnownShort(doc: LiveDoc | undefined): boolean {
  return doc?.following()?.isSynced() === true && countOf(doc.records()) < SEGMENT_TURNOVER_PLACES
}

function parseCounts(value: unknown): Map<number, number> {
  const entries: readonly unknown[] = Array.isArray(value) ? value : []
  return new Map(
    entries.flatMap((entry): readonly (readonly [number, number])[] => {
      if (!Array.isArray(entry)) return []
      const [segment, count] = entry as readonly unknown[]
      return typeof segment === 'number' && typeof count === 'number' ? [[segment, count]] : []
    }),
  )
}
