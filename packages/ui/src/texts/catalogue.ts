/**
 * Every text a person reads, in the language spoken now: a translation is the folder `en` once more.
 * `texts` is another object after the language changed, so nothing may keep a text of it for longer
 * than it takes to draw.
 *
 * Some names are fixed, because tests and screen readers rely on them: they are marked "fixed".
 * Only the composer's name may contain the word "Message" among text boxes.
 */
import type { English } from './english.ts'
import { isolating } from './isolated.ts'
import { LANGUAGES, type Language } from './languages.ts'
import { language, speak } from './locale.ts'
import { first } from './steps/first.ts'
import { joined, translated, type Translation, type Widened } from './translation.ts'

/** As far as it is here: where texts come in steps, what no step has brought yet is not. */
export let english: English = first.english

export type Texts = Widened<English>

export let texts: Texts = isolating<Texts>(english, 'ltr')

let spoken: Translation | undefined

/** Speak another language. `wanted`: the person's tags, for the region of dates and numbers. */
export function setTexts(
  next: Language,
  translation: Translation | undefined,
  wanted: readonly string[],
): void {
  speak(next, wanted)
  spoken = translation
  say()
}

/** More of them are here: in English until their translation is. */
export function addEnglish(more: English): void {
  english = joined(english, more)
  say()
}

function say(): void {
  const said = spoken === undefined ? english : translated<Texts>(english, spoken)
  texts = isolating<Texts>(said, LANGUAGES[language()].dir)
}
