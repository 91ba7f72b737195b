import { expect, test } from 'vitest'
import { foldOf } from './fold-length.ts'

test('nothing short is folded, whatever it is written in', () => {
  for (const text of ['', 'yes', 'a word '.repeat(80), '言葉'.repeat(150), 'line\n'.repeat(18)])
    expect(foldOf(text)).toBeUndefined()
})

test('what has many lines is folded everywhere, what has long ones only where there is little room', () => {
  expect(foldOf('line\n'.repeat(20))).toBe('always')
  expect(foldOf('\n'.repeat(20))).toBe('always') // the style sheet knows better
  expect(foldOf('word '.repeat(200))).toBe('narrow')
  expect(foldOf('word '.repeat(300))).toBe('always')
})

test('letters as wide as two fill a line with half as many', () => {
  expect(foldOf('言'.repeat(500))).toBe('narrow')
  expect(foldOf('言'.repeat(720))).toBe('always')
  expect(foldOf('あ'.repeat(720))).toBe('always')
  expect(foldOf('한'.repeat(720))).toBe('always')
})
