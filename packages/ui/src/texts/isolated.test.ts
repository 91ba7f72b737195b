import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isolated, isolating } from './isolated.ts'

test('a name that turns nothing stands bare in a line from left to right, any other is set apart', () => {
  expect(isolated('Mira', 'ltr')).toBe('Mira')
  expect(isolated('ليلى', 'ltr')).toBe('\u2068ليلى\u2069')
  expect(isolated('Mira', 'rtl')).toBe('\u2068Mira\u2069')
  expect(isolated('', 'rtl')).toBe('')
})

test('no words can end their own isolation: what is inside has no bounds of its own', () => {
  let turned = 0
  const hostile = fc.array(fc.constantFrom('\u2069', '\u202E', '\u2067', '\u202C', 'a', 'ש'), {
    minLength: 1,
    maxLength: 40,
    size: 'max',
  })
  fc.assert(
    fc.property(hostile, fc.constantFrom('ltr' as const, 'rtl' as const), (letters, dir) => {
      const set = isolated(letters.join(''), dir)
      if (set === letters.join('')) return
      turned++
      expect(set).toMatch(/^\u2068[aש]*\u2069$/u)
    }),
  )
  expect(turned).toBeGreaterThan(20)
})

test('every sentence gets its words isolated, however deep it stands, and numbers as they are', () => {
  const texts = isolating(
    { plain: 'x', a: { b: (name: string, n: number) => `${name} ${n}` }, steps: ['one'] },
    'rtl',
  )
  expect(texts.a.b('Bo', 2)).toBe('\u2068Bo\u2069 2')
  expect(texts.plain).toBe('x')
  expect(texts.steps).toEqual(['one'])
})
