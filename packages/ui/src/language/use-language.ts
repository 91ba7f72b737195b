/**
 * Draws again when the language changes. The top of the app calls it, and so must every memoised
 * component that shows texts: nothing else would draw it again.
 */
import { useSyncExternalStore } from 'react'
import { languageVersion, onLanguage } from './language.ts'

export function useLanguage(): void {
  useSyncExternalStore(onLanguage, languageVersion, languageVersion)
}
