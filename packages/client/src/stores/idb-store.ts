/**
 * The device store on IndexedDB: one database, one object store, strict durability.
 *
 * A connection may be taken from us at any time: another tab upgrades, the browser closes it (Safari
 * does, in the background), somebody clears the site's data. It is opened again by the next access;
 * only a database that was deleted meanwhile is not silently begun anew, since then identity and
 * outbox are gone and somebody must say so.
 */
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, wrap } from 'idb'
import type { Clock, DeviceStore, StoreChange } from '../ports.ts'
import { findFactory, openDatabase } from './open-database.ts'
import { StorageFailed, storageFailed } from './storage-failed.ts'
import { copyChanges } from './store-changes.ts'

/** These names are on every person's disk. */
const ENTRIES = 'entries'

interface Schema extends DBSchema {
  [ENTRIES]: { key: string; value: unknown }
}
type Database = IDBPDatabase<Schema>

export interface IdbStorePorts {
  readonly name: string
  readonly clock: Clock
  readonly factory?: IDBFactory
  readonly timeoutMs?: number
}

/** Opens or creates the store. Rejects with `StorageFailed`, at the latest after the timeout. */
export async function openIdbStore(ports: IdbStorePorts): Promise<DeviceStore> {
  const connection = newConnection(ports)
  await connection.use(async () => undefined)

  return {
    get(key) {
      return connection.use((db) => db.get(ENTRIES, key))
    },
    list(prefix) {
      return connection.use((db) => list(db, prefix))
    },
    async write(changes) {
      const copies = copyChanges(changes)
      return connection.use((db) => write(db, copies))
    },
    close: connection.close,
  }
}

interface Connection {
  use<T>(run: (db: Database) => Promise<T>): Promise<T>
  close(): Promise<void>
}

function newConnection({ name, clock, factory = findFactory(), timeoutMs }: IdbStorePorts): Connection {
  let opening: Promise<Database> | undefined
  let existed = false
  let closed = false

  async function open(): Promise<Database> {
    const layOut = existed ? undefined : (db: IDBDatabase) => void db.createObjectStore(ENTRIES)
    const wanted = { name, clock, factory, layOut }
    const raw = await openDatabase(timeoutMs === undefined ? wanted : { ...wanted, timeoutMs })
    existed = true
    raw.addEventListener('versionchange', () => {
      raw.close() // another tab upgrades or deletes: whoever keeps it open would block that tab
      forget()
    })
    raw.addEventListener('close', forget)
    if (closed) raw.close()
    return wrap(raw) as unknown as Database
  }

  function forget(): void {
    opening = undefined
  }

  async function opened(): Promise<Database> {
    const mine = (opening ??= open())
    try {
      return await mine
    } catch (error) {
      if (opening === mine) forget()
      throw error
    }
  }

  async function attempt<T>(run: (db: Database) => Promise<T>): Promise<T> {
    try {
      return await run(await opened())
    } catch (error) {
      if (!isConnectionGone(error)) throw error
      forget()
      return run(await opened())
    }
  }

  return {
    async use(run) {
      if (closed) throw new StorageFailed('broken', `The store ${name} was closed by its owner.`)
      try {
        return await attempt(run)
      } catch (error) {
        throw storageFailed(`The store ${name} failed`, error)
      }
    },
    async close() {
      closed = true
      const last = opening
      forget()
      await last?.then(
        (db) => db.close(),
        () => undefined, // it never opened
      )
    },
  }
}

/** No transaction could be begun, so nothing of it was done. */
function isConnectionGone(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError'
}

async function list(db: Database, prefix: string): Promise<readonly (readonly [string, unknown])[]> {
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
  const asked: Promise<unknown>[] = [transaction.done]
  try {
    for (const change of changes) asked.push(ask(transaction.store, change))
    transaction.commit()
  } catch (error) {
    transaction.abort()
    await Promise.allSettled(asked)
    throw error
  }
  const results = await Promise.allSettled(asked)
  const faults = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
  if (faults.length > 0) throw transaction.error ?? faults.find(isTelling) ?? faults[0]
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
