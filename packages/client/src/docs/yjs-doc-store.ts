/**
 * Documents on y-indexeddb, one database each, so that no failure goes unseen.
 *
 * y-indexeddb loads the doc and lays out its database, but by itself it is silent: a database that
 * does not open or holds a damaged row never answers, a failed write is nobody's promise, and a
 * connection closed under it throws inside the doc's update event, so that the listeners after it
 * hear nothing. So the database is looked at before it is given to y-indexeddb, loading has a
 * deadline, and the writing is ours (kept-writer.ts), in its layout. Rules KD1 to KD13.
 */
import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'
import type { Clock, DocStore, KeptDoc } from '../ports.ts'
import {
  OPEN_TIMEOUT_MS,
  deleteDatabase,
  findFactory,
  openDatabase,
} from '../stores/open-database.ts'
import { docFailed, newDocFailed } from './doc-failed.ts'
import { MAX_ROWS, mergeRows } from './doc-rows.ts'
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
          const rowsCount = await checkRows(db)
          return await load(wanted(name), doc, rowsCount)
        } finally {
          db.close()
        }
      } catch (error) {
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

/** How many rows there are, all sound. Rejects with `DocFailed`. */
async function checkRows(db: IDBDatabase): Promise<number> {
  const rows = await readRows(db)
  if (mergeRows(rows) === undefined)
    throw newDocFailed('unreadable', `A row of the database ${db.name} is damaged.`)
  if (rows.length < MAX_ROWS) return rows.length
  await mergeStoredRows(db)
  return 1
}

interface Loading {
  readonly name: string
  readonly clock: Clock
  readonly timeoutMs: number
}

async function load(
  { name, clock, timeoutMs }: Loading,
  doc: Y.Doc,
  rowsCount: number,
): Promise<KeptDoc> {
  const persistence = new IndexeddbPersistence(name, doc)
  doc.off('update', persistence._storeUpdate)
  const kept = keepWriting(persistence, rowsCount + 1) // it adds a row of its own when it loads
  try {
    await loaded(persistence, { name, clock, timeoutMs })
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
