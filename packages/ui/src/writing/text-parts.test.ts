import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textParts } from './text-parts.ts'

const links = (text: string) =>
  textParts(text).flatMap((part) => (part.type === 'link' ? [part.text] : []))

test('web addresses become links, the punctuation around them does not', () => {
  expect(links('see https://example.org/a?b=c#d.')).toEqual(['https://example.org/a?b=c#d'])
  expect(links('(https://example.org/x)')).toEqual(['https://example.org/x'])
  expect(links('https://en.example.org/wiki/Rust_(language), yes')).toEqual([
    'https://en.example.org/wiki/Rust_(language)',
  ])
  expect(links('http://a.example и HTTPS://B.example!')).toEqual([
    'http://a.example',
    'HTTPS://B.example',
  ])
})

test('nothing but http and https is ever a link, and no address that poses as another', () => {
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'http://',
    'https:// example.org',
    'https://bank.example@evil.example/',
    '//example.org',
    'ftp://example.org',
  ]) {
    expect(links(text)).toEqual([])
  }
  expect(links('https://example.org/\u202egpj.exe')).toEqual(['https://example.org/'])
})

test('whatever the text, its parts are exactly it and every link is http', () => {
  let linkCount = 0
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(' http://a.example ', '(https://b.example/c).'),
    fc.constantFrom('https://', 'http://a.example', '(', ')', '.', ' ', '\u202e'),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30, size: 'max' }), (pieces) => {
      const text = pieces.join('')
      const parts = textParts(text)
      expect(parts.map((part) => part.text).join('')).toBe(text)
      for (const part of parts) {
        if (part.type !== 'link') continue
        linkCount++
        expect(part.href).toMatch(/^https?:\/\//)
      }
    }),
    { numRuns: 200 },
  )
  expect(linkCount).toBeGreaterThan(100) // not vacuous
})
