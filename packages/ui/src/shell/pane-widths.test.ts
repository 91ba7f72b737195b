import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PANE_LIMITS, parseWidths, within } from './pane-widths.ts'

test('whatever was kept, no pane is too narrow to read or too wide to leave room', () => {
  let own = 0
  const anyKept = fc.oneof(
    fc.string({ size: 'max', maxLength: 40 }),
    fc.json(),
    fc.record({ groups: fc.double(), side: fc.double() }).map((one) => JSON.stringify(one)),
    fc.record({ groups: fc.integer({ min: 0, max: 700 }) }).map((one) => JSON.stringify(one)),
  )
  fc.assert(
    fc.property(anyKept, (text) => {
      const { groups, side } = parseWidths(text)
      for (const [width, { least, most }] of [
        [groups, PANE_LIMITS.groups],
        [side, PANE_LIMITS.side],
      ] as const) {
        expect(width).toBeGreaterThanOrEqual(least)
        expect(width).toBeLessThanOrEqual(most)
      }
      if (groups !== PANE_LIMITS.groups.usual) own++
    }),
    { numRuns: 300 },
  )
  expect(own).toBeGreaterThan(20) // not vacuous
})

test('a width that is none is the usual one', () => {
  expect(within(NaN, 'side')).toBe(PANE_LIMITS.side.usual)
  expect(parseWidths(undefined)).toEqual({
    groups: PANE_LIMITS.groups.usual,
    side: PANE_LIMITS.side.usual,
  })
})
