import fc from 'fast-check'
import { expect, test } from 'vitest'
import { glimpse, isNearLimit, utf8Bytes } from './text-size.ts'

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

test('a glimpse is the first line, short, and never half a character', () => {
  expect(glimpse('\n\nfirst\nsecond', 20)).toBe('first')
  expect(glimpse('🎉'.repeat(9), 4)).toBe('🎉🎉🎉🎉…')
  expect(glimpse('short', 20)).toBe('short')
  expect(glimpse('x'.repeat(100_000), 10)).toBe(`${'x'.repeat(10)}…`)
})

test('a glimpse shows the words, not their markup', () => {
  expect(glimpse('> *who* is **in**?\nme', 20)).toBe('who is in?')
  expect(glimpse('```js\nfoo()\n```', 20)).toBe('foo()')
  expect(glimpse('- [map](https://example.org/map)', 20)).toBe('• map')
})
