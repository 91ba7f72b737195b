/**
 * Whether Parley has never been opened in this browser: then its first screen asks for a name and needs
 * nothing from any disk. In doubt it has been, and what is kept is opened first.
 */

/** What the app keeps beside its databases; a language or a theme may be chosen before anything else is done. */
const KEPT = 'parley/'
const STORE = 'parley'

export async function isNewDevice(page: Window & typeof globalThis = window): Promise<boolean> {
  try {
    if (Object.keys(page.localStorage).some((key) => key.startsWith(KEPT))) return false
    const databases = await page.indexedDB.databases()
    return !databases.some(({ name }) => name === STORE)
  } catch {
    return false // storage is blocked, or an old browser cannot list it
  }
}
