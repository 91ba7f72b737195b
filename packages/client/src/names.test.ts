import { expect, test } from 'vitest'
import { cleanName } from './names.ts'

test('[GS19] a name is one line, without what turns or hides the text around it', () => {
  expect(cleanName('  Ana\n\tMaria\u0000 ')).toBe('Ana Maria')
  expect(cleanName('\u202Eecila\u2066')).toBe('ecila')
  expect(cleanName(' \u200F\n ')).toBe('')
})

test('[GS19] names of all scripts, joiners and emoji stay as they are', () => {
  for (const name of ['محمد', 'דנה', 'می‌خواهم', '👩‍👩‍👧', 'Ångström', '王小明'])
    expect(cleanName(name)).toBe(name)
})
