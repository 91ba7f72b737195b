/** What is said by what acts on a message, and where one may not come in. */
import { english } from '../english.ts'
import { loadTranslation } from '../translations.ts'
import type { Step } from './step.ts'

export const acts: Step = { english, loadTranslation }
