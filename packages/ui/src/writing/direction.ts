/**
 * Which way a text runs, by its first letter: as `dir="auto"` decides, for what stands around the text and
 * cannot know it otherwise. Untrusted text.
 */

const FIRST_LETTER = /\p{L}/u
/** Hebrew, Arabic and the other scripts that run to the left, in their blocks of Unicode. */
const TO_THE_LEFT =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u

/** The names of the people it mentions do not count: each stands there isolated. */
export function directionOf(
  text: string,
  mentions: readonly { readonly name: string }[] = [],
): 'ltr' | 'rtl' {
  const words = mentions.reduce((left, { name }) => left.replaceAll(`@${name}`, ''), text)
  const first = FIRST_LETTER.exec(words)?.[0] ?? ''
  return TO_THE_LEFT.test(first) ? 'rtl' : 'ltr'
}
