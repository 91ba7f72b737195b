/** Journals as the simulation needs them: one that says when it has come to rest, and what one holds. */
import { recordsIn } from '@parley/gate'
import { parseDocName } from '@parley/protocol'
import type { Journal } from '@parley/relay'
import * as Y from 'yjs'

export interface WatchedJournal extends Journal {
  /** Resolves when no call is older than `ms` (by the clock). */
  catchUp(ms: number): Promise<void>
}

/** So that virtual time can wait for a real disk, which would otherwise look infinitely slow. */
export function watchJournal(journal: Journal, now: () => number): WatchedJournal {
  const calls = new Map<Promise<unknown>, number>()

  async function watch<T>(call: Promise<T>): Promise<T> {
    calls.set(call, now())
    try {
      return await call
    } finally {
      calls.delete(call)
    }
  }

  return {
    append: (doc, update) => watch(journal.append(doc, update)),
    read: (doc) => watch(journal.read(doc)),
    compact: (doc, update) => watch(journal.compact(doc, update)),
    purge: (doc, update) => watch(journal.purge(doc, update)),
    putNote: (doc, key, note) => watch(journal.putNote(doc, key, note)),
    notes: () => watch(journal.notes()),
    docs: () => watch(journal.docs()),
    putMark: (group, device, mark) => watch(journal.putMark(group, device, mark)),
    marks: (group) => watch(journal.marks(group)),
    close: () => watch(journal.close()),
    async catchUp(ms) {
      for (const [call, begunAt] of calls) {
        if (now() - begunAt < ms) return
        await call.catch(() => undefined)
      }
    },
  }
}

export interface JournalContents {
  /** Places in segments: every message, edit, reaction and retract has one. */
  readonly placesCount: number
  readonly bytesCount: number
  /** Whether these bytes stand anywhere in it. */
  holds(bytes: Uint8Array): boolean
}

/** Everything a relay keeps, as someone who took its disk would see it. */
export async function readContents(journal: Journal): Promise<JournalContents> {
  const all: Uint8Array[] = []
  let placesCount = 0
  for (const name of await journal.docs()) {
    const doc = new Y.Doc()
    for (const update of await journal.read(name)) {
      all.push(update)
      Y.applyUpdate(doc, update)
    }
    if (parseDocName(name)?.kind === 'segment') placesCount += recordsIn(doc, name).placesCount()
    doc.destroy()
  }
  const disk = Buffer.concat(all)
  return {
    placesCount,
    bytesCount: disk.length,
    holds: (bytes) => disk.includes(Buffer.from(bytes)),
  }
}
