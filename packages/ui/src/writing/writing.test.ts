import type { PersonId } from '@parley/react'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unfinishedAt } from './completion.ts'
import { mentionsIn, type Named, peopleNamed } from './named-people.ts'
import { wrapped } from './wrapping.ts'

const person = (id: string, name: string): Named => ({ person: id as PersonId, name })
const PEOPLE = [
  person('1', 'Ali'),
  person('2', 'Ali Baba'),
  person('3', 'Mira'),
  person('4', 'Sam'),
  person('5', 'Sam'),
  person('6', '田中'),
  { person: 'everyone', name: 'everyone' } as const,
]
const at = (text: string) => unfinishedAt(text, text.length)

test('a colon and two letters begin an emoji, an at sign a name; inside of words neither does', () => {
  expect(at('so :smi')).toEqual({ type: 'emoji', from: 3, query: 'smi' })
  expect(at(':+1')).toEqual({ type: 'emoji', from: 0, query: '+1' })
  expect(at('hi @ali b')).toEqual({ type: 'mention', from: 3, query: 'ali b' })
  expect(at('(@')).toEqual({ type: 'mention', from: 1, query: '' })
  for (const text of [
    '',
    ':s',
    'at 10:30',
    'https://example',
    'a@b',
    '@ ',
    '@a\nb',
    'a :smi le',
    '@@',
  ])
    expect([text, at(text)]).toEqual([text, undefined])
  expect(unfinishedAt('@ali and more', 4)?.query).toBe('ali')
})

test('people are found by the beginning of their name or of a word in it', () => {
  const named = (query: string) => peopleNamed(PEOPLE, query, 8).map(({ name }) => name)
  expect(named('ali')).toEqual(['Ali', 'Ali Baba'])
  expect(named('BAB')).toEqual(['Ali Baba'])
  expect(named('ali b')).toEqual(['Ali Baba'])
  expect(named('')).toHaveLength(7)
  expect(named('zz')).toEqual([])
})

test('a text mentions whom it names as a whole, the longest name first, as it is written there', () => {
  const found = (text: string) =>
    mentionsIn(text, PEOPLE, new Map()).map((one) => `${one.person}:${one.name}`)
  expect(found('@Ali Baba and @mira, @everyone')).toEqual([
    '2:Ali Baba',
    '3:mira',
    'everyone:everyone',
  ])
  expect(found('@Alison and @Mirabelle')).toEqual([])
  expect(found('@田中さん')).toEqual(['6:田中'])
  expect(found('@Mira @Mira')).toEqual(['3:Mira'])
  expect(found('Ali, @ Ali')).toEqual([])
})

test('a name inside code calls nobody; in a quote, a list or strong words it calls', () => {
  const found = (text: string) => mentionsIn(text, PEOPLE, new Map()).map(({ person: who }) => who)
  expect(found('say `@Mira` to call')).toEqual([])
  expect(found('```\n@everyone\n```')).toEqual([])
  expect(found('`@Mira` calls @Mira')).toEqual(['3'])
  expect(found('> @Mira\n\n- **@Ali**')).toEqual(['3', '1'])
})

test('a name that two people have means whom one took for it, and nobody else', () => {
  expect(mentionsIn('@Sam?', PEOPLE, new Map())).toEqual([])
  const taken = new Map([['Sam', '5' as PersonId]])
  expect(mentionsIn('@Sam?', PEOPLE, taken)).toEqual([{ person: '5', name: 'Sam' }])
})

test('every mention stands in the text behind an at sign, whatever the text, and there are at most fifty', () => {
  let found = 0
  const piece = fc.constantFrom('@', 'Ali', ' ', 'Baba', '@Mira', 'mIrA', '田中', '@Sam', '\n', '.')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 80, size: 'max' }), (pieces) => {
      const text = pieces.join('')
      const mentions = mentionsIn(text, PEOPLE, new Map())
      for (const { name } of mentions) expect(text).toContain(`@${name}`)
      found += mentions.length
    }),
  )
  expect(found).toBeGreaterThan(50) // not vacuous
  const many = Array.from({ length: 60 }, (_, n) => person(`${n}`, `N${n}.`))
  expect(mentionsIn(many.map(({ name }) => `@${name}`).join(' '), many, new Map())).toHaveLength(50)
})

const after = (text: string, from: number, to: number, sign: string) => {
  const { by, ...made } = wrapped({ text, from, to }, sign)
  const result = text.slice(0, made.from) + by + text.slice(made.to)
  return [result, result.slice(made.selectFrom, made.selectTo)]
}

test('a formatting key puts signs around the words, and pressed again takes them away', () => {
  expect(after('a word here', 2, 6, '**')).toEqual(['a **word** here', 'word'])
  expect(after('a **word** here', 4, 8, '**')).toEqual(['a word here', 'word'])
  expect(after('a **word** here', 2, 10, '**')).toEqual(['a word here', 'word'])
  expect(after('a **word** here', 4, 8, '*')).toEqual(['a ***word*** here', 'word'])
  expect(after('a word here', 1, 7, '`')).toEqual(['a `word` here', 'word'])
  expect(after('', 0, 0, '~~')).toEqual(['~~~~', ''])
})

test('twice the same key leaves every text as it was', () => {
  let changed = 0
  fc.assert(
    fc.property(fc.string({ maxLength: 12, size: 'max' }), fc.nat(12), fc.nat(12), (text, a, b) => {
      fc.pre(!/[*~`]/.test(text))
      const [from = 0, to = 0] = [a, b]
        .map((n) => Math.min(n, text.length))
        .toSorted((x, y) => x - y)
      const once = wrapped({ text, from, to }, '**')
      const made = text.slice(0, once.from) + once.by + text.slice(once.to)
      const again = wrapped({ text: made, from: once.selectFrom, to: once.selectTo }, '**')
      expect(made.slice(0, again.from) + again.by + made.slice(again.to)).toBe(text)
      changed++
    }),
  )
  expect(changed).toBeGreaterThan(50) // not vacuous
})
