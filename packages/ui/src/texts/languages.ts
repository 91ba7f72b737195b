/** The languages Parley speaks, and what Intl cannot say of them. */

interface LanguageEntry {
  /** In the language itself, as whoever looks for it reads it. */
  readonly name: string
  readonly dir: 'ltr' | 'rtl'
  /** The kinds of numbers for which it has word forms of their own, as Intl.PluralRules calls them. */
  readonly plurals: readonly Intl.LDMLPluralRule[]
}

export const LANGUAGES = {
  en: { name: 'English', dir: 'ltr', plurals: ['one', 'other'] },
  de: { name: 'Deutsch', dir: 'ltr', plurals: ['one', 'other'] },
  es: { name: 'Español', dir: 'ltr', plurals: ['one', 'many', 'other'] },
  ar: { name: 'العربية', dir: 'rtl', plurals: ['zero', 'one', 'two', 'few', 'many', 'other'] },
  ja: { name: '日本語', dir: 'ltr', plurals: ['other'] },
} as const satisfies Record<string, LanguageEntry>

export type Language = keyof typeof LANGUAGES

/** One form for each kind of number the language tells apart. */
export type FormsOf<L extends Language> = Record<(typeof LANGUAGES)[L]['plurals'][number], string>

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(LANGUAGES, text)
}

/** The first of the wanted tags (as in `navigator.languages`) that Parley speaks, else English. */
export function spokenOf(wanted: readonly string[]): Language {
  const bases = wanted.map((tag) => tag.toLowerCase().split('-')[0] ?? '')
  return bases.find(isLanguage) ?? 'en'
}
