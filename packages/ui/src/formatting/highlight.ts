/**
 * Which parts of a code get which colour. Loaded only once a message with code is on screen. Untrusted:
 * what comes of it is used only when its parts, joined, are exactly the code.
 */
import { SugarHigh, tokenize } from 'sugar-high/core'
import { lang, languages } from 'sugar-high/lang'

/** A kind of word, and the word. */
export type Colour = readonly [kind: string, text: string]

/** So many parts are drawn; code with more of them stays plain. */
const MAX_PARTS = 4_000

/** Undefined for a language nobody here knows. */
export function coloursOf(info: string, code: string): readonly Colour[] | undefined {
  const [name = ''] = info.split(/\s/, 1)
  const known = lang(name)
  const language = known === undefined ? undefined : languages.find(({ id }) => id === known)
  if (language === undefined) return undefined
  const colours = coloured(() => tokenize(code, language.config))
  const isWhole = colours?.map(([, text]) => text).join('') === code
  return isWhole && (colours?.length ?? 0) <= MAX_PARTS ? colours : undefined
}

/** Neighbours of one colour are one part. */
function coloured(tokens: () => readonly [number, string][]): readonly Colour[] | undefined {
  try {
    const parts: [string, string][] = []
    for (const [type, text] of tokens()) {
      const kind = KINDS.has(SugarHigh.TokenTypes[type] ?? '')
        ? (SugarHigh.TokenTypes[type] ?? '')
        : ''
      const last = parts.at(-1)
      if (last?.[0] === kind) last[1] += text
      else parts.push([kind, text])
    }
    return parts
  } catch {
    return undefined // somebody else's grammar, and anybody's code
  }
}

const KINDS = new Set([
  'keyword',
  'string',
  'class',
  'property',
  'entity',
  'jsxliterals',
  'comment',
])
