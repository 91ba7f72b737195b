/**
 * Whether a text is so long that its message shows the beginning only, told by counting: nothing is laid out
 * to know it. It may say so of a text that turns out short, as gaps and long lines of code do: the style sheet,
 * which knows the height, shows that whole. Never of a message that takes less than half a phone's screen.
 */

/** A text of fewer lines is shown whole: folded it would be hardly shorter. */
const LONG_LINES = 20
/** Letters in a line of a bubble, roughly: on a phone or in a pane, and at its widest. */
const NARROW = 42
const WIDE = 72
/** Letters as wide as two: Chinese, Japanese, Korean. */
const BROAD = /[\u2e80-\ud7ff\uf900-\uffef]/g

/** Where there is little room, or everywhere. */
export type Fold = 'narrow' | 'always'

export function foldOf(text: string): Fold | undefined {
  if (text.length < LONG_LINES) return undefined
  const lines = text.replace(BROAD, '$&$&').split('\n')
  const isLong = (columns: number) =>
    lines.reduce((sum, line) => sum + Math.ceil((line.length || 1) / columns), 0) >= LONG_LINES
  return isLong(WIDE) ? 'always' : isLong(NARROW) ? 'narrow' : undefined
}
