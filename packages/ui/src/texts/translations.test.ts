import { expect, test } from 'vitest'
import { english } from './catalogue.ts'
import { isLanguage, LANGUAGES } from './languages.ts'
import { heard, textsIn, wordsFor } from './spoken-words.fake.ts'
import { loadTranslation } from './translations.ts'

const OTHERS = Object.keys(LANGUAGES)
  .filter(isLanguage)
  .filter((language) => language !== 'en')

const source = textsIn(english)

/** What is the same in English and in another language: names, loans and bare forms. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  de: [
    'app',
    'connection.offline',
    'desk.title',
    'embedded.title',
    'emoji.open',
    'formatting.code',
    'formatting.link',
    'help.formats.code',
    'profile.status',
    'recovering.read',
    'roles.admin',
    'shell.sideOf.thread',
    'shell.sideOf.threads',
    'theme.themes.system',
    'threads.openList',
    'writing.emoji',
  ],
  es: ['app', 'embedded.title'],
  ar: ['app'],
  ja: ['app', 'recovering.read'],
}

test.each(OTHERS)(
  'no text of %s is missing, and none answers to no English one',
  async (language) => {
    const texts = textsIn(await loadTranslation(language))
    expect([...source.keys()].filter((path) => !texts.has(path))).toEqual([])
    expect([...texts.keys()].filter((path) => !source.has(path))).toEqual([])
  },
)

test.each(OTHERS)('%s says every word that is put into a sentence in English', async (language) => {
  const texts = textsIn(await loadTranslation(language))
  let said = 0
  for (const [path, text] of source) {
    const other = texts.get(path)
    expect(typeof other, path).toBe(typeof text)
    if (typeof text === 'string' || typeof other !== 'function') continue
    expect(other, path).toHaveLength(text.length)
    const ways = wordsFor(text)
    const all = ways.map((words) => heard(text, words))
    expect(
      ways.map((words) => heard(other, words)),
      path,
    ).toContainEqual(all[0])
    said++
  }
  expect(said).toBeGreaterThan(100)
})

test.each(OTHERS)('%s can say every number', async (language) => {
  const texts = textsIn(await loadTranslation(language))
  let said = 0
  for (const [path, text] of source) {
    const other = texts.get(path)
    if (typeof text === 'string' || typeof other !== 'function') continue
    const counts = wordsFor(text).every(
      ([n, ...more]) => typeof n === 'number' && more.length === 0,
    )
    if (!counts || text.length !== 1) continue
    for (const n of [0, 1, 2, 5, 11, 100, 1_000_000]) {
      expect(other(n), path).toMatch(/^[^#]+$/)
      said++
    }
  }
  expect(said).toBeGreaterThan(100)
})

test.each(OTHERS)('no text of %s is English by accident', async (language) => {
  const texts = textsIn(await loadTranslation(language))
  const same = [...texts].filter(([path, text]) => text !== '' && source.get(path) === text)
  expect(same.map(([path]) => path).sort()).toEqual(SAME[language])
})

test.each(Object.keys(LANGUAGES).filter(isLanguage))(
  'in %s every word of school stands in the place of a text of that name',
  async (language) => {
    const texts = language === 'en' ? source : textsIn(await loadTranslation(language))
    const words = [...texts].filter(([path]) => path.startsWith('inClass.'))
    expect(words.length).toBeGreaterThan(40)
    for (const [path, word] of words) {
      const plain = texts.get(path.slice('inClass.'.length))
      expect(typeof plain, path).toBe(typeof word)
      expect(plain, path).not.toBe(word)
      if (typeof plain === 'function') expect(word, path).toHaveLength(plain.length)
    }
  },
)

test('no word of school speaks of groups, owners, moderators or members', () => {
  const said = [...source].filter(([path]) => path.startsWith('inClass.'))
  for (const [path, word] of said) {
    const heardAs = typeof word === 'string' ? word : String(word('Ali', 'x'))
    expect(heardAs, path).not.toMatch(/\b(group|owner|admin|moderator|member)s?\b/i)
  }
})
