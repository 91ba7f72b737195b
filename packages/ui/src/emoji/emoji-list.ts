/**
 * All emoji by group, with their names and what else one may look for, in the language spoken. Each list is a file of its own that
 * is loaded when somebody first wants it, and kept with the app: it needs no network then.
 */
import type { Language } from '../texts/languages.ts'

export interface Emoji {
  readonly emoji: string
  readonly name: string
  /** What else people call it; short codes first. */
  readonly words: readonly string[]
  readonly takesTone: boolean
}

export interface EmojiGroup {
  /** As Unicode numbers them. */
  readonly id: number
  readonly emoji: readonly Emoji[]
}

const LISTS: Readonly<Partial<Record<Language, () => Promise<{ default: string }>>>> = {
  de: () => import('./list/de.txt?raw'),
  es: () => import('./list/es.txt?raw'),
  ja: () => import('./list/ja.txt?raw'),
}
const english = () => import('./list/en.txt?raw')

const loading = new Map<Language, Promise<readonly EmojiGroup[]>>()

/** The same promise each time; a failure is forgotten, so that the next call tries again. */
export function loadEmoji(language: Language): Promise<readonly EmojiGroup[]> {
  const known = loading.get(language)
  if (known !== undefined) return known
  const load = LISTS[language] ?? english
  const made = load().then(({ default: text }) => emojiGroups(text))
  loading.set(language, made)
  made.catch(() => loading.delete(language))
  return made
}

/** The format is told beside the list. */
export function emojiGroups(text: string): readonly EmojiGroup[] {
  const groups: { id: number; emoji: Emoji[] }[] = []
  for (const line of text.split('\n')) {
    const [emoji = '', name, words = ''] = line.split('\t')
    if (name === undefined) {
      if (emoji.startsWith('#')) groups.push({ id: Number(emoji.slice(1)), emoji: [] })
      continue
    }
    groups.at(-1)?.emoji.push({
      emoji,
      name: name.replace(/^\+/, ''),
      words: words === '' ? [] : words.split(' '),
      takesTone: name.startsWith('+'),
    })
  }
  return groups
}

/** '' for the yellow that is nobody's. */
export const TONES = ['', '🏻', '🏼', '🏽', '🏾', '🏿'] as const

export type Tone = (typeof TONES)[number]

/** The emoji in a skin tone; the same emoji when it takes none. */
export function toned({ emoji, takesTone }: Emoji, tone: Tone): string {
  if (!takesTone || tone === '') return emoji
  return emoji.replace(/(\p{Emoji_Modifier_Base})\ufe0f?/gu, `$1${tone}`)
}
