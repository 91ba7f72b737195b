/**
 * The device store on IndexedDB: one database, one object store.
 *
 * A write of strict durability is on disk when its transaction completes, and not before. One object store
 * does one write after another, and a strict one takes as long as the disk: whoever sends a message waits
 * for what was written before it, so what can be had again is written without (`writeSoon`).
 * Rules ST1 to ST8, ST10 to ST17.
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
      return use((db) => write(db, copies, 'strict'))
    },
    async writeSoon(changes) {
      const copies = copyChanges(changes)
      return use((db) => write(db, copies, 'relaxed'))
    },
    close: connection.close,
  }
}

async function get(db: Database, key: string): Promise<unknown> {
  const transaction = db.transaction(ENTRIES)
  transaction.done.catch(() => undefined) // the read itself says it; unasked, the transaction would fail unseen
  const value = transaction.store.get(key)
  transaction.commit() // the next write need not wait until the page has heard of this
  return value
}

async function list(
  db: Database,
  prefix: string,
): Promise<readonly (readonly [string, unknown])[]> {
  const transaction = db.transaction(ENTRIES)
  const { store, done } = transaction
  const range = rangeOf(prefix)
  const asked = [store.getAllKeys(range), store.getAll(range), done] as const
  transaction.commit()
  const [keys, values] = await Promise.all(asked)
  return keys.map((key, index) => [key, values[index]])
}

/** Every key that begins with the prefix: up to the text with its last letter raised by one. */
function rangeOf(prefix: string): IDBKeyRange | undefined {
  if (prefix === '') return undefined
  const last = prefix.length - 1
  const end = prefix.slice(0, last) + String.fromCharCode(prefix.charCodeAt(last) + 1)
  return IDBKeyRange.bound(prefix, end, false, true)
}

async function write(
  db: Database,
  changes: readonly StoreChange[],
  durability: 'strict' | 'relaxed',
): Promise<void> {
  if (changes.length === 0) return
  const transaction = db.transaction(ENTRIES, 'readwrite', { durability })
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
