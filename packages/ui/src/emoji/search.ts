/** Finding emoji by the beginnings of words: their names, and what else people call them. */
import type { Emoji, EmojiGroup } from './emoji-list.ts'

/** Best first: what is called exactly so, then what is called so for short, then names that begin so, then the rest; each in the list's order. */
export function searchEmoji(
  groups: readonly EmojiGroup[],
  query: string,
  most: number,
): readonly Emoji[] {
  const wanted = wordsOf(query)
  if (wanted.length === 0) return []
  const found: { emoji: Emoji; rank: number }[] = []
  for (const { emoji: all } of groups)
    for (const emoji of all) {
      const rank = rankOf(emoji, wanted)
      if (rank !== undefined) found.push({ emoji, rank })
    }
  return found
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ emoji }) => emoji)
}

/** Lower is better; undefined when a word begins nothing. */
function rankOf(emoji: Emoji, wanted: readonly string[]): number | undefined {
  const name = wordsOf(emoji.name)
  const also = emoji.words.map(plain)
  const query = wanted.join(' ')
  if (name.join(' ') === query || also.slice(0, 3).includes(wanted.join('_'))) return 0
  const all = [...name, ...also.flatMap((word) => [word, ...word.split(/[_-]/)])]
  if (!wanted.every((word) => all.some((one) => one.startsWith(word)))) return undefined
  if (also[0]?.startsWith(wanted.join('_')) === true) return 1
  if (name.join(' ').startsWith(query)) return 2
  return wanted.every((word) => name.some((one) => one.startsWith(word))) ? 3 : 4
}

function wordsOf(text: string): readonly string[] {
  return plain(text)
    .split(/[^\p{L}\p{N}+-]+/u)
    .filter((word) => word !== '')
}

/** Without accents and capitals. */
function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
