import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseMessage } from './parse.ts'
import type { Block, Inline } from './tree.ts'

const linkTexts = (content: readonly Inline[]): readonly string[] =>
  content.flatMap((part) => {
    if (part.type !== 'link') return 'content' in part ? linkTexts(part.content) : []
    return part.content.map((inner) => ('text' in inner ? inner.text : ''))
  })
const links = (text: string) =>
  parseMessage(text).flatMap((block: Block) =>
    block.type === 'paragraph' ? linkTexts(block.content) : [],
  )

test('web addresses become links, the punctuation and the markup around them do not', () => {
  expect(links('see https://example.org/a?b=c#d.')).toEqual(['https://example.org/a?b=c#d'])
  expect(links('(https://example.org/x)')).toEqual(['https://example.org/x'])
  expect(links('https://en.example.org/wiki/Rust_(language), yes')).toEqual([
    'https://en.example.org/wiki/Rust_(language)',
  ])
  expect(links('http://a.example и HTTPS://B.example!')).toEqual([
    'http://a.example',
    'HTTPS://B.example',
  ])
  expect(links('**https://a.example/b_c_d**')).toEqual(['https://a.example/b_c_d'])
  expect(links('~~https://a.example~~ `https://b.example`')).toEqual(['https://a.example'])
  expect(links('[https://a.example](https://b.example)')).toEqual(['https://a.example'])
})

test('what is not an address, or poses as another, is text', () => {
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'http://',
    'https:// example.org',
    'https://bank.example@evil.example/',
    '//example.org',
    'ftp://example.org',
    'x@y.example',
  ]) {
    expect(links(text)).toEqual([])
  }
  expect(links('https://example.org/\u202egpj.exe')).toEqual(['https://example.org/'])
})

test('whatever stands around it, a bare address is found whole', () => {
  let found = 0
  const around = fc.constantFrom(' ', '(', ')', '.', ', ', '*', '**', '"', '<', ' > ', '漢')
  fc.assert(
    fc.property(fc.array(around, { maxLength: 12, size: 'max' }), (signs) => {
      const text = `a ${signs.join('')} https://a.example/b_(c)?d=e*f ${signs.join('')}`
      expect(links(text)).toEqual(['https://a.example/b_(c)?d=e*f'])
      found++
    }),
  )
  expect(found).toBeGreaterThan(50) // not vacuous
})
