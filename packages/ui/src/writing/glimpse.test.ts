import { expect, test } from 'vitest'
import { glimpse } from './glimpse.ts'

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
