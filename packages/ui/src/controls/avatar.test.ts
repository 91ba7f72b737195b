import { expect, test } from 'vitest'
import { colourOf, firstLetter } from './avatar.tsx'

test('a hostile name still makes one plain letter', () => {
  expect(firstLetter('  anna')).toBe('A')
  expect(firstLetter('Z\u0351\u036b\u0343algo')).toBe('Z')
  expect(firstLetter('\u202e\u200b')).toBe('·')
  expect(firstLetter('👩‍👩‍👧 family')).toBe('👩')
  expect(firstLetter('')).toBe('·')
})

test('the colour comes from the id alone and is one of six', () => {
  for (const id of ['', 'a', 'group/long'.repeat(50)])
    expect([0, 1, 2, 3, 4, 5]).toContain(colourOf(id))
  expect(colourOf('same')).toBe(colourOf('same'))
})
