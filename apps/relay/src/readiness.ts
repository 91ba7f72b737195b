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
  readonly data: string
  readonly counts: Pick<Counts, 'journalFailures'>
  now(): number
  isStopping(): boolean
}): () => Promise<string | undefined> {
  let known = 0
  let failedAt = Number.NEGATIVE_INFINITY
  return async () => {
    const { counts, data, now, isStopping } = ports
    if (isStopping()) return 'it is stopping'
    if (counts.journalFailures > known) failedAt = now()
    known = counts.journalFailures
    if (now() - failedAt < FAILING_MS) return 'the store could not be written'
    if ((await freeBytes(data)) < SCARCE_BYTES) return 'the disk is almost full'
    return undefined
  }
}
