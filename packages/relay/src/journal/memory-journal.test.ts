import { describeJournal } from './journal.contract.ts'
import { newMemoryDisk, newMemoryJournal } from './memory-journal.ts'
import { describeSharedJournal } from './shared-journal.contract.ts'

describeJournal('the memory journal', async () => {
  const disk = newMemoryDisk()
  return {
    journal: newMemoryJournal(disk),
    reopen: async () => newMemoryJournal(disk),
    holds: async (bytes) => {
      const kept = [
        ...disk.updates.values(),
        ...[...disk.notes.values()].map((one) => [...one.values()]),
      ]
      return Buffer.concat(kept.flat()).includes(Buffer.from(bytes))
    },
  }
})

describeSharedJournal('the memory journal', async () => {
  const disk = newMemoryDisk()
  return { open: async () => newMemoryJournal(disk) }
})
