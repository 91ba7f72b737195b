/**
 * A journal in memory: for tests, the simulation and relays that need not survive a restart.
 *
 * The disk is a value of its own, so a simulated relay can crash and be opened again on what was
 * durable. Each call is durable one microtask later, as a quick disk would have it.
 */
import type { DeviceKey, GroupId } from '@parley/protocol'
import type { Journal, JournalNote } from './journal.ts'

/** What outlives a journal. */
export interface MemoryDisk {
  readonly updates: Map<string, Uint8Array[]>
  readonly marks: Map<GroupId, Map<DeviceKey, Uint8Array>>
  readonly notes: Map<string, Map<string, Uint8Array>>
}

export function newMemoryDisk(): MemoryDisk {
  return { updates: new Map(), marks: new Map(), notes: new Map() }
}

export function newMemoryJournal(disk: MemoryDisk = newMemoryDisk()): Journal {
  let open = true

  async function turn(): Promise<void> {
    if (!open) throw new Error('the journal is closed')
    await Promise.resolve()
  }

  async function compact(doc: string, update: Uint8Array): Promise<void> {
    const kept = update.slice()
    await turn()
    disk.updates.set(doc, [kept])
  }

  return {
    async append(doc, update) {
      const kept = update.slice()
      await turn()
      const updates = disk.updates.get(doc)
      if (updates === undefined) disk.updates.set(doc, [kept])
      else updates.push(kept)
    },
    async read(doc) {
      await turn()
      return [...(disk.updates.get(doc) ?? [])]
    },
    compact,
    purge: compact,
    async docs() {
      await turn()
      return [...disk.updates.keys()]
    },
    async putMark(group, device, mark) {
      const kept = mark.slice()
      await turn()
      const marks = disk.marks.get(group) ?? new Map<DeviceKey, Uint8Array>()
      disk.marks.set(group, marks.set(device, kept))
    },
    async marks(group) {
      await turn()
      return [...(disk.marks.get(group)?.values() ?? [])]
    },
    async putNote(doc, key, note) {
      const kept = note?.slice()
      await turn()
      putNoteOn(disk, { doc, key, note: kept })
    },
    async notes() {
      await turn()
      return notesOn(disk)
    },
    async close() {
      open = false
    },
  }
}

/** For whoever writes to the disk by other ways: one note put or dropped. */
export function putNoteOn(
  { notes }: MemoryDisk,
  { doc, key, note }: Pick<JournalNote, 'doc' | 'key'> & { note: Uint8Array | undefined },
): void {
  const kept = new Map(notes.get(doc))
  if (note === undefined) kept.delete(key)
  else kept.set(key, note)
  if (kept.size === 0) notes.delete(doc)
  else notes.set(doc, kept)
}

export function notesOn({ notes }: MemoryDisk): readonly JournalNote[] {
  return [...notes].flatMap(([doc, kept]) => [...kept].map(([key, note]) => ({ doc, key, note })))
}
