/** ES256 on node:crypto, some twenty times faster than in JavaScript; it answers alike (SG15). */
import { toBase64url } from '@parley/protocol'
import { Recent } from './recent.ts'
import type { Verifier } from './verifiers.ts'

type Crypto = typeof import('node:crypto')
type Key = import('node:crypto').KeyObject

/** Sites whose keys are remembered. */
const IMPORTED_KEYS = 256

export function nodeEs256(crypto: Crypto): Verifier {
  const imported = new Recent<{ readonly key: Key | undefined }>(IMPORTED_KEYS)

  function keyOf(publicKey: Uint8Array): Key | undefined {
    const name = toBase64url(publicKey)
    const known = imported.get(name) ?? { key: keyFrom(crypto, publicKey) }
    imported.set(name, known)
    return known.key
  }

  return ({ publicKey, message, signature }) => {
    if (publicKey.length !== 64 || signature.length !== 64) return false
    const key = keyOf(publicKey)
    if (key === undefined) return false
    return crypto.verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
  }
}

/** `undefined`: not a point of the curve. */
function keyFrom(crypto: Crypto, publicKey: Uint8Array): Key | undefined {
  const x = toBase64url(publicKey.slice(0, 32))
  const y = toBase64url(publicKey.slice(32))
  try {
    return crypto.createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  } catch {
    return undefined
  }
}
