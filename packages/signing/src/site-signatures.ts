/**
 * Whether a site's key signed something: the rule of every device's own signatures for EdDSA, P-256 for
 * ES256. Rules SG14 to SG17.
 */
import { equalBytes, type SiteKey, toBase64url } from '@parley/protocol'
import { Recent } from './recent.ts'
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

/** Answers that one verifier remembers, with what was signed: two megabytes at most, as tokens go. */
const REMEMBERED = 512

/** The algorithm is the key's, never the token's. */
export function newSiteVerifier(
  ed25519: Verifier,
  es256: () => Verifier | undefined,
): SiteVerifier {
  const known = new Recent<{ readonly message: Uint8Array; readonly stands: boolean }>(REMEMBERED)
  return ({ algorithm, bytes: publicKey }, signed) => {
    const verify = algorithm === 'EdDSA' ? ed25519 : es256()
    if (verify === undefined) return undefined
    const { message, signature } = signed
    const name = `${algorithm} ${toBase64url(publicKey)} ${toBase64url(signature)}`
    const asked = known.get(name)
    if (asked !== undefined && equalBytes(asked.message, message)) return asked.stands
    const stands = verify({ publicKey, message, signature })
    known.set(name, { message, stands })
    return stands
  }
}
