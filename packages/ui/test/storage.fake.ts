/** A device's storage in memory: nothing is lost until a test says so. */
import type { GroupId, GroupUse, Loss, Storage, StorageUse, UnsentMessage } from '@parley/react'
import { newCell, type Cell } from './cell.ts'

export interface FakeStorage extends Storage {
  readonly unsent: Cell<readonly UnsentMessage[]>
  readonly loss: Cell<Loss | undefined>
  isKept: boolean
  readonly use: Cell<StorageUse>
}

function group(id: string, name: string, bytes: number, freeableBytes: number): GroupUse {
  return { group: id as GroupId, name, bytes, freeableBytes }
}

export function newFakeStorage(): FakeStorage {
  const budgetBytes = newCell<number | undefined>(undefined)
  const use = newCell<StorageUse>({
    groups: [
      group('group-0', 'Harbour festival', 18_400_000, 14_100_000),
      group('group-1', 'Choir', 2_300_000, 0),
    ],
    otherBytes: 41_000,
    bytes: 20_741_000,
    usedBytes: 31_000_000,
    quotaBytes: 4_000_000_000,
    isPersistent: false,
  })
  const loss = newCell<Loss | undefined>(undefined)
  return {
    unsent: newCell<readonly UnsentMessage[]>([]),
    loss,
    dismissLoss: async () => loss.set(undefined),
    budgetBytes,
    setBudget: async (bytes) => budgetBytes.set(bytes),
    persist: async () => true,
    measure: async () => use.get(),
    async free(group) {
      const bytes = use.get().groups.find((one) => one.group === group)?.freeableBytes ?? 0
      use.change((was) => ({
        ...was,
        bytes: was.bytes - bytes,
        groups: was.groups.map((one) =>
          one.group === group ? { ...one, bytes: one.bytes - bytes, freeableBytes: 0 } : one,
        ),
      }))
      return { outcome: 'done', bytes }
    },
    use,
    keepDrafts: async () => undefined,
    isKept: true,
  }
}
