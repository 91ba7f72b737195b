/**
 * Opening and deleting IndexedDB databases so that they answer in any case.
 *
 * IndexedDB has ways never to answer: another tab holds an older version, or the browser's own
 * process hangs (seen in Safari after a cold start). So every request here has a deadline, and a
 * database that opens after it is closed again at once.
 */
import type { Clock } from '../ports.ts'
import { StorageFailed, storageFailed } from './storage-failed.ts'

export const OPEN_TIMEOUT_MS = 10_000

export interface DatabaseWanted {
  readonly name: string
  readonly clock: Clock
  /** Runs when the database is new. Without it, a database that is not there is refused as `absent`. */
  readonly layOut: ((db: IDBDatabase) => void) | undefined
  readonly factory: IDBFactory | undefined
  readonly timeoutMs?: number
}

/** The browser's factory; `undefined` where a page may not have one. */
export function findFactory(): IDBFactory | undefined {
  return globalThis.indexedDB
}

/** A connection. Rejects with `StorageFailed`: blocked, absent, broken or full. */
export function openDatabase(wanted: DatabaseWanted): Promise<IDBDatabase> {
  const { name, factory, layOut } = wanted
  return answerInTime(wanted, (answer) => {
    const request = mustHave(factory).open(name, 1)
    let deleted = false
    request.addEventListener('upgradeneeded', () => {
      deleted = layOut === undefined
      if (layOut === undefined) request.transaction?.abort()
      else layOut(request.result)
    })
    request.addEventListener('success', () => {
      if (!answer.resolve(request.result)) request.result.close()
    })
    request.addEventListener('error', (event) => {
      event.preventDefault()
      if (deleted)
        answer.reject(
          new StorageFailed('absent', `The database ${name} was deleted under this page.`),
        )
      else answer.reject(storageFailed(`The database ${name} does not open`, request.error))
    })
  })
}

/** Resolves when it is gone. Rejects with `StorageFailed`, `blocked` while another tab keeps it open. */
export function deleteDatabase(wanted: Omit<DatabaseWanted, 'layOut'>): Promise<void> {
  const { name, factory } = wanted
  return answerInTime<void>(wanted, (answer) => {
    const request = mustHave(factory).deleteDatabase(name)
    request.addEventListener('success', () => answer.resolve(undefined))
    request.addEventListener('error', (event) => {
      event.preventDefault()
      answer.reject(storageFailed(`The database ${name} cannot be deleted`, request.error))
    })
  })
}

interface Answer<T> {
  /** `false`: too late, nobody waits any more. */
  resolve(value: T): boolean
  reject(error: StorageFailed): void
}

function answerInTime<T>(
  { name, clock, timeoutMs = OPEN_TIMEOUT_MS }: Omit<DatabaseWanted, 'layOut' | 'factory'>,
  ask: (answer: Answer<T>) => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    let waits = true
    function settle(run: () => void): boolean {
      const inTime = waits
      waits = false
      cancel()
      if (inTime) run()
      return inTime
    }
    const answer: Answer<T> = {
      resolve: (value) => settle(() => resolve(value)),
      reject: (error) => void settle(() => reject(error)),
    }
    const says = `The database ${name} did not answer within ${timeoutMs} ms.`
    const cancel = clock.after(timeoutMs, () => answer.reject(new StorageFailed('blocked', says)))
    try {
      ask(answer)
    } catch (error) {
      answer.reject(storageFailed(`The database ${name} does not open`, error))
    }
  })
}

function mustHave(factory: IDBFactory | undefined): IDBFactory {
  if (factory === undefined)
    throw new StorageFailed('absent', 'This browser lets this page store nothing (no IndexedDB).')
  return factory
}
