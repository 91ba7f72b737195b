import { expect, test } from 'vitest'
import { sizeWords } from './size-words.ts'

test('amounts are said in steps of a thousand, with as many figures as one wants to know', () => {
  expect(
    [0, 999, 1_000, 9_949, 41_000, 18_400_000, 2_340_000, 4_000_000_000].map(sizeWords),
  ).toEqual(['0 byte', '999 byte', '1 kB', '9.9 kB', '41 kB', '18 MB', '2.3 MB', '4 GB'])
})
