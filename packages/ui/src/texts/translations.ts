/**
 * Where the texts of a language are. English is always here, because what another language lacks is
 * said in it; the others are chunks of their own, fetched when somebody wants them.
 */
import type { Language } from './languages.ts'
import type { Translation } from './translation.ts'

const LOADERS: Record<Exclude<Language, 'en'>, () => Promise<Translation>> = {
  de: () => import('./de/index.ts').then(({ german }) => german),
  es: () => import('./es/index.ts').then(({ spanish }) => spanish),
  ar: () => import('./ar/index.ts').then(({ arabic }) => arabic),
  ja: () => import('./ja/index.ts').then(({ japanese }) => japanese),
}

/** Undefined for English. Rejects where the texts cannot be fetched. */
export async function loadTranslation(language: Language): Promise<Translation | undefined> {
  return language === 'en' ? undefined : LOADERS[language]()
}
