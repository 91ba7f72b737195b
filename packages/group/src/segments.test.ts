import { SEGMENT_TURNOVER_PLACES } from '@parley/protocol'
import { expect, test } from 'vitest'
import { currentSegment } from './segments.ts'

test('[SM1] posts go to the first segment that is not full, even when later ones are known', () => {
  const full = SEGMENT_TURNOVER_PLACES
  expect(currentSegment(new Map())).toBe(0)
  expect(currentSegment(new Map([[0, full - 1]]))).toBe(0)
  expect(currentSegment(new Map([[0, full]]))).toBe(1)
  expect(
    currentSegment(
      new Map([
        [2, 40],
        [0, full + 500],
        [1, full],
      ]),
    ),
  ).toBe(2)
  expect(currentSegment(new Map([[51, full]]))).toBe(0)
})
