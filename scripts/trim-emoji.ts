/**
 * Makes the list of emoji that the app carries, small enough to load when somebody looks for one: from
 * emojibase-data, without what older phones cannot draw. `npx tsx scripts/trim-emoji.ts` writes it.
 */
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

/** Newer ones are empty boxes to people whose devices are some years old. */
const NEWEST_VERSION = 15.1
/** Parts of emoji, not emoji. */
const COMPONENTS = 2
const TONES = ['🏻', '🏼', '🏽', '🏾', '🏿']

interface Emoji {
  readonly emoji: string
  readonly hexcode: string
  readonly label: string
  readonly tags?: readonly string[]
  readonly group?: number
  readonly order?: number
  readonly version: number
  readonly type: number
  readonly text: string
  readonly skins?: readonly { readonly emoji: string; readonly tone: number | readonly number[] }[]
}

type Shortcodes = Readonly<Record<string, string | readonly string[]>>

/**
 * One line each: the emoji, its name, what else one may look for, each after a tab; a plus before the name
 * of one that takes a skin tone. A line with a number sign begins a group.
 */
export function trimmedEmoji(locale: string): string {
  const load = createRequire(import.meta.url)
  const all = load(`emojibase-data/${locale}/data.json`) as readonly Emoji[]
  const codes = ['github', 'emojibase'].map(
    (name) => load(`emojibase-data/en/shortcodes/${name}.json`) as Shortcodes,
  )
  const lines: string[] = []
  let group: number | undefined
  const shown = all
    .filter((one) => one.group !== undefined && one.group !== COMPONENTS)
    .filter(({ version }) => version <= NEWEST_VERSION)
    .toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0))
  for (const one of shown) {
    if (one.group !== group) lines.push(`#${one.group}`)
    group = one.group
    const sign = plainest(one.emoji)
    lines.push([sign, `${takesTone(one) ? '+' : ''}${one.label}`, words(one, codes)].join('\t'))
  }
  return `${lines.join('\n')}\n`
}

/** Without the mark that says "as an emoji" where a sign is one by itself: two spellings, two reactions. */
function plainest(emoji: string): string {
  return emoji.replace(/(\p{Emoji_Presentation})\ufe0f/gu, '$1')
}

/** By the rule that the app knows: the tone stands behind every sign that takes one. */
function takesTone({ emoji, skins }: Emoji): boolean {
  const plain = (skins ?? []).filter(({ tone }) => typeof tone === 'number')
  return (
    plain.length > 0 &&
    plain.every(({ emoji: toned, tone }) => {
      const sign = TONES[Number(tone) - 1] ?? ''
      return toned === emoji.replace(/(\p{Emoji_Modifier_Base})\ufe0f?/gu, `$1${sign}`)
    })
  )
}

/** The short codes first, then what people also call it, without what the name says already. */
function words({ hexcode, label, tags }: Emoji, codes: readonly Shortcodes[]): string {
  const said = new Set(label.toLowerCase().split(/[^\p{L}\p{N}]+/u))
  const short = codes.flatMap((known) => known[hexcode] ?? [])
  const others = [...short, ...(tags ?? []).filter((word) => !said.has(word.toLowerCase()))]
  return [...new Set(others.map((word) => word.replaceAll(' ', '_')))].join(' ')
}

/** The app's languages that emojibase-data has names in; the others get the English ones. */
export const LOCALES = ['en', 'de', 'es', 'ja'] as const

export function listPath(locale: string): string {
  return fileURLToPath(new URL(`../packages/ui/src/emoji/list/${locale}.txt`, import.meta.url))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const locale of LOCALES) {
    const list = trimmedEmoji(locale)
    writeFileSync(listPath(locale), list)
    const bytes = Buffer.byteLength(list)
    process.stdout.write(`${locale}: ${list.split('\n').length - 1} lines, ${bytes} bytes\n`)
  }
}
