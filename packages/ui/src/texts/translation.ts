/**
 * A translation is the English texts once more. While texts are being added, a language may lack some:
 * what is missing, or takes other parameters than the English, is said in English.
 */

/** What a text is, whatever the language: a string, a sentence that takes words, or more of them. */
export type Widened<T> = T extends string
  ? string
  : T extends (...words: infer Words) => string
    ? (...words: Words) => string
    : { readonly [Key in keyof T]: Widened<T[Key]> }

export interface Translation {
  readonly [topic: string]: unknown
}

/** `english` in the words of `other`, as far as they go. */
export function translated<T>(english: T, other: unknown): T {
  return merged(english, other) as T
}

function merged(english: unknown, other: unknown): unknown {
  if (typeof english !== typeof other) return english
  if (typeof english === 'function' && typeof other === 'function')
    return other.length === english.length ? other : english
  if (Array.isArray(english))
    return Array.isArray(other) && other.length === english.length ? other : english
  if (!isTexts(english) || !isTexts(other)) return other
  return Object.fromEntries(
    Object.keys(english).map((key) => [key, merged(english[key], other[key])]),
  )
}

/** Both: where a topic is in both, what either has of it. */
export function joined<T>(here: T, more: T): T {
  return both(here, more) as T
}

function both(here: unknown, more: unknown): unknown {
  if (!isTexts(here) || !isTexts(more)) return more
  const added = Object.entries(more).map(([key, one]) => [key, both(here[key], one)])
  return { ...here, ...Object.fromEntries(added) }
}

export function isTexts(entry: unknown): entry is Translation {
  return typeof entry === 'object' && entry !== null && !Array.isArray(entry)
}
