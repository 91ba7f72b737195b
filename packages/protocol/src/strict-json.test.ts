import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toUtf8 } from './bytes.ts'
import { type Json, parseStrictJson } from './strict-json.ts'

const read = (text: string) => parseStrictJson(toUtf8(text))

/** As JSON.parse gives it, which knows no maps. */
function plain(value: Json | undefined): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([k, v]) => [k, plain(v)]))
  return Array.isArray(value) ? value.map(plain) : value
}

test('[PR26] what is JSON for everybody reads as everybody reads it, however it is spaced and escaped', () => {
  let texts = 0
  const anyText = fc.json({ maxDepth: 5, noUnicodeString: false })
  fc.assert(
    fc.property(anyText, fc.constantFrom('', ' ', '\n\t'), (text, space) => {
      const known: unknown = JSON.parse(text)
      expect(JSON.stringify(plain(read(space + text + space)))).toBe(JSON.stringify(known))
      expect(JSON.stringify(plain(read(JSON.stringify(known, undefined, 2))))).toBe(
        JSON.stringify(known),
      )
      texts += text.length
    }),
  )
  expect(texts).toBeGreaterThan(500)
  expect(read('"\\u00e9\\/\\ud83d\\ude00"')).toBe('é/😀')
})

test('[PR26] what JSON.parse refuses is refused, and no bytes make it throw', () => {
  let refused = 0
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:0.e-+tfnul\\u"a1 ') }), (text) => {
      let isJson = true
      try {
        JSON.parse(text)
      } catch {
        isJson = false
        refused++
      }
      if (!isJson) expect(read(text)).toBeUndefined()
    }),
    { numRuns: 2_000 },
  )
  expect(refused).toBeGreaterThan(500)
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void parseStrictJson(bytes)))
})

test('[PR26] a name said twice, half a surrogate pair, too deep a nest and broken UTF-8 are faults', () => {
  for (const text of [
    '{"sub":"a","sub":"b"}',
    '{"a":{"x":1,"x":1}}',
    '{"\\u0073ub":1,"sub":2}',
    '"\\ud800"',
    '"\\udc00\\ud800"',
    `${'['.repeat(10)}${']'.repeat(10)}`,
    '1 1',
    '',
    '{"a":1,}',
    '01',
    "{'a':1}",
    '"\n"',
  ])
    expect([text, read(text)]).toEqual([text, undefined])
  expect(parseStrictJson(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined()
  expect(read('{"__proto__":{"sub":"x"}}')).toEqual(
    new Map([['__proto__', new Map([['sub', 'x']])]]),
  )
})
