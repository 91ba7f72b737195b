/**
 * The records a live Y.Doc holds, by place.
 *
 * The one file that touches Yjs. It reads structs past the last known clock after each transaction,
 * never events or types, and copies: a struct's bytes are views on the update that brought them.
 * Only what the gate let in is there; a struct of any other shape counts as a hole. Rule GA38.
 */
import { type Place, type Root, ROOTS, type Writer } from '@parley/protocol'
import * as Y from 'yjs'

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
  hasEntry(root: 'members' | 'keys', key: string): boolean
  writers(): Iterable<Writer>
  /** All places, holes and retracts included. */
  placesCount(): number
  /** Bytes of all records. */
  bytesCount(): number
  /** By writer, each in clock order. */
  all(): Iterable<HeldRecord>
  /** Hears of new records after each transaction that brought some. Answers with a way to stop. */
  onRecords(listen: (records: readonly HeldRecord[]) => void): () => void
  /** Stop following the document. */
  close(): void
}

type Slot = HeldRecord | undefined

/** The records of a document; call `close` before the document is dropped. */
export function recordsIn(doc: Y.Doc, name: string): DocRecords {
  const slots = new Map<Writer, Slot[]>()
  const entries = { members: new Set<string>(), keys: new Set<string>() }
  const listeners = new Set<(records: readonly HeldRecord[]) => void>()
  let placesCount = 0
  let bytesCount = 0

  function scan(): void {
    const found: HeldRecord[] = []
    const roots = rootsOf(doc)
    for (const [writer, structs] of doc.store.clients) {
      const known = slots.get(writer) ?? []
      if (clockAfter(structs) === known.length) continue
      const before = known.length
      slots.set(writer, known)
      for (const slot of newSlots(structs, before, { name, writer, roots })) {
        known.push(slot?.held)
        if (slot === undefined) continue
        found.push(slot.held)
        bytesCount += slot.held.bytes.length
        if (slot.key !== undefined && slot.held.root !== 'messages')
          entries[slot.held.root].add(slot.key)
      }
      placesCount += known.length - before
    }
    if (found.length > 0) for (const listen of listeners) listen(found)
  }

  scan()
  doc.on('afterTransaction', scan)

  return {
    placesOf: (writer) => slots.get(writer)?.length ?? 0,
    recordAt: (writer, clock) => slots.get(writer)?.[clock]?.bytes,
    hasEntry: (root, key) => entries[root].has(key),
    writers: () => slots.keys(),
    placesCount: () => placesCount,
    bytesCount: () => bytesCount,
    *all() {
      for (const known of slots.values())
        for (const held of known) if (held !== undefined) yield held
    },
    onRecords(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
    close() {
      doc.off('afterTransaction', scan)
      listeners.clear()
    },
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

/** Every place from `from` on: what stands there, or `undefined` for a hole. */
function* newSlots(structs: Structs, from: number, run: Run): Iterable<Scanned | undefined> {
  for (let index = indexAt(structs, from); index < structs.length; index++) {
    const struct = structs[index]
    if (struct === undefined) return
    const start = struct.id.clock
    for (let clock = Math.max(from, start); clock < start + struct.length; clock++)
      yield slotIn(struct, clock, run)
  }
}

function slotIn(struct: Y.Item | Y.GC, clock: number, run: Run): Scanned | undefined {
  if (!(struct instanceof Y.Item) || struct.deleted) return undefined
  if (!(struct.content instanceof Y.ContentAny)) return undefined
  const root = run.roots.get(struct.parent)
  const key = struct.parentSub ?? undefined
  if (root === undefined || (root === 'messages') !== (key === undefined)) return undefined
  const value: unknown = struct.content.arr[clock - struct.id.clock]
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
