import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { listPath, LOCALES, trimmedEmoji } from './trim-emoji.ts'

const signsOf = (list: string) => list.split('\n').map((line) => line.split('\t')[0])

test('the lists that the app carries are what the script makes, small, and of the same emoji', () => {
  for (const locale of LOCALES) {
    const list = trimmedEmoji(locale)
    expect(readFileSync(listPath(locale), 'utf8')).toBe(list)
    expect(Buffer.byteLength(list)).toBeLessThan(230_000)
    expect(signsOf(list)).toEqual(signsOf(trimmedEmoji('en')))
  }
  expect(signsOf(trimmedEmoji('en')).length).toBeGreaterThan(1_800)
})
