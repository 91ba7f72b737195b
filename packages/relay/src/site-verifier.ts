/** Signatures of sites, at a relay: P-256 is here from the beginning. */
import * as crypto from 'node:crypto'
import { newSiteVerifier, nodeEs256, type SiteVerifier, type Verifier } from '@parley/signing'

const es256 = nodeEs256(crypto)
const made = new WeakMap<Verifier, SiteVerifier>()

/** The same one for the same verifier: what it was asked before it remembers (SG17). */
export function siteVerifier(verify: Verifier): SiteVerifier {
  const before = made.get(verify)
  const verifier = before ?? newSiteVerifier(verify, () => es256)
  if (before === undefined) made.set(verify, verifier)
  return verifier
}
