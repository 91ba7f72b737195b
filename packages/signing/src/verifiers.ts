/**
 * The rule on three engines: pure JavaScript, node:crypto, WebCrypto.
 *
 * All answer alike for every proof (SG8). The platforms are only asked what they agree on: the key
 * is checked here, S and R are checked here, an R of small order is judged by the pure rule.
 * Platform modules are handed in; this package imports none.
 */
import { toBase64url } from '@parley/protocol'
import { bytesToHex } from '@noble/hashes/utils.js'
import { Recent } from './recent.ts'
import { type Proof, checkPublicKey, hasCanonicalParts, hasSmallOrderR, verify } from './rule.ts'

export type Verifier = (proof: Proof) => boolean

/** Answers in the order of the proofs. */
export type AsyncVerifier = (proofs: readonly Proof[]) => Promise<readonly boolean[]>

/** Imported keys remembered by one verifier; each takes about a kilobyte. */
const IMPORTED_KEYS = 4_096

/** The rule in pure JavaScript; works everywhere, plain http included. */
export const pureVerifier: Verifier = verify

/** A synchronous verifier where an asynchronous one is wanted. */
export function toAsync(verifier: Verifier): AsyncVerifier {
  return async (proofs) => proofs.map(verifier)
}

/** The rule on node:crypto, some twenty times faster. */
export function nodeVerifier(crypto: typeof import('node:crypto')): Verifier {
  const imported = new Recent<import('node:crypto').KeyObject>(IMPORTED_KEYS)

  function keyOf(publicKey: Uint8Array): import('node:crypto').KeyObject | undefined {
    const name = bytesToHex(publicKey)
    const known = imported.get(name)
    if (known !== undefined) return known
    if (!checkPublicKey(publicKey)) return undefined
    const x = toBase64url(publicKey)
    const key = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    imported.set(name, key)
    return key
  }

  return (proof) => {
    if (!hasCanonicalParts(proof.signature)) return false
    if (hasSmallOrderR(proof.signature)) return verify(proof)
    const key = keyOf(proof.publicKey)
    if (key === undefined) return false
    return crypto.verify(null, proof.message, key, proof.signature)
  }
}

/**
 * The rule on WebCrypto, where a page has it (secure contexts). A platform that cannot do Ed25519
 * costs speed, not answers: its proofs are judged by the pure rule.
 */
export function webCryptoVerifier(subtle: SubtleCrypto): AsyncVerifier {
  const imported = new Recent<Promise<CryptoKey>>(IMPORTED_KEYS)

  function keyOf(publicKey: Uint8Array): Promise<CryptoKey> | undefined {
    const name = bytesToHex(publicKey)
    const known = imported.get(name)
    if (known !== undefined) return known
    if (!checkPublicKey(publicKey)) return undefined
    const key = subtle.importKey('raw', Uint8Array.from(publicKey), 'Ed25519', true, ['verify'])
    imported.set(name, key)
    return key
  }

  async function judge(proof: Proof): Promise<boolean> {
    if (!hasCanonicalParts(proof.signature)) return false
    if (hasSmallOrderR(proof.signature)) return verify(proof)
    const key = keyOf(proof.publicKey)
    if (key === undefined) return false
    const message = Uint8Array.from(proof.message) // copies: the caller's buffers may change meanwhile
    const signature = Uint8Array.from(proof.signature)
    const publicKey = Uint8Array.from(proof.publicKey)
    try {
      return await subtle.verify('Ed25519', await key, signature, message)
    } catch {
      return verify({ publicKey, message, signature })
    }
  }

  return (proofs) => Promise.all(proofs.map(judge))
}
