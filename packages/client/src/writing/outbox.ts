/**
 * The outbox: what this device wrote and no relay has acknowledged yet.
 *
 * A record is here, on disk, before anything else sees it, and leaves only by an ACK or when it is
 * taken back to be signed again. All tabs share it; each keeps a mirror and tells the others.
 */
import type { Acknowledgement, Writer } from '@parley/protocol'
import type { DeviceStore, StoreChange, TabChannel } from '../ports.ts'

export interface OutboxRecord {
  readonly doc: string
  readonly writer: Writer
  readonly clock: number
  readonly bytes: Uint8Array
}

export interface Outbox {
  holds(place: { readonly doc: string; readonly writer: Writer; readonly clock: number }): boolean
  /** By writer, then clock. */
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

export async function openOutbox(store: DeviceStore, tabs: TabChannel): Promise<Outbox> {
  const records = new Map<string, Map<string, OutboxRecord>>()
  const elsewhere = new Set<Writer>()
  const listeners = new Set<(doc: string) => void>()
  await load()
  tabs.onMessage((message) => {
    if (typeof message.doc !== 'string') return
    if (message.type === 'acked') remove(message.doc, isWithin(message.acks))
    const { keys } = message
    if (message.type === 'taken' && Array.isArray(keys)) remove(message.doc, (record) => keys.includes(keyOf(record)))
  })

  async function load(): Promise<void> {
    for (const [, value] of await store.list(PREFIX)) if (isOutboxRecord(value)) hold(value)
  }

  function hold(record: OutboxRecord): void {
    const ofDoc = records.get(record.doc) ?? new Map<string, OutboxRecord>()
    records.set(record.doc, ofDoc.set(keyOf(record), record))
  }

  function tell(doc: string): void {
    for (const listen of listeners) listen(doc)
  }

  function remove(doc: string, isGone: (record: OutboxRecord) => boolean): readonly StoreChange[] {
    const ofDoc = records.get(doc)
    const gone = [...(ofDoc?.values() ?? [])].filter(isGone)
    for (const record of gone) ofDoc?.delete(keyOf(record))
    if (ofDoc?.size === 0) records.delete(doc)
    if (gone.length > 0) tell(doc)
    return gone.map((record) => ({ type: 'delete', key: keyOf(record) }))
  }

  return {
    holds: (place) => records.get(place.doc)?.has(keyOf(place)) ?? false,
    recordsOf: (doc) => [...(records.get(doc)?.values() ?? [])].sort(byPlace),
    docs: () => [...records.keys()],
    async put(added, alongside = []) {
      const puts = added.map((record): StoreChange => ({ type: 'put', key: keyOf(record), value: record }))
      await store.write([...puts, ...alongside])
      added.forEach(hold)
    },
    reload: load,
    isElsewhere: (writer) => elsewhere.has(writer),
    mirror(added) {
      added.forEach(hold)
      for (const { writer } of added) elsewhere.add(writer)
      for (const doc of new Set(added.map((record) => record.doc))) tell(doc)
    },
    acknowledge(doc, acks) {
      const deletes = remove(doc, isWithin(acks))
      if (deletes.length === 0) return
      tabs.post({ type: 'acked', doc, acks })
      // A record that stays on disk here is only sent once more after the next start.
      store.write(deletes).catch(() => undefined)
    },
    async takeBack(taken, alongside) {
      const keys = taken.map(keyOf)
      await store.write([...keys.map((key): StoreChange => ({ type: 'delete', key })), ...alongside])
      for (const doc of new Set(taken.map((record) => record.doc))) {
        remove(doc, (record) => keys.includes(keyOf(record)))
        tabs.post({ type: 'taken', doc, keys })
      }
    },
    onChange(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
  }
}

function keyOf(place: { readonly doc: string; readonly writer: Writer; readonly clock: number }): string {
  return `${PREFIX}${place.doc}#${place.writer}#${String(place.clock).padStart(9, '0')}`
}

function byPlace(left: OutboxRecord, right: OutboxRecord): number {
  return left.writer - right.writer || left.clock - right.clock
}

/** Acks come from our own code or, as a tab message, from another page of ours. */
function isWithin(acks: unknown): (record: OutboxRecord) => boolean {
  const until = new Map((Array.isArray(acks) ? (acks as readonly Acknowledgement[]) : []).map((ack) => [ack.writer, ack.clock]))
  return (record) => record.clock < (until.get(record.writer) ?? 0)
}

function isOutboxRecord(value: unknown): value is OutboxRecord {
  if (typeof value !== 'object' || value === null) return false
  const { doc, writer, clock, bytes } = value as Record<string, unknown>
  return typeof doc === 'string' && typeof writer === 'number' && typeof clock === 'number' && bytes instanceof Uint8Array
}
