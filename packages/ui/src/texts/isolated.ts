/**
 * Names in sentences. A name may be written in the other direction than the sentence it is put into,
 * and would drag its neighbours along; between U+2068 and U+2069 it cannot. Sentences get their words
 * through `isolating`, so that no text can forget it.
 */

const OPEN = '\u2068'
const CLOSE = '\u2069'
/** Letters written from right to left, and characters that turn the direction of what follows. */
const TURNS =
  /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u
/** With these a name could end its own isolation. */
const BOUNDS = /[\u202A-\u202E\u2066-\u2069]/gu

/** In a line from left to right, a name that turns nothing stays bare: tests and searches find it. */
export function isolated(words: string, dir: 'ltr' | 'rtl'): string {
  if (words === '' || (dir === 'ltr' && !TURNS.test(words))) return words
  return OPEN + words.replace(BOUNDS, '') + CLOSE
}

/** The same texts; every string that is put into a sentence is isolated in it. */
export function isolating<T>(texts: T, dir: 'ltr' | 'rtl'): T {
  return wrapped(texts, dir) as T
}

function wrapped(entry: unknown, dir: 'ltr' | 'rtl'): unknown {
  if (typeof entry === 'function') {
    return (...given: readonly unknown[]) => Reflect.apply(entry, undefined, given.map(set))
  }
  if (Array.isArray(entry) || typeof entry !== 'object' || entry === null) return entry
  return Object.fromEntries(Object.entries(entry).map(([key, one]) => [key, wrapped(one, dir)]))

  function set(word: unknown): unknown {
    return typeof word === 'string' ? isolated(word, dir) : word
  }
}
