/** Where a link with words of its own leads: what stands between the round brackets behind them. */
import type { Meter } from './meter.ts'

export interface Destination {
  readonly address: string
  /** Behind the closing bracket. */
  readonly end: number
}

/** Deeper nested brackets end the search, so that it looks at no letter more than so many times. */
const MAX_NESTED = 16
const ESCAPED = /\\([!-/:-@[-`{-~])/g

/** `at` is behind the opening bracket. A title is not part of the grammar: with one, it is no link. */
export function destinationAt(text: string, at: number, meter: Meter): Destination | undefined {
  const start = skipBlanks(text, at, meter)
  const end =
    text.charAt(start) === '<' ? angledEnd(text, start, meter) : plainEnd(text, start, meter)
  if (end === undefined) return undefined
  const close = skipBlanks(text, end, meter)
  if (text.charAt(close) !== ')') return undefined
  const isAngled = text.charAt(start) === '<'
  const raw = isAngled ? text.slice(start + 1, end - 1) : text.slice(start, end)
  return { address: raw.replace(ESCAPED, '$1'), end: close + 1 }
}

function skipBlanks(text: string, at: number, meter: Meter): number {
  let to = at
  // At most one line end, as between any two words of a paragraph.
  for (let ends = 0; to < text.length; to++, meter.steps++) {
    const sign = text.charAt(to)
    if (sign === '\n' && ends++ > 0) break
    if (sign !== ' ' && sign !== '\t' && sign !== '\n') break
  }
  return to
}

function angledEnd(text: string, at: number, meter: Meter): number | undefined {
  for (let to = at + 1; to < text.length; to++, meter.steps++) {
    const sign = text.charAt(to)
    if (sign === '\\') to++
    else if (sign === '>') return to + 1
    else if (sign === '<' || sign === '\n') return undefined
  }
  return undefined
}

function plainEnd(text: string, at: number, meter: Meter): number | undefined {
  let opened = 0
  let to = at
  for (; to < text.length; to++, meter.steps++) {
    const sign = text.charAt(to)
    if (sign === '\\' && /[!-/:-@[-`{-~]/.test(text.charAt(to + 1))) to++
    else if (sign <= ' ') break
    else if (sign === '(' && ++opened > MAX_NESTED) return undefined
    else if (sign === ')' && --opened < 0) break
  }
  return opened > 0 ? undefined : to
}
