import { afterEach, expect, test } from 'vitest'
import { english, setTexts, texts } from './catalogue.ts'
import { isLanguage, LANGUAGES, spokenOf } from './languages.ts'
import { list, locale, number } from './locale.ts'
import { joined, translated, type Translation } from './translation.ts'
import { loadTranslation } from './translations.ts'

afterEach(() => setTexts('en', undefined, []))

test('what a translation lacks, or takes with other parameters, is said in English', () => {
  const source = { a: 'A', b: { c: (n: number) => `C${n}`, d: 'D' }, steps: ['1', '2'] }
  const partly = { b: { c: () => 'without', d: 'deutsch' }, steps: ['eins'], more: 'unknown' }
  const said = translated(source, partly)
  expect(said.a).toBe('A')
  expect(said.b.c(3)).toBe('C3')
  expect(said.b.d).toBe('deutsch')
  expect(said.steps).toEqual(['1', '2'])
  expect(said).not.toHaveProperty('more')
})

test('texts that come in steps are joined, topic by topic', () => {
  const first = { a: 'A', b: { c: 'C' }, steps: ['1'] }
  const more = { b: { d: (n: number) => `D${n}` }, e: { f: 'F' }, steps: ['1', '2'] }
  const all = joined<Translation>(first, more)
  expect(all).toEqual({ a: 'A', b: { c: 'C', d: more.b.d }, e: { f: 'F' }, steps: ['1', '2'] })
  expect(first).toEqual({ a: 'A', b: { c: 'C' }, steps: ['1'] })
})

test('the first wanted language that Parley has is spoken, English when there is none', () => {
  expect(spokenOf(['fr-CA', 'de-AT', 'en'])).toBe('de')
  expect(spokenOf(['DE'])).toBe('de')
  expect(spokenOf(['fr', 'constructor', ''])).toBe('en')
  expect(spokenOf([])).toBe('en')
})

test('the texts change with the language, and so do lists and numbers, in the region wanted', async () => {
  setTexts('de', await loadTranslation('de'), ['en-US', 'de-AT'])
  expect(texts.dialog.cancel).toBe('Abbrechen')
  expect(locale()).toBe('de-AT')
  expect(list(['Anna', 'Ben', 'Cem'])).toBe('Anna, Ben und Cem')
  setTexts('de', await loadTranslation('de'), [])
  expect(number(10_000)).toBe('10.000')
  expect(texts.conversation.people(1)).toBe('1 Person')
  setTexts('en', undefined, [])
  expect(texts.dialog.cancel).toBe(english.dialog.cancel)
})

test('each language names just the kinds of numbers that Intl tells apart', () => {
  for (const code of Object.keys(LANGUAGES).filter(isLanguage)) {
    const known = new Intl.PluralRules(code).resolvedOptions().pluralCategories
    expect([...LANGUAGES[code].plurals].sort()).toEqual([...known].sort())
  }
})
