import type { SealedMark } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newEarlyMarks } from './early-marks.ts'

test('marks told while a group opens are handed over once, in order, and never more than a few', () => {
  const early = newEarlyMarks()
  const marks = Array.from({ length: 300 }, (_, n) => ({ n }) as unknown as SealedMark)
  for (const mark of marks) early.receive(mark)
  const heard: SealedMark[] = []
  early.handOver({ receive: (mark) => heard.push(mark) })
  early.handOver({ receive: (mark) => heard.push(mark) })
  expect(heard).toEqual(marks.slice(0, 256))
})
