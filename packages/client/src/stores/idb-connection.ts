/**
 * A connection to one IndexedDB database that comes back.
 *
 * It may be taken from us at any time: another tab upgrades, the browser closes it (Safari does, in
 * the background), somebody clears the site's data. The next access opens it again; only a database
 * that was deleted meanwhile is not silently begun anew, since then identity and outbox are gone
 * and somebody must say so. Rules ST11 to ST15.
 */
import type { Clock } from '../ports.ts'
import { findFactory, openDatabase } from './open-database.ts'
import { StorageFailed, storageFailed } from './storage-failed.ts'

export interface ConnectionPorts {
  readonly name: string
  readonly clock: Clock
  /** The browser's own, unless given. */
  readonly factory?: IDBFactory
  readonly timeoutMs?: number
}

export interface Connection {
  /** Rejects with `StorageFailed`. `run` may be called twice: when no transaction could begin. */
  use<T>(run: (db: IDBDatabase) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export function newConnection(
  { name, clock, factory = findFactory(), timeoutMs }: ConnectionPorts,
  layOut: (db: IDBDatabase) => void,
): Connection {
  let opening: Promise<IDBDatabase> | undefined
  let existed = false
  let closed = false

  async function open(): Promise<IDBDatabase> {
    const wanted = { name, clock, factory, layOut: existed ? undefined : layOut }
    const db = await openDatabase(timeoutMs === undefined ? wanted : { ...wanted, timeoutMs })
    existed = true
    onLoss(db, forget)
    if (closed) db.close()
    return db
  }

  function forget(): void {
    opening = undefined
  }

  async function opened(): Promise<IDBDatabase> {
    const mine = (opening ??= open())
    try {
      return await mine
    } catch (error) {
      if (opening === mine) forget()
      throw error
    }
  }

  async function attempt<T>(run: (db: IDBDatabase) => Promise<T>): Promise<T> {
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
      const last = await opening?.catch(() => undefined) // it never opened
      last?.close()
    },
  }
}

/** Whoever keeps a connection open would block the tab that upgrades or deletes the database. */
function onLoss(db: IDBDatabase, forget: () => void): void {
  db.addEventListener('versionchange', () => {
    db.close()
    forget()
  })
  db.addEventListener('close', forget)
}

/** No transaction could be begun, so nothing of it was done. */
function isConnectionGone(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError'
}
