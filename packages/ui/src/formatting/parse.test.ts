import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMessage } from './parse.ts'
import { textOnly } from './text-only.ts'
import type { Block, Inline } from './tree.ts'

const MENTIONS = [
  { person: 'p1', name: 'Ali' },
  { person: 'p2', name: 'Ali Baba' },
  { person: 'everyone', name: 'everyone' },
  { person: 'p3', name: 'snake_case_*x*' },
]
const parse = (text: string) => parseMessage(text, { mentions: MENTIONS })

/** Every part of every block, wherever it stands. */
function parts(blocks: readonly Block[]): Inline[] {
  const within = (content: readonly Inline[]): Inline[] =>
    content.flatMap((part) => ('content' in part ? [part, ...within(part.content)] : [part]))
  return blocks.flatMap((block) => {
    switch (block.type) {
      case 'paragraph':
        return within(block.content)
      case 'quote':
        return parts(block.blocks)
      case 'list':
        return block.items.flatMap((item) => parts(item.blocks))
      default:
        return []
    }
  })
}
const types = (text: string) => parts(parse(text)).map(({ type }) => type)
const links = (text: string) =>
  parts(parse(text)).flatMap((part) => (part.type === 'link' ? [part] : []))
const mentioned = (text: string) =>
  parts(parse(text)).flatMap((part) => (part.type === 'mention' ? [part.mention.person] : []))

test('stars, underscores, tildes and backticks say how words look', () => {
  expect(types('*a*')).toEqual(['em', 'text'])
  expect(types('**a**')).toEqual(['strong', 'text'])
  expect(types('~~a~~')).toEqual(['strike', 'text'])
  expect(types('`*a*`')).toEqual(['code'])
  for (const text of ['2 * 3 * 4', 'snake_case_name', '~5 or ~6', '**', 'a`b', 'a ~~~b~~~'])
    expect(types(text)).toEqual(['text'])
  for (const text of ['-', '*', '+', '- - -', '***', '2.', '# a', '<b>a</b>', '&amp;', '![a]'])
    expect([text, textOnly(text), types(text)]).toEqual([text, text, ['text']])
  expect(textOnly('¯\\_(ツ)_/¯')).toBe('¯\\_(ツ)_/¯')
  expect(types('これは**重要。**です')).toEqual(['text', 'strong', 'text', 'text'])
})

test('line ends and indentation stay as they were typed, and so do empty lines', () => {
  expect(parse('  one\n two  \nthree')).toEqual([
    { type: 'paragraph', content: [{ type: 'text', text: '  one\n two  \nthree' }] },
  ])
  expect(parse('one\n\n\n\ntwo').map(({ type }) => type)).toEqual(['paragraph', 'gap', 'paragraph'])
  expect(textOnly('one\n\n\n\ntwo')).toBe('one\n\n\n\ntwo')
})

test('what is written below a quote or a list is not drawn into it', () => {
  expect(parse('> asked\nanswered').map(({ type }) => type)).toEqual(['quote', 'paragraph'])
  expect(parse('- milk\n- eggs\nThanks!').map(({ type }) => type)).toEqual(['list', 'paragraph'])
  expect(textOnly('To buy:\n- milk\n  - oat\n- eggs\n3. x\n3. y\n9. z')).toBe(
    'To buy:\n• milk\n• oat\n• eggs\n3. x\n4. y\n9. z',
  )
})

test('code stands between fences, with its language, and ends where people end it', () => {
  const code = (text: string) => parse(text).find((block) => block.type === 'code-block')
  expect(code('```ts\nlet *a*\n```')).toEqual({ type: 'code-block', info: 'ts', text: 'let *a*' })
  expect(code('```\nfoo()```\nafter')).toMatchObject({ text: 'foo()' })
  expect(parse('```\nfoo()```\nafter')).toHaveLength(2)
  expect(code('```\nnever closed')).toMatchObject({ text: 'never closed' })
  expect(types('```one line```')).toEqual(['code'])
})

test('a link with words of its own says where it leads, unless the words do', () => {
  const [link] = links('[my bank](https://evil.example/login)')
  expect(link).toMatchObject({ href: 'https://evil.example/login', target: 'evil.example' })
  for (const text of [
    'https://example.org/a?b=c#d',
    'HTTPS://Example.org',
    '[example.org](https://example.org)',
    '[https://example.org/ä](https://example.org/ä)',
    '<mailto:a@b.example>',
    '<a@b.example>',
  ])
    expect([text, links(text)[0]?.target]).toEqual([text, undefined])
  expect(links('[https://bank.example](https://evil.example)')[0]?.target).toBe('evil.example')
  expect(links('[a@b.example](mailto:c@d.example)')[0]?.target).toBe('c@d.example')
  // A letter of another alphabet that looks like ours.
  expect(links('https://\u0430pple.example')[0]?.target).toBe('xn--pple-43d.example')
})

test('nothing but http, https and mailto is ever a link, and no address that poses as another', () => {
  for (const address of [
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'http://',
    '//example.org',
    '/etc',
    '',
    'https://bank.example@evil.example/',
    'mailto:a@b.example?bcc=c@d.example',
    'mailto:',
    'ftp://example.org',
    'https://example.org/\u202egpj.exe',
  ])
    for (const text of [`[x](${address})`, `[x](<${address}>)`, `<${address}>`])
      expect([
        text,
        links(text).filter(({ content }) => textOf(content) !== 'https://example.org/'),
      ]).toEqual([text, []])
})

const textOf = (content: readonly Inline[]) =>
  content.map((part) => (part.type === 'text' ? part.text : '')).join('')

test('names light up only where the message says so, the longest first, and never in code', () => {
  expect(mentioned('@Ali and @Ali Baba, @everyone!')).toEqual(['p1', 'p2', 'everyone'])
  expect(mentioned('@snake_case_*x* is here')).toEqual(['p3'])
  expect(mentioned('*@Ali*')).toEqual(['p1'])
  expect(mentioned('@Bob `@Ali` Ali')).toEqual([])
})

/** Letters that are no markup, in order; what hides in a link's target is not looked for. */
const letters = (text: string) => text.replace(/[^\p{L}\p{M}]/gu, '')

const PIECES = [
  ...['*', '**', '_', '__', '~~', '`', '``', '```', '~~~', '[', '](', ')', '<', '>', '@', '\\'],
  ...[
    '\n',
    '\n\n',
    '- ',
    '1. ',
    '> ',
    '  ',
    '    ',
    '\t',
    '@Ali',
    '¯',
    'ä',
    '漢。',
    '\u202e',
    '👍',
  ],
]
const anyText = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 4 })), {
    maxLength: 60,
    size: 'max',
  })
  .map((pieces) => pieces.join(''))

test('whatever the text, nothing is thrown and every letter is there, in its order', () => {
  const seen = new Set<string>()
  let withMarkup = 0
  fc.assert(
    fc.property(anyText, (text) => {
      const blocks = parse(text)
      for (const { type } of [...blocks, ...parts(blocks)]) seen.add(type)
      const shown = textOnly(text)
      expect(letters(shown)).toBe(letters(text))
      if (shown !== text) withMarkup++
    }),
    { numRuns: 2_000 },
  )
  expect(withMarkup).toBeGreaterThan(500) // not vacuous
  expect(seen.size).toBeGreaterThan(9)
})

test('with links in it, every letter that is not a link’s target is there, in its order', () => {
  let linkCount = 0
  const piece = fc.oneof(
    fc.constantFrom('[', ']', '](https://1.2.3.4/5)', 'https://1.2.3.4/5 ', '<https://1.2.3.4>'),
    fc.constantFrom('*', '`', ' ', '(', ')', '\n', 'a', 'b', 'ḉ'),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40, size: 'max' }), (pieces) => {
      const text = pieces.join('')
      linkCount += links(text).length
      for (const { href } of links(text)) expect(href).toMatch(/^https:\/\/1\.2\.3\.4\//)
      const plain = (one: string) => letters(one.replaceAll('https', ''))
      expect(plain(textOnly(text))).toBe(plain(text))
    }),
    { numRuns: 1_000 },
  )
  expect(linkCount).toBeGreaterThan(1_000) // not vacuous
})

/** What has blown up parsers of markup before, filled to the size of the longest message. */
const BLOWUPS = [
  '*',
  '**',
  '_',
  '~~',
  '`',
  '[',
  ']',
  '[]',
  '](',
  '[](',
  '<',
  '>',
  '> ',
  '- ',
  '1. ',
  '\\',
  '@',
  'h',
  '*a ',
  '**a ',
  '*a_ ',
  '_a*',
  '*a**b',
  '**a*',
  'a**b',
  '~~a ',
  '`a',
  '``a`',
  '`a``b```c',
  '[a](',
  '[a](b',
  '[a](<b',
  '[a](<b> ',
  '[a](https://b',
  '![[a](https://b)',
  '[a](https://b.example) ',
  '](http://a',
  'http://a](',
  'http://',
  'http://a@',
  'https://a.example/(',
  'https://a.',
  '<http://a',
  '<a@b',
  '<a:',
  '@Ali',
  '@Ali Bab',
  '\n',
  ' \n',
  '- \n',
  '-\n\n',
  '- a\n\n',
  '> a\n\n',
  '```\n',
  '~~~\n',
  '```a\n',
  '- ```\n',
  '> - ',
  '- > ',
  '>\n',
  '1)\n',
  '\t- ',
  '\t',
  '  - a\n',
  '- a\n ',
  '***\n',
  '- - -\n',
  '* * ',
  'a\n',
  '*\n*',
  '(',
  '((((',
  '[[[a](https://b.example)',
  '*[a](https://b.example)',
  '\ud800',
  '\\`',
  '`\\',
]

test('a hostile text costs so many steps a letter and no more, however it is made', () => {
  let dearest = 0
  const mentions = Array.from({ length: 50 }, (_, n) => ({
    person: `p${n}`,
    name: `${'Ali'.repeat(20)}${'@'.repeat(n)}x`,
  }))
  for (const unit of BLOWUPS) {
    const costs = [1_000, 10_000].map((size) => {
      const meter = { steps: 0 }
      const text = unit.repeat(Math.ceil(size / unit.length)).slice(0, size)
      parseMessage(text, { mentions, meter })
      return meter.steps / size
    })
    const [small = 0, large = 0] = costs
    dearest = Math.max(dearest, large)
    expect([unit, large < 80]).toEqual([unit, true])
    // Ten times the text, ten times the work: what is quadratic would be at a hundred.
    expect([unit, large <= small * 1.5 + 1]).toEqual([unit, true])
  }
  expect(dearest).toBeGreaterThan(3) // the meter counts
})

test('any mixture of hostile pieces is as cheap', () => {
  let parsed = 0
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...BLOWUPS), { minLength: 1, maxLength: 6, size: 'max' }),
      (units) => {
        const unit = units.join('')
        const text = unit.repeat(Math.ceil(10_000 / unit.length)).slice(0, 10_000)
        const meter = { steps: 0 }
        parseMessage(text, { mentions: MENTIONS, meter })
        parsed += text.length
        expect(meter.steps / text.length).toBeLessThan(80)
      },
    ),
    { numRuns: 150 },
  )
  expect(parsed).toBeGreaterThan(1_000_000) // not vacuous
})

test('emphasis and quotes nest as deep as can be drawn, and no deeper', () => {
  const depth = (blocks: readonly Block[]): number =>
    Math.max(0, ...blocks.map((block) => (block.type === 'quote' ? 1 + depth(block.blocks) : 0)))
  const inDepth = (content: readonly Inline[]): number =>
    Math.max(0, ...content.map((part) => ('content' in part ? 1 + inDepth(part.content) : 0)))
  expect(depth(parse('>'.repeat(5_000) + 'a'))).toBe(6)
  const text = '**a '.repeat(1_000) + ' a**'.repeat(1_000)
  const [block] = parse(text)
  expect(block?.type === 'paragraph' && inDepth(block.content)).toBe(8)
  expect(letters(textOnly(text))).toBe(letters(text))
  expect(textOnly(text).match(/\*/g)).toHaveLength(2 * 2 * (1_000 - 8))
})

test('naughty strings and script payloads keep every letter, and lead nowhere but to the web', () => {
  const hostile = new URL('../../../../fixtures/hostile/', import.meta.url)
  const read = (path: string) => readFileSync(fileURLToPath(new URL(path, hostile)))
  const naughty = JSON.parse(read('blns/blns.json').toString('utf8')) as string[]
  const payloads = gunzipSync(read('xss/xss-payload-list.txt.gz')).toString('utf8').split('\n')
  let checked = 0
  for (const text of [...naughty, ...payloads]) {
    for (const { href } of links(text)) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/)
    if (links(text).every((link) => text.includes(textOf(link.content)) && !text.includes('](')))
      expect(letters(textOnly(text))).toBe(letters(text))
    checked++
  }
  expect(checked).toBeGreaterThan(3_000) // not vacuous
})
