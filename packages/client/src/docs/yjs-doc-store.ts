/**
 * Documents on y-indexeddb, one database each, so that no failure goes unseen.
 *
 * y-indexeddb lays out the database and keeps it, but by itself it is silent: a database that does not
 * open or holds a damaged row never answers, a failed write is nobody's promise, and a connection
 * closed under it throws inside the doc's update event, so that the listeners after it hear nothing.
 * So the rows are read and checked before y-indexeddb has the database, and it loads only what was
 * added since; loading has a deadline, and the writing is ours (kept-writer.ts), in its layout. Rules
 * KD1 to KD15.
 */
import { IndexeddbPersistence } from 'y-indexeddb'
import * as Y from 'yjs'
import type { Clock, DocStore, KeptDoc } from '../ports.ts'
import {
  OPEN_TIMEOUT_MS,
  deleteDatabase,
  findFactory,
  openDatabase,
} from '../stores/open-database.ts'
import { StorageFailed } from '../stores/storage-failed.ts'
import { docFailed, newDocFailed } from './doc-failed.ts'
import { MAX_ROWS, mergeRows, sizeOfRows } from './doc-rows.ts'
import { layOutRows, mergeStoredRows, readRows } from './idb-rows.ts'
import { keepWriting } from './kept-writer.ts'

export interface YjsDocStorePorts {
  readonly clock: Clock
  /** Before each doc's name in the name of its database. */
  readonly prefix?: string
  readonly timeoutMs?: number
}

export function openYjsDocStore({
  clock,
  prefix = 'parley/doc/',
  timeoutMs = OPEN_TIMEOUT_MS,
}: YjsDocStorePorts): DocStore {
  const wanted = (name: string) => ({
    name: prefix + name,
    clock,
    timeoutMs,
    factory: findFactory(),
  })

  return {
    async open(name, doc) {
      try {
        const db = await openDatabase({ ...wanted(name), layOut: layOutRows })
        try {
          return await load(wanted(name), doc, await checkRows(db))
        } finally {
          db.close()
        }
      } catch (error) {
        throw docFailed(error, 'unreadable')
      }
    },
    async sizeOf(name) {
      try {
        const db = await openDatabase({ ...wanted(name), layOut: undefined })
        try {
          return sizeOfRows((await readRows(db)).rows)
        } finally {
          db.close()
        }
      } catch (error) {
        if (error instanceof StorageFailed && error.reason === 'absent') return 0
        throw docFailed(error, 'unreadable')
      }
    },
    async delete(name) {
      await deleteDatabase(wanted(name)).catch((error: unknown) => {
        throw docFailed(error, 'blocked')
      })
    },
  }
}

/** What the rows held when they were read. */
interface Checked {
  /** One update with everything in them. */
  readonly merged: Uint8Array
  readonly rowsCount: number
  readonly lastKey: number
  /** The browser took the database away since: it may have been begun anew, and hold nothing of this. */
  isGone(): boolean
}

/** Rejects with `DocFailed` when a row is damaged. */
async function checkRows(db: IDBDatabase): Promise<Checked> {
  let isGone = false
  db.addEventListener('close', () => (isGone = true))
  const { rows, lastKey } = await readRows(db)
  const merged = mergeRows(rows)
  if (merged === undefined)
    throw newDocFailed('unreadable', `A row of the database ${db.name} is damaged.`)
  const checked = { merged, lastKey, isGone: () => isGone }
  if (rows.length < MAX_ROWS) return { ...checked, rowsCount: rows.length }
  await mergeStoredRows(db)
  return { ...checked, rowsCount: 1 }
}

interface Loading {
  readonly name: string
  readonly clock: Clock
  readonly timeoutMs: number
}

/**
 * The caller keeps a connection open until this is over: so the database cannot be deleted and begun anew
 * between what was checked and what y-indexeddb opens.
 */
async function load(loading: Loading, doc: Y.Doc, checked: Checked): Promise<KeptDoc> {
  const persistence = new IndexeddbPersistence(loading.name, doc)
  doc.off('update', persistence._storeUpdate)
  persistence._dbref = checked.lastKey + 1 // the first key that it reads
  const kept = keepWriting(persistence, checked.rowsCount + 1) // it adds a row of its own when it loads
  try {
    await loaded(persistence, loading)
    if (checked.isGone())
      throw newDocFailed('blocked', `The browser closed ${loading.name} while it was being opened.`)
    // Not before: y-indexeddb writes down all that it finds in the doc. Its origin: this is on disk already.
    Y.applyUpdate(doc, checked.merged, persistence)
    return kept
  } catch (error) {
    void kept.close() // not awaited: it waits for a database that may never open
    throw error
  }
}

function loaded(
  persistence: IndexeddbPersistence,
  { name, clock, timeoutMs }: Loading,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = clock.after(timeoutMs, () => {
      reject(newDocFailed('blocked', `The doc in ${name} did not load within ${timeoutMs} ms.`))
    })
    persistence._db.catch((error: unknown) => {
      cancel()
      reject(newDocFailed('blocked', `The database ${name} did not open: ${String(error)}`))
    })
    void persistence.whenSynced.then(() => {
      cancel()
      resolve()
    })
  })
}
