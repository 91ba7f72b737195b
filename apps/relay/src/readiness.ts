/** Whether new work should be sent to this relay: a full disk or a failing store says no before people do. */
import { statfs } from 'node:fs/promises'
import type { Counts } from '@parley/relay'

/** Less than that is left for LevelDB to rewrite its tables in. */
export const SCARCE_BYTES = 128 * 1_048_576
/** For so long after a write failed. */
const FAILING_MS = 30_000

export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path)
  return bavail * bsize
}

/** Tells why not, or `undefined`. */
export function newReadiness(ports: {
  readonly store: {
    /** Why it takes nothing, if it does not. */
    lack(): Promise<string | undefined>
    /** There when it lies in the data folder, and cannot say itself that writing fails. */
    readonly level?: unknown
  }
  readonly counts: Pick<Counts, 'journalFailures'>
  now(): number
  isStopping(): boolean
}): () => Promise<string | undefined> {
  let known = 0
  let failedAt = Number.NEGATIVE_INFINITY
  return async () => {
    const { counts, store, now, isStopping } = ports
    if (isStopping()) return 'it is stopping'
    if (counts.journalFailures > known) failedAt = now()
    known = counts.journalFailures
    const lack = await store.lack()
    if (lack !== undefined) return lack
    const isFailing = store.level !== undefined && now() - failedAt < FAILING_MS
    return isFailing ? 'the store could not be written' : undefined
  }
}
