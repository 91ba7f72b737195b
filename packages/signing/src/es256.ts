/**
 * ES256 (RFC 7518, section 3.4): P-256 over SHA-256, as sites sign tokens with it. Rule SG15.
 *
 * The only curve here that people do not sign with themselves, so it comes by itself, when a group asks.
 */
import { concatBytes } from '@parley/protocol'
import { p256 } from '@noble/curves/nist.js'
import type { Proof } from './rule.ts'

/** Before x and y of a point that is not compressed. */
const WHOLE_POINT = Uint8Array.of(4)

/** Key: x and y, 64 bytes. Signature: r and s, 64 bytes; both halves of s, as every signer makes them. */
export function verifyEs256({ publicKey, message, signature }: Proof): boolean {
  if (publicKey.length !== 64 || signature.length !== 64) return false
  const point = concatBytes(WHOLE_POINT, publicKey)
  try {
    return p256.verify(signature, message, point, {
      prehash: true,
      lowS: false,
      format: 'compact',
    })
  } catch {
    return false // not a point of the curve
  }
}
