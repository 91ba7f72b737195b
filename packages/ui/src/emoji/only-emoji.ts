/** Whether a text is a few emoji and nothing else: such are drawn large. */

const MOST = 3
const LONGEST_CHARS = 120
/** Flags are two letters of their own, keycaps a sign and two marks. */
const EMOJI =
  /^(?:\p{RI}{2}|[0-9#*]\ufe0f?\u20e3|\p{Extended_Pictographic}(?:\ufe0f|\p{EMod})?\u20e3?(?:[\u{e0020}-\u{e007e}]+\u{e007f})?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{EMod})?)*)$/u

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** One to three, with or without blanks between them. */
export function isOnlyEmoji(text: string): boolean {
  if (text.length > LONGEST_CHARS) return false
  let count = 0
  for (const { segment } of graphemes.segment(text)) {
    if (segment.trim() === '') continue
    if (!isEmoji(segment) || ++count > MOST) return false
  }
  return count > 0
}

/** One whole emoji as it is shown; a sign that is text unless told otherwise, as ©, is none. */
export function isEmoji(sign: string): boolean {
  if (!EMOJI.test(sign)) return false
  return /\p{Emoji_Presentation}|\ufe0f|\u20e3|\p{RI}/u.test(sign)
}
