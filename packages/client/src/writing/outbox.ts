/**
 * The outbox: what this device wrote and no relay has acknowledged yet.
 *
 * A record is here, on disk, before anything else sees it, and leaves only by an ACK or when it is
 * taken back to be signed again. All tabs share it; each keeps a mirror and tells the others.
 */
import type { Acknowledgement, Writer } from '@parley/protocol'
import type { DeviceStore, StoreChange, TabChannel, TabMessage } from '../ports.ts'

export interface OutboxRecord {
  readonly doc: string
  readonly writer: Writer
  readonly clock: number
  readonly bytes: Uint8Array
}

export interface Outbox {
  holds(place: { readonly doc: string; readonly writer: Writer; readonly clock: number }): boolean
  /** By writer, then clock. The same array until one comes or goes. */
  recordsOf(doc: string): readonly OutboxRecord[]
  docs(): readonly string[]
  /** On disk when resolved, together with `alongside`. Rejects with StorageFailed; then nothing is. */
  put(records: readonly OutboxRecord[], alongside?: readonly StoreChange[]): Promise<void>
  /** Looks on disk for what other tabs put there while this one was not listening. */
  reload(): Promise<void>
  /** Another tab put these on disk. */
  mirror(records: readonly OutboxRecord[]): void
  /** Whether another tab was heard to write with this writer; it is the first to mend what is refused. */
  isElsewhere(writer: Writer): boolean
  acknowledge(doc: string, acks: readonly Acknowledgement[]): void
  /** Takes these out for good, in all tabs, with `alongside` in one write. */
  takeBack(records: readonly OutboxRecord[], alongside: readonly StoreChange[]): Promise<void>
  /** Told the document whose records came or went. */
  onChange(listen: (doc: string) => void): () => void
}

const PREFIX = 'outbox/'
const NONE: readonly OutboxRecord[] = []

/** What waits of one document. Asked of every message on a screen: no key is made for it. */
interface Held {
  readonly byPlace: Map<Writer, Map<number, OutboxRecord>>
  /** By writer, then clock; never changed, only made anew when it is asked for after one came or went. */
  listed: readonly OutboxRecord[] | undefined
}

export async function openOutbox(store: DeviceStore, tabs: TabChannel): Promise<Outbox> {
  const outbox = new SharedOutbox(store, tabs)
  await outbox.reload()
  tabs.onMessage((message) => outbox.hear(message))
  return outbox
}

class SharedOutbox implements Outbox {
  readonly #store: DeviceStore
  readonly #tabs: TabChannel
  readonly #held = new Map<string, Held>()
  readonly #elsewhere = new Set<Writer>()
  readonly #listeners = new Set<(doc: string) => void>()

  constructor(store: DeviceStore, tabs: TabChannel) {
    this.#store = store
    this.#tabs = tabs
  }

  holds({ doc, writer, clock }: Pick<OutboxRecord, 'doc' | 'writer' | 'clock'>): boolean {
    return this.#held.get(doc)?.byPlace.get(writer)?.has(clock) ?? false
  }

  recordsOf(doc: string): readonly OutboxRecord[] {
    const held = this.#held.get(doc)
    return held === undefined ? NONE : listOf(held)
  }

  docs(): readonly string[] {
    return [...this.#held.keys()]
  }

  async put(added: readonly OutboxRecord[], alongside: readonly StoreChange[] = []): Promise<void> {
    const puts = added.map((record): StoreChange => ({
      type: 'put',
      key: keyOf(record),
      value: record,
    }))
    await this.#store.write([...puts, ...alongside])
    for (const record of added) this.#hold(record)
  }

  async reload(): Promise<void> {
    for (const [, value] of await this.#store.list(PREFIX))
      if (isOutboxRecord(value)) this.#hold(value)
  }

  isElsewhere(writer: Writer): boolean {
    return this.#elsewhere.has(writer)
  }

  mirror(added: readonly OutboxRecord[]): void {
    for (const record of added) {
      this.#hold(record)
      this.#elsewhere.add(record.writer)
    }
    for (const doc of docsOf(added)) this.#tell(doc)
  }

  acknowledge(doc: string, acks: readonly Acknowledgement[]): void {
    const deletes = this.#remove(doc, isWithin(acks))
    if (deletes.length === 0) return
    this.#tabs.post({ type: 'acked', doc, acks })
    // A record that stays on disk here is only sent once more after the next start.
    this.#store.writeSoon(deletes).catch(() => undefined)
  }

  async takeBack(taken: readonly OutboxRecord[], alongside: readonly StoreChange[]): Promise<void> {
    const keys = taken.map(keyOf)
    await this.#store.write([
      ...keys.map((key): StoreChange => ({ type: 'delete', key })),
      ...alongside,
    ])
    for (const doc of docsOf(taken)) {
      this.#remove(doc, isNamed(keys))
      this.#tabs.post({ type: 'taken', doc, keys })
    }
  }

  onChange(listen: (doc: string) => void): () => void {
    this.#listeners.add(listen)
    return () => this.#listeners.delete(listen)
  }

  /** What another tab says. */
  hear({ type, doc, acks, keys }: TabMessage): void {
    if (typeof doc !== 'string') return
    if (type === 'acked') this.#remove(doc, isWithin(acks))
    if (type === 'taken' && Array.isArray(keys)) this.#remove(doc, isNamed(keys))
  }

  #hold(record: OutboxRecord): void {
    const { doc, writer, clock } = record
    const held: Held = this.#held.get(doc) ?? { byPlace: new Map(), listed: undefined }
    this.#held.set(doc, held)
    const ofWriter = held.byPlace.get(writer) ?? new Map<number, OutboxRecord>()
    held.byPlace.set(writer, ofWriter.set(clock, record))
    held.listed = undefined
  }

  #remove(doc: string, isGone: (record: OutboxRecord) => boolean): readonly StoreChange[] {
    const held = this.#held.get(doc)
    const listed = held === undefined ? NONE : listOf(held)
    const gone = new Set(listed.filter(isGone))
    if (held === undefined || gone.size === 0) return []
    held.listed = listed.filter((record) => !gone.has(record))
    for (const { writer, clock } of gone) held.byPlace.get(writer)?.delete(clock)
    if (held.listed.length === 0) this.#held.delete(doc)
    this.#tell(doc)
    return Array.from(gone, (record) => ({ type: 'delete', key: keyOf(record) }))
  }

  #tell(doc: string): void {
    for (const listen of this.#listeners) listen(doc)
  }
}

function docsOf(records: readonly OutboxRecord[]): ReadonlySet<string> {
  return new Set(records.map((record) => record.doc))
}

function keyOf(place: {
  readonly doc: string
  readonly writer: Writer
  readonly clock: number
}): string {
  return `${PREFIX}${place.doc}#${place.writer}#${String(place.clock).padStart(9, '0')}`
}

function byPlace(left: OutboxRecord, right: OutboxRecord): number {
  return left.writer - right.writer || left.clock - right.clock
}

/** However many were taken in since, they are put in order once. */
function listOf(held: Held): readonly OutboxRecord[] {
  held.listed ??= [...held.byPlace.values()]
    .flatMap((ofWriter) => [...ofWriter.values()])
    .sort(byPlace)
  return held.listed
}

/** Acks come from our own code or, as a tab message, from another page of ours. */
function isWithin(acks: unknown): (record: OutboxRecord) => boolean {
  const until = new Map(
    (Array.isArray(acks) ? (acks as readonly Acknowledgement[]) : []).map((ack) => [
      ack.writer,
      ack.clock,
    ]),
  )
  return (record) => record.clock < (until.get(record.writer) ?? 0)
}

function isNamed(keys: readonly unknown[]): (record: OutboxRecord) => boolean {
  const named = new Set(keys)
  return (record) => named.has(keyOf(record))
}

function isOutboxRecord(value: unknown): value is OutboxRecord {
  if (typeof value !== 'object' || value === null) return false
  const { doc, writer, clock, bytes } = value as Record<string, unknown>
  return (
    typeof doc === 'string' &&
    typeof writer === 'number' &&
    typeof clock === 'number' &&
    bytes instanceof Uint8Array
  )
}
