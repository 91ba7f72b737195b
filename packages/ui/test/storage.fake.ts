/** A device's storage in memory: nothing is lost until a test says so. */
import type { Loss, Storage, UnsentMessage } from '@parley/react'
import { newCell, type Cell } from './cell.ts'

export interface FakeStorage extends Storage {
  readonly unsent: Cell<readonly UnsentMessage[]>
  readonly loss: Cell<Loss | undefined>
  isKept: boolean
}

export function newFakeStorage(): FakeStorage {
  const loss = newCell<Loss | undefined>(undefined)
  return {
    unsent: newCell<readonly UnsentMessage[]>([]),
    loss,
    dismissLoss: async () => loss.set(undefined),
    keepDrafts: async () => undefined,
    isKept: true,
  }
}
