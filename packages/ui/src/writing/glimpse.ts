/** The beginning of a text, where room is short. */
import { textOnly } from '../formatting/text-only.ts'

/** Markup takes this much room more than its words, at the least. */
const WITH_MARKUP = 8

/** What is quoted above what somebody says themselves. */
const QUOTED = /^(?:[^\S\n]*>[^\n]*\n)+/u

/**
 * The first line's start without its markup, for places that show a glimpse of a text. Never cuts a
 * character in two, and reads no more of a long text than it may need. Whoever quotes and then says something has said
 * what follows.
 */
export function glimpse(text: string, maxChars: number): string {
  const whole = text.trimStart()
  const said = whole.replace(QUOTED, '').trimStart() || whole
  const begin = said.slice(0, maxChars * WITH_MARKUP)
  const line = textOnly(begin, false).trimStart().split('\n', 1)[0] ?? ''
  const signs = Array.from(line.slice(0, maxChars * 2))
  return signs.length > maxChars || line.length > maxChars * 2
    ? `${signs.slice(0, maxChars).join('')}…`
    : line
}
