/**
 * A group's segments on this device: which there are, which is current, which are open.
 *
 * Counts only grow: they are the largest this device ever saw, from its own documents or told by a
 * relay, and kept beside the documents, so that nobody writes to a full segment after a cold start.
 */
import { currentSegment } from '@parley/group'
import type { DocRecords } from '@parley/gate'
import { type GroupId, MAX_SEGMENT_BYTES, SEGMENT_TURNOVER_PLACES } from '@parley/protocol'
import type { Clock, DeviceStore, Stop } from '../ports.ts'
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
  /** A relay tells of so many. True when this is more than was known. */
  learn(segment: number, placesCount: number): boolean
  /** The document itself, as it is here, has so many. */
  count(segment: number, placesCount: number): void
  opened(): ReadonlyMap<number, LiveDoc>
  /** Opens and follows it; the same document each time. */
  open(segment: number): Promise<LiveDoc>
  /**
   * The same when there is time: each after what was opened before it has been read, so that a long history
   * never keeps its newest screen waiting. Before `beginBehind` it only queues.
   */
  openBehind(segment: number): void
  /** The newest screens of all groups are there: what waits behind may begin. */
  beginBehind(): void
  /** They close here, and open anew when they are wanted. */
  shut(segments: readonly number[]): Promise<void>
  close(): Promise<void>
}

export interface SegmentsPorts {
  readonly group: GroupId
  readonly store: DeviceStore
  readonly clock: Clock
  openDoc(segment: number): Promise<LiveDoc>
  /** Resolves when what is open has been read. */
  whenRead(): Promise<void>
  /** One that had places on this disk is empty. */
  onEmpty(segment: number): void
  /** One that was to be opened behind could not be. */
  onUnopened(): void
}

const SAVE_AFTER_MS = 1_000
/** Honest segments follow one another; a relay that tells of others is not remembered (AT86). */
const MAX_AHEAD = 4_096
/** A segment this large counts as turned over, so that those who write apart still find room in it. */
const TURNOVER_BYTES = MAX_SEGMENT_BYTES - MAX_SEGMENT_BYTES / 8

export async function openSegments(ports: SegmentsPorts): Promise<Segments> {
  return new GroupSegments(ports, parseRows(await ports.store.get(keyOf(ports.group))))
}

class GroupSegments implements Segments {
  readonly #ports: SegmentsPorts
  readonly #counts: Map<number, number>
  /** Those whose document had places on this disk: by that it is noticed when a browser deletes it. */
  readonly #held: Set<number>
  readonly #opening = new Map<number, Promise<LiveDoc>>()
  readonly #opened = new Map<number, LiveDoc>()
  readonly #full = new Set<number>()
  readonly #behind: number[] = []
  #opensBehind: 'not yet' | 'when asked' | 'now' = 'not yet'
  #isClosed = false
  #cancelSave: Stop | undefined

  constructor(ports: SegmentsPorts, rows: readonly Row[]) {
    this.#ports = ports
    this.#counts = new Map(rows.map(([segment, count]) => [segment, count]))
    this.#held = new Set(rows.flatMap(([segment, , isHeld]) => (isHeld ? [segment] : [])))
  }

  current(): number {
    let segment = currentSegment(this.#counts)
    // What a relay told is believed until the document itself is here and says otherwise.
    while (
      segment > 0 &&
      !this.#full.has(segment - 1) &&
      isKnownShort(this.#opened.get(segment - 1))
    )
      segment--
    return segment
  }

  newest(): number {
    let newest = currentSegment(this.#counts)
    while (newest > 0 && !this.#counts.has(newest)) newest--
    return newest
  }

  fill(segment: number): void {
    this.#full.add(segment)
    this.learn(segment, SEGMENT_TURNOVER_PLACES)
  }

  learn(segment: number, placesCount: number): boolean {
    const isFar = segment > this.#counts.size + MAX_AHEAD
    if (placesCount <= (this.#counts.get(segment) ?? 0) || isFar) return false
    this.#counts.set(segment, placesCount)
    this.#cancelSave ??= this.#ports.clock.after(SAVE_AFTER_MS, () => void this.#save())
    return true
  }

  count(segment: number, placesCount: number): void {
    this.learn(segment, placesCount)
    if (placesCount === 0 || this.#held.has(segment)) return
    this.#held.add(segment)
    void this.#save()
  }

  opened(): ReadonlyMap<number, LiveDoc> {
    return this.#opened
  }

  open(segment: number): Promise<LiveDoc> {
    if (this.#isClosed) return Promise.reject(new Error('the group is closed'))
    const known = this.#opening.get(segment) ?? this.#openNow(segment)
    this.#opening.set(segment, known)
    // One that failed is opened anew when it is wanted again.
    known.catch(() => this.#opening.delete(segment))
    return known
  }

  openBehind(segment: number): void {
    if (this.#opening.has(segment) || this.#behind.includes(segment)) return
    this.#behind.push(segment)
    if (this.#opensBehind === 'when asked') void this.#openAllBehind()
  }

  beginBehind(): void {
    if (this.#opensBehind === 'not yet') void this.#openAllBehind()
  }

  async shut(segments: readonly number[]): Promise<void> {
    for (const segment of segments) {
      const doc = await this.#opening.get(segment)?.catch(() => undefined)
      this.#opening.delete(segment)
      this.#opened.delete(segment)
      await doc?.close()
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const saved = this.#cancelSave === undefined ? undefined : this.#save()
    await Promise.allSettled(this.#opening.values())
    await saved
    await Promise.all(Array.from(this.#opened.values(), (doc) => doc.close()))
  }

  async #openAllBehind(): Promise<void> {
    this.#opensBehind = 'now'
    while (this.#behind.length > 0) {
      await this.#ports.whenRead()
      const segment = this.#behind.shift()
      if (segment === undefined || this.#isClosed) continue
      await this.open(segment).catch(() => {
        if (!this.#isClosed) this.#ports.onUnopened()
      })
    }
    this.#opensBehind = 'when asked'
  }

  /** After what is counted: a crash between the two would look as if the browser had deleted it. */
  async #save(): Promise<void> {
    const { store, group } = this.#ports
    this.#cancelSave?.()
    this.#cancelSave = undefined
    const value = Array.from(this.#counts, ([segment, count]): Row => [
      segment,
      count,
      this.#held.has(segment),
    ])
    await Promise.allSettled(Array.from(this.#opened.values(), (doc) => doc.flushed()))
    // If this is not kept, the counts are learned again from the documents and the relay.
    await store.writeSoon([{ type: 'put', key: keyOf(group), value }]).catch(() => undefined)
  }

  async #openNow(segment: number): Promise<LiveDoc> {
    const doc = await this.#ports.openDoc(segment)
    this.#opened.set(segment, doc)
    if (doc.records().placesCount() === 0 && this.#held.has(segment)) this.#ports.onEmpty(segment)
    doc.follow()
    return doc
  }
}

function keyOf(group: GroupId): string {
  return `counts/${group}`
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

/** As it is kept: the segment, its places, and whether they were on this disk. */
type Row = readonly [segment: number, placesCount: number, isHeld: boolean]

function parseRows(value: unknown): readonly Row[] {
  const rows: readonly unknown[] = Array.isArray(value) ? value : []
  return rows.flatMap((row): readonly Row[] => {
    if (!Array.isArray(row)) return []
    const [segment, count, isHeld] = row as readonly unknown[]
    return typeof segment === 'number' && typeof count === 'number'
      ? [[segment, count, isHeld === true]]
      : []
  })
}
