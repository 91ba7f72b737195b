import { afterEach, expect, test } from 'vitest'
import { texts } from '../texts/catalogue.ts'
import { english } from '../texts/english.ts'
import type { Step } from '../texts/steps/step.ts'
import { addTexts, languageVersion, speakFirstOf } from './language.ts'

afterEach(() => speakFirstOf(['en']))

/** What brings more than is here: English texts are told apart by what they are, and not by what they say. */
const stepOf = (loadTranslation: Step['loadTranslation']): Step => ({
  english: { ...english },
  loadTranslation,
})

test('texts that come later are said in the language that is spoken, and in any that is spoken next', async () => {
  await speakFirstOf(['de-AT'])
  expect(texts.dialog.cancel).toBe('Abbrechen')
  const before = languageVersion()
  await addTexts(stepOf(async (of) => (of === 'en' ? undefined : { app: `Parley (${of})` })))
  expect(texts.app).toBe('Parley (de)')
  expect(texts.dialog.cancel).toBe('Abbrechen')
  expect(languageVersion()).toBeGreaterThan(before)
  await speakFirstOf(['es'])
  expect(texts.app).toBe('Parley (es)')
  expect(texts.dialog.cancel).toBe('Cancelar')
})

test('what has come already changes nothing', async () => {
  const before = languageVersion()
  await addTexts({ english, loadTranslation: () => Promise.reject(new Error('asked')) })
  expect(languageVersion()).toBe(before)
})

test('texts whose translation cannot be fetched are in English, and the others stay', async () => {
  await speakFirstOf(['de'])
  await addTexts(stepOf(() => Promise.reject(new Error('offline'))))
  expect(texts.dialog.cancel).toBe('Abbrechen')
})
