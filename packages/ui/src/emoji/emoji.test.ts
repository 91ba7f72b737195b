import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emojiGroups, toned } from './emoji-list.ts'
import { moved } from './moves.ts'
import { isEmoji } from './only-emoji.ts'
import { handyEmoji, recentEmoji, rememberEmoji } from './own-emoji.ts'
import { searchEmoji } from './search.ts'

const text = readFileSync(fileURLToPath(new URL('./list/en.txt', import.meta.url)), 'utf8')
const groups = emojiGroups(text)
const all = groups.flatMap(({ emoji }) => emoji)
const search = (query: string) => searchEmoji(groups, query, 12).map(({ emoji }) => emoji)

test('the list is whole: every group, every one a whole emoji, with a name', () => {
  expect(groups.map(({ id }) => id)).toEqual([0, 1, 3, 4, 5, 6, 7, 8, 9])
  expect(all.length).toBeGreaterThan(1_800)
  expect(all.filter(({ emoji, name }) => !isEmoji(emoji) || name === '')).toEqual([])
  expect(new Set(all.map(({ emoji }) => emoji)).size).toBe(all.length)
})

test('emoji are found by the beginnings of what people call them, whatever the case', () => {
  expect(search('smi').slice(0, 2)).toEqual(['😃', '😄']) // smiley, smile
  expect(search('tada')[0]).toBe('🎉')
  expect(search('+1')[0]).toBe('👍')
  expect(search('Thumbs UP')[0]).toBe('👍')
  expect(search('heart')).toContain('❤️')
  expect(search('germany')).toContain('🇩🇪')
  expect(search('pinata')).toContain('🪅') // written piñata
  for (const nothing of ['', ' ', 'qqqq', '*', '\u0000', '__proto__'])
    expect(search(nothing)).toEqual([])
})

test('what is searched for never throws, and finds only what was asked for', () => {
  let found = 0
  const query = fc.oneof(
    fc.constantFrom(...all.slice(0, 300).map(({ name }) => name.slice(0, 4))),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  fc.assert(
    fc.property(query, (asked) => {
      found += searchEmoji(groups, asked, 50).length
    }),
  )
  expect(found).toBeGreaterThan(100) // not vacuous
})

test('a skin tone goes behind every sign that takes one, and to nothing else', () => {
  const of = (name: string) => all.find((one) => one.name === name)
  const wave = of('waving hand')
  const tada = of('party popper')
  expect(wave && toned(wave, '🏽')).toBe('👋🏽')
  expect(tada && toned(tada, '🏽')).toBe('🎉')
  expect(all.filter((one) => one.takesTone).length).toBeGreaterThan(250)
  expect(all.filter((one) => !isEmoji(toned(one, '🏿')))).toEqual([])
})

test('the last used come first, each once, before those everybody uses', () => {
  expect(handyEmoji(3)).toEqual(['👍', '❤️', '😂'])
  for (const emoji of ['🦔', '🎉', 'not one', '🦔']) rememberEmoji(emoji)
  expect(recentEmoji()).toEqual(['🦔', '🎉'])
  expect(handyEmoji(4)).toEqual(['🦔', '🎉', '👍', '❤️'])
})

test('arrow keys reach every emoji of the grid, and come back', () => {
  let walked = 0
  fc.assert(
    fc.property(
      fc.array(fc.nat(12), { minLength: 1, maxLength: 6, size: 'max' }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      (lengths, columns, isRightToLeft) => {
        const grid = { lengths, columns, isRightToLeft }
        const total = lengths.reduce((sum, length) => sum + length, 0)
        if (total === 0) return
        let spot = moved(grid, { section: 0, index: 0 }, 'Home') ?? { section: 0, index: 0 }
        const seen = new Set<string>()
        for (let at = 0; at < total; at++) {
          seen.add(`${spot.section}/${spot.index}`)
          spot = moved(grid, spot, isRightToLeft ? 'ArrowLeft' : 'ArrowRight') ?? spot
        }
        expect(seen.size).toBe(total)
        for (let at = 0; at < total; at++) spot = moved(grid, spot, 'ArrowUp') ?? spot
        expect(spot.index).toBeLessThan(columns)
        for (let at = 0; at < total; at++) spot = moved(grid, spot, 'ArrowDown') ?? spot
        expect(spot.section).toBe(lengths.findLastIndex((length) => length > 0))
        walked++
      },
    ),
  )
  expect(walked).toBeGreaterThan(50) // not vacuous
})
