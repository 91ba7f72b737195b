/**
 * Whether a site's key signed something: the rule of every device's own signatures for EdDSA, P-256 for
 * ES256. Rules SG14 to SG16.
 */
import type { SiteKey } from '@parley/protocol'
import type { Proof } from './rule.ts'
import type { Verifier } from './verifiers.ts'

export type SignedBySite = Pick<Proof, 'message' | 'signature'>

/** `undefined`: it cannot be told before P-256 is here. */
export type SiteVerifier = (key: SiteKey, signed: SignedBySite) => boolean | undefined

/** P-256 comes when it is wanted: few groups name a site that signs with it. */
export async function loadEs256(): Promise<Verifier> {
  const { verifyEs256 } = await import('./es256.ts')
  return verifyEs256
}

/** The algorithm is the key's, never the token's. */
export function newSiteVerifier(
  ed25519: Verifier,
  es256: () => Verifier | undefined,
): SiteVerifier {
  return ({ algorithm, bytes: publicKey }, signed) => {
    const verify = algorithm === 'EdDSA' ? ed25519 : es256()
    return verify?.({ publicKey, ...signed })
  }
}
