/** What is said before a conversation is open. */
import { english } from '../english.ts'
import { loadTranslation } from '../translations.ts'
import type { Step } from './step.ts'

export const first: Step = { english, loadTranslation }
