/**
 * The device store in memory: for the simulation, and for pages that may store nothing.
 *
 * Behaves as the one on IndexedDB does (one contract suite runs on both): values are copied in and
 * out, writes are atomic and in order, and a crash of the process leaves every promise unsettled.
 */
import type { DeviceStore, StoreChange } from '../ports.ts'
import { MemoryDisk, type MemoryProcess } from './memory-disk.ts'
import { StorageFailed } from './storage-failed.ts'
import { copyChanges } from './store-changes.ts'

/** A store of this process, over its disk; by default over an empty one nobody else has. */
export function newMemoryStore(
  process: MemoryProcess = new MemoryDisk().newProcess(),
): DeviceStore {
  const { entries } = process.disk
  let closed = false

  function mustBeOpen(): void {
    if (closed) throw new StorageFailed('broken', 'The store was closed by its owner.')
  }

  async function write(changes: readonly StoreChange[]): Promise<void> {
    mustBeOpen()
    const copies = copyChanges(changes)
    return process.access(() => {
      mustNotBeTaken(entries, copies)
      const written = process.write({ type: 'store', changes: copies }, () =>
        apply(entries, copies),
      )
      if (!written) throw new StorageFailed('full', 'The disk in memory was told to be full.')
    })
  }

  return {
    async get(key) {
      mustBeOpen()
      return process.access(() => structuredClone(entries.get(key)))
    },
    async list(prefix) {
      mustBeOpen()
      return process.access(() =>
        [...entries.keys()]
          .filter((key) => key.startsWith(prefix))
          .toSorted()
          .map((key) => [key, structuredClone(entries.get(key))] as const),
      )
    },
    write,
    // No power is cut here: a tab that dies leaves what it wrote.
    writeSoon: write,
    async close() {
      closed = true
    },
  }
}

function mustNotBeTaken(
  entries: ReadonlyMap<string, unknown>,
  changes: readonly StoreChange[],
): void {
  /** By key, whether there is an entry after the changes before this one. */
  const changed = new Map<string, boolean>()
  for (const { type, key } of changes) {
    if (type === 'add' && (changed.get(key) ?? entries.has(key)))
      throw new StorageFailed('taken', `There is an entry ${key} already.`)
    changed.set(key, type !== 'delete')
  }
}

function apply(entries: Map<string, unknown>, changes: readonly StoreChange[]): void {
  for (const change of changes) {
    if (change.type === 'delete') entries.delete(change.key)
    else entries.set(change.key, change.value)
  }
}
