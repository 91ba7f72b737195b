/** The later script of whatever page this is, once for all of it, and what it says. */
import { addTexts } from '../language/language.ts'
import { newLaterScript } from './later-script.ts'

export const laterScript = newLaterScript(async () => {
  const { contents, rest } = await import('./contents.ts')
  await addTexts(rest)
  return contents
})
