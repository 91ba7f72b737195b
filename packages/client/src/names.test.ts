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

test('[GS19] [AT196] no two names look the same by signs without a shape, and none is made of them alone', () => {
  const unseen = [
    '\u200B',
    '\u00AD',
    '\u2060',
    '\uFEFF',
    '\u3164',
    '\u2800',
    '\u200D',
    '\uFE0F',
    '\u034F',
    '\u{E0041}',
  ]
  for (const sign of unseen) {
    expect(cleanName(`Ali${sign}ce`)).toBe('Alice')
    expect(cleanName(`${sign}Alice${sign}`)).toBe('Alice')
    expect(cleanName(sign.repeat(3))).toBe('')
  }
  expect(cleanName('\u0301\u0302')).toBe('')
  expect(cleanName('Al\u200D\u202E\u200Dice')).toBe('Alice')
})

test('[GS19] [AT196] a letter carries no pile of marks that reaches over its neighbours', () => {
  expect([...cleanName(`Z${'\u0301'.repeat(90)}oe`)]).toHaveLength(8)
  for (const name of [
    'Nguyễn',
    'สมชื่อ',
    'שָׁלוֹם',
    'བསྒྲུབས',
    '葛\u{E0100}城',
    '1\uFE0F\u20E3',
    '❤\uFE0F',
    '🏴\u{E0067}\u{E0062}\u{E007F}',
  ])
    expect(cleanName(name)).toBe(name)
})
