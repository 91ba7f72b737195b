import { expect, test } from 'vitest'
import { isIn } from './text-steps.ts'
import { saidTooEarly, textsOf, textsSaid } from './texts-in-steps.ts'

const CODE = `import { count } from '../locale.ts'

export const someTexts = {
  embedded: { title: 'Chat' },
  message: {
    // A remark, and a text over two lines:
    status: { read: 'Read' }, // fixed
    by: (author: string) =>
      \`by \${author}\`,
    reactions: (n: number) => count(n, '#', '#'),
  },
  phrase: { title: 'Twelve words' },
} as const
`

test('each text comes in one step, and in no other', () => {
  const parts = (['first', 'conversation', 'rest'] as const).map((step) => textsOf(CODE, step))
  expect(parts.map((part) => part.includes("title: 'Chat'"))).toEqual([true, false, false])
  expect(parts.map((part) => part.includes("read: 'Read'"))).toEqual([true, false, false])
  expect(parts.map((part) => part.includes('by: (author'))).toEqual([false, true, false])
  expect(parts.map((part) => part.includes('reactions:'))).toEqual([false, false, true])
  expect(parts.map((part) => part.includes('Twelve words'))).toEqual([false, false, true])
})

test('a translation says the same texts of a step as English, with or without “as const”', () => {
  const german = CODE.replace(' as const', '').replace('Twelve words', 'Zwölf Wörter')
  expect(textsOf(german, 'rest')).toContain('Zwölf Wörter')
  expect(textsOf(german, 'first')).not.toContain('Zwölf Wörter')
  expect(() => textsOf('export const some = { ...others }', 'first')).toThrow('one by one')
  expect(() => textsOf('export function none() {}', 'first')).toThrow('no texts')
})

test('a topic is in a step wholly, partly or not, and what no step names is in the rest', () => {
  expect(isIn('embedded', 'first')).toBe('wholly')
  expect(isIn('embedded.title', 'first')).toBe('wholly')
  expect(isIn('message', 'first')).toBe('partly')
  expect(isIn('message.status.read', 'first')).toBe('wholly')
  expect(isIn('phrase', 'first')).toBe('not')
  expect(isIn('phrase.title', 'rest')).toBe('wholly')
  expect(isIn('message', 'rest')).toBe('partly')
  expect(isIn('embedded', 'rest')).toBe('not')
})

test('what a script says is found by whatever name it goes', () => {
  const topics = new Set(['message', 'phrase', 'people'])
  const said = (code: string) => textsSaid(code, topics)
  expect(said('texts.message.by(name)')).toEqual(['message.by'])
  expect(said('const says = texts.phrase; says.title + says.hint')).toEqual([
    'phrase.title',
    'phrase.hint',
  ])
  expect(said('const says = texts.phrase; draw(says)')).toEqual(['phrase'])
  expect(said('const { title, hint } = texts.phrase')).toEqual(['phrase.title', 'phrase.hint'])
  expect(said('const words = useWords(); words.people.failed')).toEqual(['people.failed'])
  expect(said('const { people } = useWords()')).toEqual(['people'])
  expect(said('texts.phrase[which]')).toEqual(['phrase'])
  expect(said('texts.subscribe(listen)')).toEqual([])
  expect(said('/** As texts.phrase says. */ // texts.people\ntexts.message.by(name)')).toEqual([
    'message.by',
  ])
})

test('a script that says what may not be here yet is named, also where another one brings it', () => {
  const chunk = (name: string, imports: string[], moduleIds: string[]) => ({
    ...{ name, fileName: `${name}.js`, imports, moduleIds },
  })
  const chunks = [
    chunk('face', ['shared.js'], ['frame.tsx']),
    chunk('talk', ['shared.js'], ['message.tsx']),
    chunk('embedded-contents', ['talk.js'], []),
    chunk('shared', [], ['shared.tsx']),
  ]
  const said: Readonly<Record<string, readonly string[]>> = {
    'frame.tsx': ['embedded.title'],
    'message.tsx': ['embedded.title', 'message.by', 'phrase.title'],
    'shared.tsx': ['message.by'],
  }
  expect(saidTooEarly(chunks, (id) => said[id] ?? [])).toEqual([
    'shared.tsx says "message.by" in the script "face": see text-steps.ts',
    'message.tsx says "phrase.title" in the script "talk": see text-steps.ts',
    'message.tsx says "phrase.title" in the script "embedded-contents": see text-steps.ts',
  ])
})
