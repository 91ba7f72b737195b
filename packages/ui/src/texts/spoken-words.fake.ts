/**
 * What the tests of translations ask of texts: their paths, and which of the words put into a sentence
 * come out of it. What kinds of words a sentence takes is found by trying.
 */
import { isTexts } from './translation.ts'

type Sentence = (...words: readonly unknown[]) => string

/** Path, as `a.b.c`, → text: a string, a sentence, or an item of a list. */
export function textsIn(texts: unknown, path = ''): Map<string, string | Sentence> {
  if (typeof texts === 'string' || typeof texts === 'function')
    return new Map([[path, texts as string | Sentence]])
  const entries = Array.isArray(texts)
    ? texts.entries()
    : isTexts(texts)
      ? Object.entries(texts)
      : []
  const found = [...entries].map(([key, one]) =>
    textsIn(one, path === '' ? `${key}` : `${path}.${key}`),
  )
  return new Map(found.flatMap((one) => [...one]))
}

/**
 * Words for every parameter of the English sentence, as many as possible of them heard in it; each way
 * that serves, as English does not care whether a number or a name stands where it only repeats it.
 */
export function wordsFor(english: Sentence): readonly (readonly unknown[])[] {
  const tried = trials(english.length)
    .map((words) => ({ words, heard: heard(english, words) }))
    .filter((trial) => trial.heard !== undefined)
  const most = Math.max(...tried.map((trial) => trial.heard?.length ?? 0))
  return tried.filter((trial) => trial.heard?.length === most).map(({ words }) => words)
}

/** Which of the words come out, by position; undefined when the sentence cannot be said with them. */
export function heard(
  sentence: Sentence,
  words: readonly unknown[],
): readonly number[] | undefined {
  try {
    const said = sentence(...words)
    if (/undefined|NaN|\[object/.test(said)) return undefined
    return words.flatMap((word, at) => (said.includes(String(word)) ? [at] : []))
  } catch {
    return undefined
  }
}

/** Numbers are few ones: most languages have a form with `#` for them. */
function trials(parameters: number): readonly (readonly unknown[])[] {
  let all: readonly (readonly unknown[])[] = [[]]
  for (let at = 0; at < parameters; at++) {
    const words = [at + 3, `‹${at}›`, [`‹${at}›`]]
    all = all.flatMap((before) => words.map((word) => [...before, word]))
  }
  return all
}
