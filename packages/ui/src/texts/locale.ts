/** The language of the texts, and how it counts and joins. */
import { plural } from './plural.ts'

export const LOCALE = 'en'

/** `#` in a form stands for the number. */
export function count(n: number, one: string, other: string): string {
  return plural(LOCALE, n, { one, other })
}

const joined = new Intl.ListFormat(LOCALE, { type: 'conjunction' })

/** A, B and C */
export function list(names: readonly string[]): string {
  return joined.format(names)
}

const numbers = new Intl.NumberFormat(LOCALE)

export function number(n: number): string {
  return numbers.format(n)
}
