import { expect, test } from 'vitest'
import { firstLetter } from './avatar.tsx'

test('a hostile name still makes one plain letter', () => {
  expect(firstLetter('  anna')).toBe('A')
  expect(firstLetter('Z\u0351\u036b\u0343algo')).toBe('Z')
  expect(firstLetter('\u202e\u200b')).toBe('·')
  expect(firstLetter('👩‍👩‍👧 family')).toBe('👩')
  expect(firstLetter('')).toBe('·')
})
