import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coloursOf } from './highlight.ts'

test('code of a known language is coloured, of an unknown one it stays plain', () => {
  expect(coloursOf('ts', 'const a = "b" // c')).toContainEqual(['keyword', 'const'])
  expect(coloursOf('python strict', 'def f(): pass')).toContainEqual(['keyword', 'def'])
  expect(coloursOf('nosuchlanguage', 'a')).toBeUndefined()
  for (const name of ['__proto__', 'constructor', 'toString'])
    expect(coloursOf(name, 'a')).toBeUndefined()
})

test('whatever the code, its coloured parts are exactly it', () => {
  let coloured = 0
  const languages = [
    'js',
    'tsx',
    'python',
    'rust',
    'css',
    'html',
    'json',
    'sh',
    'diff',
    'md',
    'sql',
  ]
  const piece = fc.oneof(
    fc.constantFrom(
      '/*',
      '*/',
      '//',
      '#',
      '"',
      "'",
      '`',
      '${',
      '}',
      '<a',
      '/>',
      '\n',
      '\\',
      '{',
      ' ',
    ),
    fc.constantFrom('const', 'def', 'fn', '/re/', '=', '--', '<!--', '"""', '\u2028', '0x1', '@'),
    fc.string({ unit: 'binary', maxLength: 4 }),
  )
  fc.assert(
    fc.property(
      fc.constantFrom(...languages),
      fc.array(piece, { maxLength: 60, size: 'max' }),
      (language, pieces) => {
        const code = pieces.join('')
        const colours = coloursOf(language, code)
        if (colours === undefined) return
        coloured++
        expect(colours.map(([, text]) => text).join('')).toBe(code)
      },
    ),
    { numRuns: 500 },
  )
  expect(coloured).toBeGreaterThan(300) // not vacuous
})
