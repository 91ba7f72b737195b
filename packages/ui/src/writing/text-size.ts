/** How long a text is in the unit limits are said in, bytes of UTF-8; and its beginning, where room is short. */
import { textOnly } from '../formatting/text-only.ts'

/** Counts without encoding; a lone surrogate becomes U+FFFD and takes three bytes, as in the encoder. */
export function utf8Bytes(text: string): number {
  let bytes = 0
  for (const sign of text) {
    const point = sign.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}

/** As people count them: an emoji of several signs is one. */
export function characters(text: string): number {
  return [...new Intl.Segmenter().segment(text)].length
}

/** A count is shown from nine tenths of the limit on; before that it only disturbs. */
export function isNearLimit(bytes: number, limitBytes: number): boolean {
  return bytes >= limitBytes * 0.9
}

/** Markup takes this much room more than its words, at the least. */
const WITH_MARKUP = 8

/**
 * The first line's start without its markup, for places that show a glimpse of a text. Never cuts a
 * character in two, and reads no more of a long text than it may need.
 */
export function glimpse(text: string, maxChars: number): string {
  const begin = text.trimStart().slice(0, maxChars * WITH_MARKUP)
  const line = textOnly(begin, false).trimStart().split('\n', 1)[0] ?? ''
  const signs = Array.from(line.slice(0, maxChars * 2))
  return signs.length > maxChars || line.length > maxChars * 2
    ? `${signs.slice(0, maxChars).join('')}…`
    : line
}
