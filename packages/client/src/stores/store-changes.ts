/** The changes of one write, copied when they are handed over: the caller may go on with its own. */
import type { StoreChange } from '../ports.ts'
import { storageFailed } from './storage-failed.ts'

/** Throws `StorageFailed` (broken) for a value that no structured clone can copy. */
export function copyChanges(changes: readonly StoreChange[]): readonly StoreChange[] {
  try {
    return structuredClone(changes)
  } catch (error) {
    throw storageFailed('A value cannot be stored', error)
  }
}
