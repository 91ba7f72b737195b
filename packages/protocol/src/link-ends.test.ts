import { expect, test } from 'vitest'
import { closeCodeOf, LINK_ENDS, linkEndOf } from './link-ends.ts'
import { CLOSE_CODE } from './session-frames.ts'

test('each end of a link has a code of its own that asks to try again', () => {
  expect(LINK_ENDS.map((end) => [closeCodeOf(end), end])).toEqual([
    [4531, 'expired'],
    [4532, 'used-up'],
    [4533, 'withdrawn'],
    [4534, 'maker-gone'],
    [4535, 'outdated'],
  ])
  for (const end of LINK_ENDS) expect(linkEndOf(closeCodeOf(end))).toBe(end)
})

test('no other code tells of a link', () => {
  for (const code of [...Object.values(CLOSE_CODE), 0, 4530, 4536, 4531.5, -1, NaN])
    expect(linkEndOf(code)).toBeUndefined()
})
