/**
 * Writes what changes in a doc into y-indexeddb's database, and knows what became of it.
 *
 * The doc's other listeners must never suffer: nothing here throws inside the update event. After a
 * write that failed the doc is ahead of its disk, and rows written later would hang in the air on
 * the next start; so until a write succeeds again, each one holds the whole doc.
 */
import type { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import type { DocFault, KeptDoc } from '../ports.ts'
import { type DocFailed, docFailed, newDocFailed } from './doc-failed.ts'
import { MAX_ROWS } from './doc-rows.ts'
import { newFaultBell } from './fault-bell.ts'
import { addRow, flushRows, mergeStoredRows } from './idb-rows.ts'

/** Takes the place of the persistence's own listener, which the caller has taken off. */
export function keepWriting(persistence: IndexeddbPersistence, rowsAtStart: number): KeptDoc {
  const writer = new KeptWriter(persistence, rowsAtStart)
  return {
    onFailure: (listen) => writer.onFailure(listen),
    flushed: () => writer.flushed(),
    close: () => writer.close(),
  }
}

class KeptWriter {
  readonly #persistence: IndexeddbPersistence
  readonly #bell = newFaultBell()
  #rowsCount: number
  #state: 'open' | 'closed' | 'lost' = 'open'
  /** Why the disk is behind the doc; `undefined` when it is not. */
  #behind: DocFailed | undefined
  #lastWrite: Promise<void> = Promise.resolve()

  constructor(persistence: IndexeddbPersistence, rowsAtStart: number) {
    this.#persistence = persistence
    this.#rowsCount = rowsAtStart
    persistence.doc.on('update', this.#onUpdate)
    persistence.doc.once('destroy', () => void this.close())
    persistence._db.then(
      (db) => {
        const lose = () => this.#lose('The browser or another tab closed the database.')
        db.addEventListener('close', lose)
        db.addEventListener('versionchange', lose)
      },
      () => undefined, // told by whoever waits for the doc to load
    )
  }

  onFailure(listen: (fault: DocFault) => void): () => void {
    return this.#bell.onFailure(listen)
  }

  async flushed(): Promise<void> {
    if (this.#behind !== undefined) this.#write()
    if (this.#state === 'open') {
      await this.#attempt(flushRows).catch((error: unknown) => {
        throw docFailed(error, 'write-failed')
      })
    }
    await this.#lastWrite
    if (this.#behind !== undefined) throw this.#behind
  }

  async close(): Promise<void> {
    if (this.#state === 'open') this.#state = 'closed'
    this.#persistence.doc.off('update', this.#onUpdate)
    await this.#lastWrite
    await this.#persistence.destroy().catch(() => undefined) // it never opened
  }

  /** What changed before the doc was loaded, y-indexeddb writes itself when it loads. */
  readonly #onUpdate = (
    update: Uint8Array,
    origin: unknown,
    _doc: Y.Doc,
    { deleteSet }: Y.Transaction,
  ): void => {
    if (origin === this.#persistence || !this.#persistence.synced) return
    // The rows hold what is gone from the doc until they are one: KD14.
    if (deleteSet.clients.size > 0) this.#rowsCount = MAX_ROWS
    this.#write(update)
  }

  #write(update?: Uint8Array): void {
    if (this.#state !== 'open') return
    const isWhole = update === undefined || this.#behind !== undefined
    const row = isWhole ? Y.encodeStateAsUpdate(this.#persistence.doc) : update
    this.#lastWrite = this.#attempt((db) => addRow(db, row)).then(
      () => {
        if (isWhole && this.#state !== 'lost') this.#behind = undefined
        this.#mergeAtTimes()
      },
      (error: unknown) => this.#fallBehind(docFailed(error, 'write-failed')),
    )
  }

  async #attempt(run: (db: IDBDatabase) => Promise<void>): Promise<void> {
    const { db } = this.#persistence
    if (db === null) throw newDocFailed('blocked', 'The database is not open yet.')
    try {
      return await run(db)
    } catch (error) {
      // No transaction can be begun on a connection that was closed without an event.
      if (error instanceof DOMException && error.name === 'InvalidStateError')
        this.#lose(error.message)
      throw this.#behind ?? error
    }
  }

  #mergeAtTimes(): void {
    if (++this.#rowsCount < MAX_ROWS) return
    this.#rowsCount = 1
    // Should it fail, nothing is lost: the rows stay, and the next opening merges them.
    this.#attempt(mergeStoredRows).catch(() => undefined)
  }

  #lose(error: string): void {
    if (this.#state !== 'open') return
    this.#state = 'lost'
    this.#behind = newDocFailed('closed', error)
    this.#bell.ring(this.#behind.fault)
  }

  #fallBehind(failure: DocFailed): void {
    if (this.#behind === undefined) this.#bell.ring(failure.fault)
    this.#behind ??= failure
  }
}
