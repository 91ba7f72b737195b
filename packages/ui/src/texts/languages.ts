/**
 * The languages Parley speaks. English is always here, because what another language lacks is said in
 * it; the others are chunks of their own, fetched when somebody chooses them.
 */
import type { Translation } from './translation.ts'

interface LanguageEntry {
  /** In the language itself, as whoever looks for it reads it. */
  readonly name: string
  readonly dir: 'ltr' | 'rtl'
  /** The kinds of numbers for which it has word forms of their own, as Intl.PluralRules calls them. */
  readonly plurals: readonly Intl.LDMLPluralRule[]
  readonly load?: () => Promise<Translation>
}

export const LANGUAGES = {
  en: { name: 'English', dir: 'ltr', plurals: ['one', 'other'] },
  de: {
    name: 'Deutsch',
    dir: 'ltr',
    plurals: ['one', 'other'],
    load: () => import('./de/index.ts').then(({ german }) => german),
  },
} as const satisfies Record<string, LanguageEntry>

export type Language = keyof typeof LANGUAGES

/** One form for each kind of number the language tells apart. */
export type FormsOf<L extends Language> = Record<(typeof LANGUAGES)[L]['plurals'][number], string>

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text)
}

/** Undefined: it is here already. Rejects where it cannot be fetched. */
export async function loadTranslation(language: Language): Promise<Translation | undefined> {
  const { load }: LanguageEntry = LANGUAGES[language]
  return load?.()
}

/** The first of the wanted tags (as in `navigator.languages`) that Parley speaks, else English. */
export function spokenOf(wanted: readonly string[]): Language {
  const bases = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '')
  return bases.find(isLanguage) ?? 'en'
}
