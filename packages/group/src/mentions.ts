/** Whom a message names: those of its mentions that stand in its text, after an @. Rule TL25. */
import type { Mention } from '@parley/protocol'

/** Each once, in the order given. */
export function mentionsIn(
  text: string,
  mentions: readonly Mention[] | undefined,
): readonly Mention[] {
  if (mentions === undefined) return []
  return mentions.filter(
    (mention, at) =>
      text.includes(`@${mention.name}`) &&
      mentions.findIndex((other) => isSame(other, mention)) === at,
  )
}

export function isSameMentions(a: readonly Mention[], b: readonly Mention[]): boolean {
  return a.length === b.length && a.every((mention, at) => isSame(mention, b[at]))
}

function isSame(a: Mention, b: Mention | undefined): boolean {
  return a.person === b?.person && a.name === b.name
}
