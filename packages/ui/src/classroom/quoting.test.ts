import { expect, test } from 'vitest'
import { quoting } from './quoting.ts'

test('a question is quoted line by line, with a name only where one is given', () => {
  expect(quoting('Why?\nAnd when?', 'Because', undefined)).toBe('> Why?\n> And when?\n\nBecause')
  expect(quoting('Why?', 'Because', 'Mei')).toBe('> Mei: Why?\n\nBecause')
})
