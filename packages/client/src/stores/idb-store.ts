/**
 * The device store on IndexedDB: one database, one object store, strict durability.
 *
 * A write is on disk when its transaction completes, and not before. Rules ST1 to ST8, ST10 to ST16.
 */
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, wrap } from 'idb'
import type { DeviceStore, StoreChange } from '../ports.ts'
import { type ConnectionPorts, newConnection } from './idb-connection.ts'
import { copyChanges } from './store-changes.ts'

/** These names are on every person's disk. */
const ENTRIES = 'entries'

interface Schema extends DBSchema {
  [ENTRIES]: { key: string; value: unknown }
}
type Database = IDBPDatabase<Schema>

/** Opens or creates the store. Rejects with `StorageFailed`, at the latest after the timeout. */
export async function openIdbStore(ports: ConnectionPorts): Promise<DeviceStore> {
  const connection = newConnection(ports, (db) => void db.createObjectStore(ENTRIES))
  const use = <T>(run: (db: Database) => Promise<T>) =>
    connection.use((db) => run(wrap(db) as unknown as Database))
  await use(async () => undefined)

  return {
    get(key) {
      return use((db) => get(db, key))
    },
    list(prefix) {
      return use((db) => list(db, prefix))
    },
    async write(changes) {
      const copies = copyChanges(changes)
      return use((db) => write(db, copies))
    },
    close: connection.close,
  }
}

async function get(db: Database, key: string): Promise<unknown> {
  const { store, done } = db.transaction(ENTRIES)
  done.catch(() => undefined) // the read itself says it; unasked, the transaction would fail unseen
  return store.get(key)
}

async function list(
  db: Database,
  prefix: string,
): Promise<readonly (readonly [string, unknown])[]> {
  const { store, done } = db.transaction(ENTRIES)
  const range = rangeOf(prefix)
  const [keys, values] = await Promise.all([store.getAllKeys(range), store.getAll(range), done])
  return keys.map((key, index) => [key, values[index]])
}

/** Every key that begins with the prefix: up to the text with its last letter raised by one. */
function rangeOf(prefix: string): IDBKeyRange | undefined {
  if (prefix === '') return undefined
  const last = prefix.length - 1
  const end = prefix.slice(0, last) + String.fromCharCode(prefix.charCodeAt(last) + 1)
  return IDBKeyRange.bound(prefix, end, false, true)
}

async function write(db: Database, changes: readonly StoreChange[]): Promise<void> {
  if (changes.length === 0) return
  const transaction = db.transaction(ENTRIES, 'readwrite', { durability: 'strict' })
  const faults: unknown[] = []
  const note = (fault: unknown): void => void faults.push(fault)
  try {
    for (const change of changes) ask(transaction.store, change).catch(note)
    transaction.commit()
  } catch (error) {
    transaction.abort()
    await transaction.done.catch(note)
    throw error
  }
  // Of the transaction only: on a full disk Chromium ends it without a word to its requests.
  await transaction.done.catch((fault: unknown) => {
    throw transaction.error ?? faults.find(isTelling) ?? fault
  })
}

/** Every request of an aborted transaction fails as aborted; only one says why. */
function isTelling(fault: unknown): boolean {
  return fault instanceof Error && fault.name !== 'AbortError'
}

type Entries = IDBPObjectStore<Schema, ['entries'], 'entries', 'readwrite'>

function ask(store: Entries, change: StoreChange): Promise<unknown> {
  switch (change.type) {
    case 'put':
      return store.put(change.value, change.key)
    case 'add':
      return store.add(change.value, change.key)
    case 'delete':
      return store.delete(change.key)
  }
}
