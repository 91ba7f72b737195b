/** The colours, judged by arithmetic: what stands on what must be told apart in every theme. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const SOURCE = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
const [USUAL = '', MORE = ''] = SOURCE.split('@media (prefers-contrast: more)')
const THEMES = { light: 0, dark: 1 } as const
type Theme = keyof typeof THEMES

const GROUNDS = ['paper', 'surface', 'raised', 'sunken', 'bubble-mine', 'bubble-theirs']
const PEOPLE = [0, 1, 2, 3, 4, 5].map((n) => `person-${n}`)

/** Words, and the grounds they stand on. */
const WORDS: readonly (readonly [ink: string, grounds: readonly string[]])[] = [
  ['ink', [...GROUNDS, 'accent-soft', 'late-soft', 'danger-soft']],
  ['ink-soft', GROUNDS],
  ['accent-strong', [...GROUNDS, 'accent-soft']],
  ['ink-on-accent', ['accent', 'accent-strong']],
  ['good', ['surface', 'paper']],
  ['late', ['bubble-mine', 'bubble-theirs', 'late-soft']],
  ['danger', ['surface', 'paper', 'raised', 'danger-soft']],
  ...PEOPLE.map((one) => [one, ['paper', 'surface', 'bubble-mine', 'bubble-theirs']] as const),
]

/** Edges and signs without words. */
const SIGNS: readonly (readonly [sign: string, grounds: readonly string[]])[] = [
  ['line-strong', ['paper', 'surface', 'raised']],
  ['accent', ['paper', 'surface', 'raised', 'bubble-theirs']],
]

test.each(['light', 'dark'] as const)('words have 4.5 to 1 and signs 3 to 1: %s', (theme) => {
  const { tooFaint, judged } = judge(theme, false, { words: 4.5, signs: 3 })
  expect(tooFaint).toEqual([])
  expect(judged).toBeGreaterThan(40) // not vacuous
})

test.each(['light', 'dark'] as const)(
  'asked for more contrast, 7 to 1 and 4.5 to 1: %s',
  (theme) => {
    const { tooFaint, judged } = judge(theme, true, { words: 7, signs: 4.5 })
    expect(tooFaint).toEqual([])
    expect(judged).toBeGreaterThan(40)
  },
)

function judge(theme: Theme, more: boolean, least: { words: number; signs: number }) {
  const colours = coloursOf(theme, more)
  const tooFaint: string[] = []
  let judged = 0
  for (const [pairs, limit] of [
    [WORDS, least.words],
    [SIGNS, least.signs],
  ] as const) {
    for (const [front, grounds] of pairs) {
      for (const ground of grounds) {
        const ratio = contrast(must(colours, front), must(colours, ground))
        judged++
        if (ratio < limit) tooFaint.push(`${front} on ${ground}: ${ratio.toFixed(2)}`)
      }
    }
  }
  return { tooFaint, judged }
}

function coloursOf(theme: Theme, more: boolean): Map<string, string> {
  const found = new Map<string, string>()
  for (const source of more ? [USUAL, MORE] : [USUAL]) {
    for (const [, name, ...pair] of source.matchAll(
      /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g,
    ))
      found.set(name ?? '', pair[THEMES[theme]] ?? '')
  }
  return found
}

function must(colours: Map<string, string>, name: string): string {
  const colour = colours.get(name)
  if (colour === undefined) throw new Error(`No colour ${name}.`)
  return colour
}

/** As WCAG counts it, 1 to 21. */
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [lightness(one), lightness(other)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

function lightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
