/** Signatures of sites, at a relay: P-256 is here from the beginning. */
import { loadEs256, newSiteVerifier, type SiteVerifier, type Verifier } from '@parley/signing'

const es256 = await loadEs256()

export function siteVerifier(verify: Verifier): SiteVerifier {
  return newSiteVerifier(verify, () => es256)
}
