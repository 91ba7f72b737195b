import { groupDoc } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newGroup, newPerson } from '../test/people.ts'
import { newWorld } from '../test/world.ts'
import { newMemoryDisk, newMemoryJournal } from './journal/memory-journal.ts'

test('[RE28] a relay that starts reads every group once, sixteen at a time, and knows who may belong to which', async () => {
  const groups = Array.from({ length: 40 }, () => newGroup(newPerson()))
  const disk = newMemoryDisk()
  for (const group of groups) disk.updates.set(groupDoc(group.id), [group.update()])
  const kept = newMemoryJournal(disk)
  let [reads, running, most] = [0, 0, 0]
  const journal = {
    ...kept,
    async read(doc: string) {
      reads++
      most = Math.max(most, ++running)
      await new Promise((resolve) => setImmediate(resolve)) // as servers elsewhere
      running--
      return kept.read(doc)
    },
  }
  const world = await newWorld({ journal })
  expect({ reads, most }).toEqual({ reads: 40, most: 16 })
  for (const { id, founder } of [groups[0], groups[39]].flatMap((group) => group ?? [])) {
    const client = await world.connect(founder).open()
    expect(client.places()).toEqual([{ doc: groupDoc(id), placesCount: 2 }])
  }
})
