/**
 * A journal in memory: for tests, the simulation and relays that need not survive a restart.
 *
 * The disk is a value of its own, so a simulated relay can crash and be opened again on what was
 * durable. Each call is durable one microtask later, as a quick disk would have it.
 */
import type { DeviceKey, GroupId } from '@parley/protocol'
import type { Journal } from './journal.ts'

/** What outlives a journal. */
export interface MemoryDisk {
  readonly updates: Map<string, Uint8Array[]>
  readonly marks: Map<GroupId, Map<DeviceKey, Uint8Array>>
}

export function newMemoryDisk(): MemoryDisk {
  return { updates: new Map(), marks: new Map() }
}

export function newMemoryJournal(disk: MemoryDisk = newMemoryDisk()): Journal {
  let open = true

  async function turn(): Promise<void> {
    if (!open) throw new Error('the journal is closed')
    await Promise.resolve()
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
    async compact(doc, update) {
      const kept = update.slice()
      await turn()
      disk.updates.set(doc, [kept])
    },
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
    async close() {
      open = false
    },
  }
}
