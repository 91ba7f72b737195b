/** What a conversation says. */
import { english } from '../english.ts'
import { loadTranslation } from '../translations.ts'
import type { Step } from './step.ts'

export const conversation: Step = { english, loadTranslation }
