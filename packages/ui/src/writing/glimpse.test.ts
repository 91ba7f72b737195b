import { expect, test } from 'vitest'
import { glimpse } from './glimpse.ts'

test('a glimpse is the first line, short, and never half a character', () => {
  expect(glimpse('\n\nfirst\nsecond', 20)).toBe('first')
  expect(glimpse('🎉'.repeat(9), 4)).toBe('🎉🎉🎉🎉…')
  expect(glimpse('short', 20)).toBe('short')
  expect(glimpse('x'.repeat(100_000), 10)).toBe(`${'x'.repeat(10)}…`)
})

test('a glimpse shows the words, not their markup', () => {
  expect(glimpse('> *who* is **in**?', 20)).toBe('who is in?')
  expect(glimpse('```js\nfoo()\n```', 20)).toBe('foo()')
  expect(glimpse('- [map](https://example.org/map)', 20)).toBe('• map')
})

test('whoever quotes and then says something has said what follows; who only quotes, the quote', () => {
  expect(glimpse('> who is in?\n> and where?\n\nme, here', 20)).toBe('me, here')
  expect(glimpse(` > ${'x'.repeat(5_000)}\nme`, 20)).toBe('me')
  expect(glimpse('> who is in?\n\n', 20)).toBe('who is in?')
  expect(glimpse('me\n> who is in?', 20)).toBe('me')
})
