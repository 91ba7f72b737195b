import { expect, test } from 'vitest'
import { WriterNotes } from './writer-notes.ts'

test('[RE70] [AT221] of writers that an upstream makes up no more are remembered than a document may have', () => {
  const notes = new WriterNotes(3)
  for (let writer = 1; writer <= 10_000; writer++) {
    notes.set(writer, 7)
    expect(notes.size).toBeLessThanOrEqual(3)
    expect(notes.get(writer)).toBe(7)
  }
  for (let noted = 1; noted <= 9; noted++) notes.set(10_000, noted)
  expect([notes.size, notes.get(10_000)]).toEqual([1, 9])
})
