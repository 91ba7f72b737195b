/**
 * A group's segments on this device: which there are, which is current, which are open.
 *
 * Counts only grow: they are the largest this device ever saw, from its own documents or told by a
 * relay, and kept beside the documents, so that nobody writes to a full segment after a cold start.
 */
import { currentSegment } from '@parley/group'
import type { GroupId } from '@parley/protocol'
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

export async function openSegments(ports: SegmentsPorts): Promise<Segments> {
  const key = `counts/${ports.group}`
  const counts = parseCounts(await ports.store.get(key))
  const opening = new Map<number, Promise<LiveDoc>>()
  const opened = new Map<number, LiveDoc>()
  let cancelSave: (() => void) | undefined

  function save(): void {
    cancelSave = undefined
    ports.store.write([{ type: 'put', key, value: [...counts] }]).catch(() => undefined)
  }

  async function openNow(segment: number): Promise<LiveDoc> {
    const doc = await ports.openDoc(segment)
    opened.set(segment, doc)
    doc.follow()
    return doc
  }

  return {
    current: () => currentSegment(counts),
    newest() {
      let newest = currentSegment(counts)
      while (newest > 0 && !counts.has(newest)) newest--
      return newest
    },
    learn(segment, placesCount) {
      if (placesCount <= (counts.get(segment) ?? 0)) return false
      counts.set(segment, placesCount)
      cancelSave ??= ports.clock.after(SAVE_AFTER_MS, save)
      return true
    },
    opened: () => opened,
    open(segment) {
      const known = opening.get(segment) ?? openNow(segment)
      opening.set(segment, known)
      return known
    },
    async close() {
      if (cancelSave !== undefined) {
        cancelSave()
        save()
      }
      const docs = await Promise.all(opening.values())
      await Promise.all(docs.map((doc) => doc.close()))
    },
  }
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
