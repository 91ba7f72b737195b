/** What is said in all that comes with the later script. */
import { english } from '../english.ts'
import { loadTranslation } from '../translations.ts'
import type { Step } from './step.ts'

export const rest: Step = { english, loadTranslation }
