/** What a group in a page that is not ours fetches later, once for all of that page, and what it says. */
import { addTexts } from '../language/language.ts'
import { newLaterScript } from '../later/later-script.ts'

export const embeddedScript = newLaterScript(async () => {
  const { acts, contents } = await import('./embedded-contents.tsx')
  await addTexts(acts)
  return contents
})
