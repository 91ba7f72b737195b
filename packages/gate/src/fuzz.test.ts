import { expect, test } from 'vitest'
import { runFuzz } from '../test/fuzz-run.ts'

test('[GA35] [GA33] [GA32] [GA27] 10,000 hostile updates: none throws, pends, adds a root, changes a record, takes one away without a retract or costs too much', () => {
  const counts = runFuzz(10_000, 20_260)
  expect(counts.faults).toEqual([])
  expect(counts.updates).toBe(10_000)
  // Not vacuous: plenty of each verdict.
  expect(counts.fatal).toBeGreaterThan(2_000)
  expect(counts.refused).toBeGreaterThan(500)
  expect(counts.accepted).toBeGreaterThan(1_000)
  expect(counts.holes).toBeGreaterThan(200)
  expect(counts.purged).toBeGreaterThan(50)
})
