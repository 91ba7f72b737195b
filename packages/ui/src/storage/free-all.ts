/** Makes room in several groups, one after the other, and says in one answer what came of it. */
import type { Freed, GroupId, Storage } from '@parley/react'

/** Stops where the relay is away: then nothing more can go. Rejects where one of them does. */
export async function freeAll(
  storage: Pick<Storage, 'free'>,
  groups: readonly GroupId[],
): Promise<Freed> {
  let all: Freed = { outcome: 'done', bytes: 0 }
  for (const group of groups) {
    const { outcome, bytes } = await storage.free(group)
    if (outcome === 'away')
      return all.bytes === 0 ? { outcome, bytes: 0 } : { ...all, outcome: 'kept' }
    all = { outcome: outcome === 'done' ? all.outcome : outcome, bytes: all.bytes + bytes }
  }
  return all
}
