/**
 * Which language this device speaks: the one its person chose, else the first the browser wants that
 * Parley has. The choice is kept on this device, and holds at once in every window of it.
 */
import { addEnglish, setTexts } from '../texts/catalogue.ts'
import { isLanguage, LANGUAGES, spokenOf, type Language } from '../texts/languages.ts'
import { language } from '../texts/locale.ts'
import { first } from '../texts/steps/first.ts'
import type { Step } from '../texts/steps/step.ts'
import { joined, type Translation } from '../texts/translation.ts'

/** `auto`: as the browser says. */
export type LanguageChoice = Language | 'auto'

const KEY = 'parley-language'

let version = 0
const listeners = new Set<() => void>()

let started: Promise<void> | undefined

/**
 * Speak the language of this device from now on. Resolves when it is here, or cannot be had. Whoever
 * draws first asks for it, and asking again changes nothing.
 */
export function startLanguage(): Promise<void> {
  return (started ??= start())
}

async function start(): Promise<void> {
  addEventListener('storage', ({ key }) => {
    if (key === KEY || key === null) void speakChosen()
  })
  addEventListener('languagechange', () => void speakChosen())
  await speakChosen()
}

export function chosenLanguage(): LanguageChoice {
  const kept = storage()?.getItem(KEY) ?? ''
  return isLanguage(kept) ? kept : 'auto'
}

/** Holds for this page even where nothing can be kept. False: the language cannot be fetched now. */
export async function chooseLanguage(choice: LanguageChoice): Promise<boolean> {
  const isHere = await speakNow(choice)
  if (isHere && choice === 'auto') forgetLanguage()
  if (isHere && choice !== 'auto') keep(choice)
  return isHere
}

/** This device forgets that one was chosen; what is spoken now stays until the page opens again. */
export function forgetLanguage(): void {
  storage()?.removeItem(KEY)
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Another number each time the texts are others. */
export function languageVersion(): number {
  return version
}

function speakChosen(): Promise<boolean> {
  return speakNow(chosenLanguage())
}

let asked = 0

async function speakNow(choice: LanguageChoice): Promise<boolean> {
  const next = choice === 'auto' ? spokenOf(navigator.languages) : choice
  const came = await turnTo(next, navigator.languages)
  if (came === 'here') {
    const page = document.documentElement
    page.lang = language()
    page.dir = LANGUAGES[next].dir
  }
  return came !== 'missing'
}

/**
 * In a page that is not ours: the first of these that Parley has. The page itself is left as it is. Resolves
 * with what is spoken then, also where that cannot be fetched.
 */
export function speakFirstOf(wanted: readonly string[]): Promise<Spoken> {
  const tags = wanted.join()
  if (speaking?.tags !== tags) speaking = { tags, spoken: speakOne(wanted) }
  return speaking.spoken
}

/** Several parts of a page ask at once, and each waits until it is here. */
let speaking: { readonly tags: string; readonly spoken: Promise<Spoken> } | undefined

async function speakOne(wanted: readonly string[]): Promise<Spoken> {
  if ((await turnTo(spokenOf(wanted), wanted)) === 'missing') speaking = undefined
  const now = language()
  return { lang: now, dir: LANGUAGES[now].dir }
}

export interface Spoken {
  readonly lang: Language
  readonly dir: 'ltr' | 'rtl'
}

const steps: Step[] = [first]

/**
 * More texts, before what says them is drawn. Resolves when they are here in the language that is wanted;
 * where that cannot be fetched they are in English.
 */
export async function addTexts(step: Step): Promise<void> {
  // Nothing came in steps, or this one has come.
  if (steps.some((one) => one.english === step.english)) return
  steps.push(step)
  addEnglish(step.english)
  await turnTo(...last)
}

async function loadTranslation(next: Language): Promise<Translation | undefined> {
  const parts = await Promise.all(steps.map((step) => step.loadTranslation(next)))
  return parts.reduce((all, one) =>
    all === undefined || one === undefined ? one : joined(all, one),
  )
}

let last: Parameters<typeof turnTo> = ['en', []]

/** A language that cannot be fetched leaves the one that is spoken. The last choice wins. */
async function turnTo(
  next: Language,
  wanted: readonly string[],
): Promise<'here' | 'overtaken' | 'missing'> {
  const mine = ++asked
  last = [next, wanted]
  let translation: Translation | undefined
  try {
    translation = await loadTranslation(next)
  } catch {
    return 'missing'
  }
  if (mine !== asked) return 'overtaken'
  setTexts(next, translation, wanted)
  version++
  for (const listener of listeners) listener()
  return 'here'
}

function keep(choice: Language): void {
  try {
    storage()?.setItem(KEY, choice)
  } catch {
    // Full or forbidden: it holds until this page closes.
  }
}

/** Some browsers refuse even to name it where site data is blocked. */
function storage(): Storage | undefined {
  try {
    return localStorage
  } catch {
    return undefined
  }
}
