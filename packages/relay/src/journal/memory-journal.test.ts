import { describeJournal } from './journal.contract.ts'
import { newMemoryDisk, newMemoryJournal } from './memory-journal.ts'

describeJournal('the memory journal', async () => {
  const disk = newMemoryDisk()
  return { journal: newMemoryJournal(disk), reopen: async () => newMemoryJournal(disk) }
})
