import { segmentDoc } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newGroup, newPerson } from '../test/people.ts'
import { newMemoryDisk, newMemoryJournal } from './journal/memory-journal.ts'
import { openLiveDoc } from './live-doc.ts'

test('[RE20] by a document that was discarded nothing is written, and nothing of it is acknowledged', async () => {
  const alice = newPerson()
  const group = newGroup(alice)
  const [first, second] = [0, 1].map(() => alice.post(group.id, { heads: [] }))
  if (first === undefined || second === undefined) throw new Error('nothing was written')
  const disk = newMemoryDisk()
  const failures: string[] = []
  const live = await openLiveDoc(segmentDoc(group.id, 0), {
    journal: newMemoryJournal(disk),
    log: () => undefined,
    onFailure: (name) => void failures.push(name),
  })
  const before = live.apply(first.update)
  live.discard()
  await expect(before).resolves.toBeUndefined()
  const kept = [...(disk.updates.get(first.doc) ?? [])]
  await expect(live.apply(second.update)).rejects.toThrow('was discarded')
  await expect(live.settled()).rejects.toThrow('was discarded')
  await expect(live.tidy(0)).rejects.toThrow('was discarded')
  expect(await live.scrub()).toBe(false)
  expect(live.records.recordAt(second.writer, second.clock)).toBeUndefined()
  expect(disk.updates.get(first.doc)).toEqual(kept)
  expect(kept).toEqual([first.update])
  expect(failures).toEqual([])
})
