/**
 * A rebuilt document moves to a new database. Until all of it is there, what lies in the ones before counts
 * too: a crash in between loses nothing, also of what no relay has. Rule GS133.
 */
import { type HeldRecord, keepPrefixes } from '@parley/gate'
import * as Y from 'yjs'
import { databaseName, faultOf, type KeepingPorts } from './open-kept.ts'

export interface LeftBehind {
  /** What is kept of each database that was left before the living one had all. */
  readonly updates: readonly Uint8Array[]
  /** Nothing of it was out of reach. */
  readonly isAll: boolean
}

/** `undefined`: the living database has all. */
export async function readLeftBehind(
  ports: KeepingPorts,
  name: string,
  isKept: (record: HeldRecord) => boolean,
): Promise<LeftBehind | undefined> {
  if (ports.refusals.unfilledFrom(name) === undefined) return undefined
  const updates: Uint8Array[] = []
  let isAll = true
  for (const database of databasesBefore(ports, name)) {
    const doc = new Y.Doc()
    try {
      const kept = await ports.docStore.open(database, doc)
      const records = keepPrefixes(name, Y.encodeStateAsUpdate(doc), isKept)
      // Outside the grammar nothing is worth keeping.
      if (records !== undefined) updates.push(records)
      await kept.close()
    } catch (error) {
      // What is damaged stays so; what does not answer may do so another time.
      isAll = isAll && faultOf(error).type === 'unreadable'
    } finally {
      doc.destroy()
    }
  }
  return { updates, isAll }
}

/** When all is in the living database, the ones before go. Rejects when it cannot be had there. */
export async function endFilling(
  ports: KeepingPorts,
  name: string,
  flushed: () => Promise<void>,
): Promise<void> {
  const { refusals, docStore } = ports
  const living = refusals.generation(name)
  const before = databasesBefore(ports, name)
  const hasMovedOn = () => refusals.generation(name) !== living
  await flushed()
  if (hasMovedOn()) return
  // First, or the next start would look for all in one that is gone.
  await refusals.keepGeneration(name)
  // Where another tab holds one open, it goes when that tab has followed.
  for (const database of before) await docStore.delete(database).catch(() => undefined)
  if (!hasMovedOn()) await refusals.endFilling(name)
}

function databasesBefore({ refusals }: KeepingPorts, name: string): readonly string[] {
  const living = refusals.generation(name)
  const from = refusals.unfilledFrom(name) ?? living
  return Array.from({ length: living - from }, (_, at) => databaseName(name, from + at))
}
