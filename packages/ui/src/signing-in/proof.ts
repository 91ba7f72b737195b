/**
 * What a group's site says of a name. The mark for it is drawn beside the name and never inside; and a name
 * that somebody gave themselves is contradicted where it makes use of the site's, or of such a mark.
 */
import type { GroupPerson } from '@parley/react'
import { english, texts } from '../texts/catalogue.ts'

export interface SiteMark {
  /** own-name: the site knows them, and leaves the name to them. */
  readonly says: 'verified' | 'own-name' | 'not-verified'
  readonly site: string
}

/** `site`: the one that the group's policy names. */
export function siteMarkOf(
  name: string,
  signedIn: GroupPerson['signedIn'],
  site: string,
): SiteMark | undefined {
  if (signedIn?.names === 'site') return { says: 'verified', site: signedIn.site }
  if (claimsProof(name, site)) return { says: 'not-verified', site }
  return signedIn && { says: 'own-name', site: signedIn.site }
}

/** Ticks, as signs and as emoji. */
const TICKS = /[\u2611\u2705\u2713\u2714\u{1F5F8}\u{1F5F9}\u{1FBB1}]/u

function claimsProof(name: string, site: string): boolean {
  if (TICKS.test(name)) return true
  const letters = lettersOf(name)
  const words = [site, texts.site.verifiedBy(''), english.site.verifiedBy('')].map(lettersOf)
  return words.some((one) => one !== '' && letters.includes(one))
}

/** However it is spaced, dotted, accented and written large. */
function lettersOf(words: string): string {
  return words
    .normalize('NFKD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}
