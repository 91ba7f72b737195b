/** What is being typed that could be completed: the beginning of an emoji's name, or of a person's. */

export interface Unfinished {
  readonly type: 'emoji' | 'mention'
  /** Where its sign stands, the colon or the at sign. */
  readonly from: number
  /** Behind it, up to the caret. */
  readonly query: string
}

const LONGEST = 40
const EMOJI = /(?:^|[\s([{"'])(:([\p{L}\p{N}_+-]{2,}))$/u
/** A name may have blanks in it; what stands in front of the sign is the end of something else. */
const MENTION = /(?:^|[^\p{L}\p{N}_@])(@((?:[^\s@][^\n@]*)?))$/u

/** Undefined when there is nothing to complete at the caret. */
export function unfinishedAt(text: string, caret: number): Unfinished | undefined {
  const before = text.slice(Math.max(0, caret - LONGEST), caret)
  for (const [type, pattern] of [['emoji', EMOJI] as const, ['mention', MENTION] as const]) {
    const [, whole, query] = pattern.exec(before) ?? []
    if (whole !== undefined && query !== undefined)
      return { type, from: caret - whole.length, query }
  }
  return undefined
}
