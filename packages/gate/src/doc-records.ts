/**
 * The records a live Y.Doc holds, by place.
 *
 * The one file that touches Yjs. It reads structs past the last known clock after each transaction,
 * never events or types, and copies: a struct's bytes are views on the update that brought them.
 * Only what the gate let in is there; a struct of any other shape counts as a hole, and so does a place
 * whose record was taken away since. Rules GA38, GA45, GA51.
 */
import { type Place, type Root, ROOTS, type Writer } from '@parley/protocol'
import * as Y from 'yjs'
import type { AcceptedRecord } from './facts.ts'
import type { PlaceRange } from './sections.ts'

export interface HeldRecord {
  readonly place: Place
  readonly root: Root
  /** Never changed by anyone; not a view on a received frame. */
  readonly bytes: Uint8Array
}

export interface DocRecords {
  /** The writer's next free clock. */
  placesOf(writer: Writer): number
  /** `undefined` for a place that is free or a hole. */
  recordAt(writer: Writer, clock: number): Uint8Array | undefined
  /** Clocks from `from` on and below `to` where records stand, ascending; no dearer than they are many. */
  liveClocks(writer: Writer, from: number, to: number): Iterable<number>
  hasEntry(root: 'members' | 'keys', key: string): boolean
  writers(): Iterable<Writer>
  /** All places, holes and retracts included. */
  placesCount(): number
  /** Places where no record stands: never held, or taken away. By writer, ascending. */
  holes(): Iterable<PlaceRange>
  holesCount(): number
  /** Bytes of all records. */
  bytesCount(): number
  /** By writer, each in clock order. */
  all(): Iterable<HeldRecord>
  /**
   * Counts records as held that the document gets later, which may be many updates at a time. They stand
   * at the next free clocks of their writers, or this throws.
   */
  expect(accepted: readonly AcceptedRecord[]): void
  /** Hears of new records after each transaction that brought some. Answers with a way to stop. */
  onRecords(listen: (records: readonly HeldRecord[]) => void): () => void
  /** Hears of records that were held and are gone, after each transaction that took some away. */
  onPurged(listen: (gone: readonly HeldRecord[]) => void): () => void
  /** Stop following the document. */
  close(): void
}

/** What is known of one writer. */
interface Held {
  /** The next free clock. */
  end: number
  /** By clock, ascending; a clock below `end` that is not here is a hole. */
  readonly records: Map<number, HeldRecord>
}

/** The records of a document; call `close` before the document is dropped. */
export function recordsIn(doc: Y.Doc, name: string): DocRecords {
  return new ScannedRecords(doc, name)
}

class ScannedRecords implements DocRecords {
  readonly #doc: Y.Doc
  readonly #name: string
  readonly #held = new Map<Writer, Held>()
  readonly #entries = { members: new Set<string>(), keys: new Set<string>() }
  readonly #listeners = new Set<(records: readonly HeldRecord[]) => void>()
  readonly #purgeListeners = new Set<(gone: readonly HeldRecord[]) => void>()
  readonly #follow = (transaction: Y.Transaction): void => this.#scan(transaction)
  #placesCount = 0
  #recordsCount = 0
  #bytesCount = 0

  constructor(doc: Y.Doc, name: string) {
    this.#doc = doc
    this.#name = name
    this.#scan(undefined)
    doc.on('afterTransaction', this.#follow)
  }

  readonly placesOf = (writer: Writer): number => this.#held.get(writer)?.end ?? 0

  readonly recordAt = (writer: Writer, clock: number): Uint8Array | undefined =>
    this.#held.get(writer)?.records.get(clock)?.bytes

  readonly hasEntry = (root: 'members' | 'keys', key: string): boolean =>
    this.#entries[root].has(key)

  readonly liveClocks = (writer: Writer, from: number, to: number): Iterable<number> => {
    const records = this.#held.get(writer)?.records
    return records === undefined ? [] : clocksWithin(records, from, to)
  }

  writers(): Iterable<Writer> {
    return this.#held.keys()
  }

  placesCount(): number {
    return this.#placesCount
  }

  *holes(): Iterable<PlaceRange> {
    if (this.holesCount() === 0) return
    for (const [writer, { end, records }] of this.#held) {
      let free = 0
      for (const clock of [...records.keys(), end]) {
        if (clock > free) yield { writer, clock: free, length: clock - free }
        free = clock + 1
      }
    }
  }

  holesCount(): number {
    return this.#placesCount - this.#recordsCount
  }

  bytesCount(): number {
    return this.#bytesCount
  }

  *all(): Iterable<HeldRecord> {
    for (const { records } of this.#held.values()) yield* records.values()
  }

  expect(accepted: readonly AcceptedRecord[]): void {
    const found: HeldRecord[] = []
    for (const { place, id, record } of accepted) {
      const held = this.#heldOf(place.writer)
      if (place.clock !== held.end) throw new Error(`${this.#name} expects another clock first`)
      const one = { place, root: record.home, bytes: record.bytes }
      this.#keep(held, { held: one, key: record.home === 'messages' ? undefined : id })
      held.end++
      found.push(one)
    }
    this.#placesCount += found.length
    this.#tell(found)
  }

  onRecords(listen: (records: readonly HeldRecord[]) => void): () => void {
    this.#listeners.add(listen)
    return () => this.#listeners.delete(listen)
  }

  onPurged(listen: (gone: readonly HeldRecord[]) => void): () => void {
    this.#purgeListeners.add(listen)
    return () => this.#purgeListeners.delete(listen)
  }

  close(): void {
    this.#doc.off('afterTransaction', this.#follow)
    this.#listeners.clear()
    this.#purgeListeners.clear()
  }

  /** A record that came and went within one transaction was never held. */
  #scan(transaction: Y.Transaction | undefined): void {
    const gone = transaction === undefined ? [] : this.#takeAway(transaction)
    this.#tell(this.#takeNew())
    if (gone.length > 0) for (const listen of this.#purgeListeners) listen(gone)
  }

  #takeNew(): readonly HeldRecord[] {
    const found: HeldRecord[] = []
    const roots = rootsOf(this.#doc)
    for (const [writer, structs] of this.#doc.store.clients) {
      const end = clockAfter(structs)
      if (end <= this.placesOf(writer)) continue
      const held = this.#heldOf(writer)
      const run = { name: this.#name, writer, roots }
      for (const one of newRecords(structs, held.end, run)) {
        this.#keep(held, one)
        found.push(one.held)
      }
      this.#placesCount += end - held.end
      held.end = end
    }
    return found
  }

  #heldOf(writer: Writer): Held {
    const known = this.#held.get(writer)
    if (known !== undefined) return known
    const held = { end: 0, records: new Map<number, HeldRecord>() }
    this.#held.set(writer, held)
    return held
  }

  #keep({ records }: Held, { held, key }: Scanned): void {
    records.set(held.place.clock, held)
    this.#recordsCount++
    this.#bytesCount += held.bytes.length
    if (key !== undefined && held.root !== 'messages') this.#entries[held.root].add(key)
  }

  #tell(found: readonly HeldRecord[]): void {
    if (found.length > 0) for (const listen of this.#listeners) listen(found)
  }

  #takeAway(transaction: Y.Transaction): readonly HeldRecord[] {
    const gone: HeldRecord[] = []
    for (const [writer, ranges] of transaction.deleteSet.clients) {
      const records = this.#held.get(writer)?.records
      if (records === undefined) continue
      for (const { clock: from, len } of ranges) {
        for (const clock of [...clocksWithin(records, from, from + len)]) {
          const held = records.get(clock)
          if (held === undefined) continue
          records.delete(clock)
          gone.push(held)
          this.#bytesCount -= held.bytes.length
        }
      }
    }
    this.#recordsCount -= gone.length
    return gone
  }
}

/** Whichever is fewer is walked through: the clocks of the range, or the records there are. */
function* clocksWithin(
  records: ReadonlyMap<number, unknown>,
  from: number,
  to: number,
): Iterable<number> {
  if (to - from > records.size) {
    for (const clock of records.keys()) if (clock >= from && clock < to) yield clock
  } else {
    for (let clock = from; clock < to; clock++) if (records.has(clock)) yield clock
  }
}

interface Scanned {
  readonly held: HeldRecord
  readonly key: string | undefined
}

interface Run {
  readonly name: string
  readonly writer: Writer
  readonly roots: ReadonlyMap<unknown, Root>
}

type Structs = readonly (Y.Item | Y.GC)[]

/** Every record from `from` on; what is left out is a hole. */
function* newRecords(structs: Structs, from: number, run: Run): Iterable<Scanned> {
  for (let index = indexAt(structs, from); index < structs.length; index++) {
    const struct = structs[index]
    if (struct === undefined) return
    if (!(struct instanceof Y.Item) || struct.deleted) continue
    if (!(struct.content instanceof Y.ContentAny)) continue
    const { arr } = struct.content
    const start = struct.id.clock
    for (let clock = Math.max(from, start); clock < start + struct.length; clock++) {
      const scanned = recordIn(struct, { clock, value: arr[clock - start] }, run)
      if (scanned !== undefined) yield scanned
    }
  }
}

function recordIn(
  struct: Y.Item,
  { clock, value }: { readonly clock: number; readonly value: unknown },
  run: Run,
): Scanned | undefined {
  const root = run.roots.get(struct.parent)
  const key = struct.parentSub ?? undefined
  if (root === undefined || (root === 'messages') !== (key === undefined)) return undefined
  const bytes: unknown = Array.isArray(value) && value.length === 1 ? value[0] : undefined
  if (!(bytes instanceof Uint8Array)) return undefined
  const place = { doc: run.name, writer: run.writer, clock }
  return { held: { place, root, bytes: bytes.slice() }, key }
}

function rootsOf(doc: Y.Doc): ReadonlyMap<unknown, Root> {
  const roots = new Map<unknown, Root>()
  for (const root of Object.values(ROOTS)) {
    const type = doc.share.get(root)
    if (type !== undefined) roots.set(type, root)
  }
  return roots
}

function clockAfter(structs: Structs): number {
  const last = structs.at(-1)
  return last === undefined ? 0 : last.id.clock + last.length
}

/** The struct that holds a clock, by bisection: structs are in clock order without gaps. */
function indexAt(structs: Structs, clock: number): number {
  let low = 0
  let high = structs.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((structs[middle]?.id.clock ?? 0) <= clock) low = middle
    else high = middle - 1
  }
  return low
}
