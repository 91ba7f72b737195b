import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isNearLimit, utf8Bytes } from './text-size.ts'

test('the size said at the composer is the size the encoder makes', () => {
  let wide = 0
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40, size: 'max' }), (text) => {
      const bytes = new TextEncoder().encode(text).length
      if (bytes > text.length) wide++
      expect(utf8Bytes(text)).toBe(bytes)
    }),
  )
  expect(utf8Bytes('\ud800')).toBe(3)
  expect(wide).toBeGreaterThan(20) // not vacuous
})

test('the count shows near the limit and nowhere else', () => {
  expect([0, 8_999, 9_000, 10_001].map((bytes) => isNearLimit(bytes, 10_000))).toEqual([
    false,
    false,
    true,
    true,
  ])
})
