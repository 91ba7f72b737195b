/** What the palette finds: every word typed must be in the name, the ones that begin it come first. */

export interface Findable {
  /** Unique over all that can be found. */
  readonly id: string
  readonly kind: 'group' | 'person' | 'command'
  readonly name: string
  /** Other words by whose beginnings it is found, with spaces between them. */
  readonly words?: string | undefined
}

const SHOWN = 50

/** In the order they are shown; with nothing typed, all as they came. */
export function findIn<T extends Findable>(all: readonly T[], typed: string): readonly T[] {
  const words = folded(typed).split(/\s+/).filter(Boolean)
  if (words.length === 0) return all.slice(0, SHOWN)
  return all
    .flatMap((one) => {
      const rank = rankOf(one, words)
      return rank === undefined ? [] : [{ one, rank }]
    })
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, SHOWN)
    .map(({ one }) => one)
}

/** 0: the name begins so · 1: a word of it does · 2: somewhere in it · 3: by its other words. */
function rankOf(one: Findable, words: readonly string[]): number | undefined {
  const name = folded(one.name)
  const others = folded(one.words ?? '').split(' ')
  const isNamed = (word: string) => name.includes(word)
  const isKnown = (word: string) => isNamed(word) || others.some((other) => other.startsWith(word))
  if (!words.every(isKnown)) return undefined
  if (!words.every(isNamed)) return 3
  const [first = ''] = words
  if (name.startsWith(first)) return 0
  return name.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(first)) ? 1 : 2
}

/** Small letters without the marks on them: `Zoe` finds `Zoë`. */
function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase().trim()
}
