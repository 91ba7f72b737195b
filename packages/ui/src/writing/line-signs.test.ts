import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fenced, lined, linked } from './line-signs.ts'
import type { Replacement } from './wrapping.ts'

/** What it makes of a text whose selection is marked, marked the same way. */
function after(marked: string, make: (text: Selection) => Replacement): string {
  const { by, from, to, selectFrom, selectTo } = make(selectionIn(marked))
  const { text } = selectionIn(marked)
  const made = text.slice(0, from) + by + text.slice(to)
  return `${made.slice(0, selectFrom)}|${made.slice(selectFrom, selectTo)}|${made.slice(selectTo)}`
}

type Selection = ReturnType<typeof selectionIn>

function selectionIn(marked: string) {
  const [before = '', inside = '', behind = ''] = marked.split('|')
  const from = before.length
  return { text: before + inside + behind, from, to: from + inside.length }
}

const list = (marked: string) => after(marked, (one) => lined(one, '- '))

test('a list begins where one stands, and every line that is selected becomes a part of it', () => {
  expect(list('||')).toBe('- ||')
  expect(list('to|| buy')).toBe('- to|| buy')
  expect(list('one\nt|wo\nthr|ee')).toBe('one\n|- two\n- three|')
  expect(list('|one\n\ntwo|')).toBe('|- one\n\n- two|')
  expect(list('|one\n|two')).toBe('|- one|\ntwo')
})

test('pressed again, the signs are gone and one writes on where one was', () => {
  expect(list('- to|| buy')).toBe('to|| buy')
  expect(list('-|| buy')).toBe('||buy')
  expect(list('|- one\n- two|')).toBe('|one\ntwo|')
  expect(list('|- one\ntwo|')).toBe('|- one\n- two|')
})

test('whatever the lines, twice the same sign leaves them as they were', () => {
  let changed = 0
  const line = fc.constantFrom('one', 'two words', 'three', '')
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6, size: 'max' }), (lines) => {
      const text = lines.join('\n')
      fc.pre(text.trim() !== '')
      const once = lined({ text, from: 0, to: text.length }, '> ')
      const made = once.by + text.slice(once.to)
      const again = lined({ text: made, from: once.selectFrom, to: once.selectTo }, '> ')
      expect(again.by + made.slice(again.to)).toBe(text)
      if (made !== text) changed++
    }),
  )
  expect(changed).toBeGreaterThan(50) // not vacuous
})

test('code of several lines has fences on lines of their own', () => {
  expect(after('|a\nb|', fenced)).toBe('```\n|a\nb|\n```')
  expect(after('so: |a\nb| and', fenced)).toBe('so: \n```\n|a\nb|\n```\n and')
})

test('a link asks for what is missing: its address, its words', () => {
  expect(after('see |the map| here', linked)).toBe('see [the map](https://||) here')
  expect(after('see |https://map.example/x|', linked)).toBe('see [||](https://map.example/x)')
  expect(after('||', linked)).toBe('[||](https://)')
})
