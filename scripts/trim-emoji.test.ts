import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { trimmedEmoji } from './trim-emoji.ts'

test('the list that the app carries is what the script makes, and small', () => {
  const path = fileURLToPath(new URL('../packages/ui/src/emoji/list/en.txt', import.meta.url))
  const list = trimmedEmoji('en')
  expect(readFileSync(path, 'utf8')).toBe(list)
  expect(Buffer.byteLength(list)).toBeLessThan(130_000)
  expect(list.split('\n').length).toBeGreaterThan(1_800)
})
