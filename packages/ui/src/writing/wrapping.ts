/** Puts a selection between two signs, or takes them away again: what the formatting keys do. */

export interface Selected {
  readonly text: string
  readonly from: number
  readonly to: number
}

export interface Replacement {
  /** What of the text is replaced. */
  readonly from: number
  readonly to: number
  readonly by: string
  /** What is selected afterwards. */
  readonly selectFrom: number
  readonly selectTo: number
}

/** Blanks at the selection's edges stay outside, or the signs would mean nothing. */
export function wrapped({ text, from, to }: Selected, sign: string): Replacement {
  const inside = text.slice(from, to)
  const begin = from + (inside.length - inside.trimStart().length)
  const end = inside.trim() === '' ? begin : to - (inside.length - inside.trimEnd().length)
  const words = text.slice(begin, end)
  const size = sign.length
  const isAround = text.slice(begin - size, begin) === sign && text.slice(end, end + size) === sign
  if (isAround && begin >= size && !isPartOfMore(text, begin - size, end + size, sign))
    return {
      from: begin - size,
      to: end + size,
      by: words,
      selectFrom: begin - size,
      selectTo: end - size,
    }
  if (words.length > 2 * size && words.startsWith(sign) && words.endsWith(sign)) {
    const bare = words.slice(size, -size)
    return { from: begin, to: end, by: bare, selectFrom: begin, selectTo: begin + bare.length }
  }
  return {
    from: begin,
    to: end,
    by: `${sign}${words}${sign}`,
    selectFrom: begin + size,
    selectTo: end + size,
  }
}

/** One star of two is not italic. */
function isPartOfMore(text: string, from: number, to: number, sign: string): boolean {
  const letter = sign.charAt(0)
  let before = 0
  while (text.charAt(from - 1 - before) === letter) before++
  let after = 0
  while (text.charAt(to + after) === letter) after++
  return sign === '*' && before === 1 && after === 1
}
