/**
 * A relay's journal over a disk in memory that takes its time: what was confirmed outlives the
 * process, what was still being written may be there or not, but never with a hole.
 */
import { type Journal, type MemoryDisk, notesOn, putNoteOn } from '@parley/relay'
import type { SeededRandom } from './random.ts'
import type { Clock } from './virtual-time.ts'

export interface CrashingJournal extends Journal {
  /** The process is gone: some of what it was writing is on disk, the first of it. */
  crash(): void
}

interface Write {
  apply(): void
  done(): void
}

const SYNC_MS = { low: 1, high: 25 }

export function newCrashingJournal(
  disk: MemoryDisk,
  { clock, random }: { readonly clock: Clock; readonly random: SeededRandom },
): CrashingJournal {
  let waiting: Write[] = []
  let isCrashed = false

  function sync(): void {
    const writes = waiting
    waiting = []
    for (const { apply } of writes) apply()
    for (const { done } of writes) done()
  }
  function write(apply: () => void): Promise<void> {
    return new Promise((done) => {
      if (isCrashed) return
      if (waiting.length === 0) clock.after(random.between(SYNC_MS.low, SYNC_MS.high), sync)
      waiting.push({ apply, done })
    })
  }
  function read<T>(look: () => T): Promise<T> {
    return new Promise((resolve) => clock.after(1, () => resolve(look())))
  }

  return {
    append: (doc, update) => {
      const kept = update.slice()
      return write(() => disk.updates.set(doc, [...(disk.updates.get(doc) ?? []), kept]))
    },
    compact: (doc, update) => {
      const kept = update.slice()
      return write(() => disk.updates.set(doc, [kept]))
    },
    purge: (doc, update) => {
      const kept = update.slice()
      return write(() => disk.updates.set(doc, [kept]))
    },
    putNote: (doc, key, note) => {
      const kept = note?.slice()
      return write(() => putNoteOn(disk, { doc, key, note: kept }))
    },
    notes: () => read(() => notesOn(disk)),
    putMark: (group, device, mark) => {
      const kept = mark.slice()
      return write(() => disk.marks.set(group, new Map(disk.marks.get(group)).set(device, kept)))
    },
    read: (doc) => read(() => [...(disk.updates.get(doc) ?? [])]),
    docs: () => read(() => [...disk.updates.keys()]),
    marks: (group) => read(() => [...(disk.marks.get(group)?.values() ?? [])]),
    close: () => write(() => undefined),
    crash() {
      isCrashed = true
      for (const { apply } of waiting.slice(0, random.below(waiting.length + 1))) apply()
      waiting = []
    },
  }
}
