/**
 * A doc's rows in IndexedDB, in y-indexeddb's layout: `updates`, keyed by a growing number, and
 * `custom` for whatever else.
 *
 * Every function is one transaction and settles when it is over, so that nothing fails unseen.
 */
import { newDocFailed } from './doc-failed.ts'
import { mergeRows } from './doc-rows.ts'

const UPDATES = 'updates'
const CUSTOM = 'custom'
const FLUSHED = 'parley/flushed'

/** What y-indexeddb itself makes of a new database. */
export function layOutRows(db: IDBDatabase): void {
  db.createObjectStore(UPDATES, { autoIncrement: true })
  db.createObjectStore(CUSTOM)
}

export interface StoredRows {
  readonly rows: readonly unknown[]
  /** The key of the last of them; 0 when there is none. Every row added later has a larger one. */
  readonly lastKey: number
}

export async function readRows(db: IDBDatabase): Promise<StoredRows> {
  const transaction = db.transaction(UPDATES)
  const store = transaction.objectStore(UPDATES)
  const all = store.getAll()
  const last = store.openKeyCursor(undefined, 'prev')
  await completed(transaction)
  return { rows: all.result as unknown[], lastKey: Number(last.result?.key ?? 0) }
}

/** Without waiting for the disk itself: `flushRows` does. */
export function addRow(db: IDBDatabase, update: Uint8Array): Promise<void> {
  const transaction = db.transaction(UPDATES, 'readwrite', { durability: 'relaxed' })
  transaction.objectStore(UPDATES).add(update)
  return completed(transaction)
}

/** Resolves when every row added before is on disk: transactions over one store keep their order. */
export function flushRows(db: IDBDatabase): Promise<void> {
  const transaction = db.transaction([UPDATES, CUSTOM], 'readwrite', { durability: 'strict' })
  transaction.objectStore(CUSTOM).put(1, FLUSHED) // a transaction that writes nothing waits for nothing
  return completed(transaction)
}

/** All rows, those of other tabs too, become one. A damaged row is left for the next opening to tell. */
export function mergeStoredRows(db: IDBDatabase): Promise<void> {
  const transaction = db.transaction(UPDATES, 'readwrite', { durability: 'strict' })
  const rows = transaction.objectStore(UPDATES)
  const all = rows.getAll()
  all.addEventListener('success', () => {
    const merged = mergeRows(all.result as unknown[])
    if (merged === undefined) return
    rows.clear()
    rows.add(merged)
  })
  return completed(transaction)
}

/** Rejects with `DocFailed`: write-failed, with what the browser says. */
function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve())
    transaction.addEventListener('abort', () => {
      const { name = 'AbortError', message = '' } = transaction.error ?? {}
      const isFull = name === 'QuotaExceededError'
      reject(newDocFailed(isFull ? 'full' : 'write-failed', `${name} ${message}`.trim()))
    })
  })
}
