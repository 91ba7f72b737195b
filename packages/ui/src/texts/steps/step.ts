/**
 * Texts come in steps, as what is drawn does: a page that is not ours fetches no more of them than it shows.
 * Each step names all of them, and how a build divides them is its own affair
 * (`apps/widget/texts-in-steps.ts`). Where it does not, the first step has brought them all.
 */
import type { English } from '../english.ts'
import type { Language } from '../languages.ts'
import type { Translation } from '../translation.ts'

export interface Step {
  readonly english: English
  /** Undefined for English. Rejects where it cannot be fetched. */
  loadTranslation(language: Language): Promise<Translation | undefined>
}
