/** The language spoken now, and how it counts, joins and writes numbers. All of it through Intl. */
import { isolated } from './isolated.ts'
import { LANGUAGES, type FormsOf, type Language } from './languages.ts'
import { plural } from './plural.ts'

let spoken: Language = 'en'
let tag = 'en'

export function language(): Language {
  return spoken
}

/** For Intl: the language, with the region its person wants it of, so that dates are theirs. */
export function locale(): string {
  return tag
}

/** From now on. `wanted`: tags as in `navigator.languages`. */
export function speak(next: Language, wanted: readonly string[] = []): void {
  spoken = next
  const isOfIt = (one: string) => one.toLowerCase().split('-')[0] === next
  tag =
    wanted.find((one) => isOfIt(one) && Intl.DateTimeFormat.supportedLocalesOf(one).length > 0) ??
    next
}

/** Something of Intl, made again only when the language is another. */
export function byLocale<T>(make: (locale: string) => T): () => T {
  let madeFor: string | undefined
  let made: T
  return () => {
    if (madeFor !== tag) {
      made = make(tag)
      madeFor = tag
    }
    return made
  }
}

/** English. `#` in a form stands for the number. */
export function count(n: number, one: string, other: string): string {
  return plural(spoken === 'en' ? tag : 'en', n, { one, other })
}

/** How another language counts: it must name a form for each kind of number it knows. */
export function counting<L extends Language>(of: L): (n: number, forms: FormsOf<L>) => string {
  return (n, forms) => plural(spoken === of ? tag : of, n, { other: '#', ...forms })
}

const lists = byLocale((now) => new Intl.ListFormat(now, { type: 'conjunction' }))

/** A, B and C; each set apart from what stands around it. */
export function list(names: readonly string[]): string {
  const { dir } = LANGUAGES[spoken]
  return lists().format(names.map((name) => isolated(name, dir)))
}

const numbers = byLocale((now) => new Intl.NumberFormat(now))

export function number(n: number): string {
  return numbers().format(n)
}
