/**
 * A signature that libraries disagree on: R carries a point of small order, and S fits it.
 */
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, numberToBytesLE } from '@noble/curves/utils.js'
import { concatBytes } from '@parley/protocol'
import { createHash } from 'node:crypto'

const { Point } = ed25519
/** The point of order two, (0, −1). */
const TORSION = Point.fromBytes(numberToBytesLE(Point.Fp.ORDER - 1n, 32))

export function addTorsion(
  message: Uint8Array,
  secretKey: Uint8Array,
): { readonly signature: Uint8Array; readonly cofactored: boolean } {
  const { scalar, point } = ed25519.utils.getExtendedPublicKey(secretKey)
  const nonce = 12_345_678_901_234_567n
  const encodedR = Point.BASE.multiply(nonce).add(TORSION).toBytes()
  const publicKey = point.toBytes()
  const digest = createHash('sha512')
    .update(concatBytes(encodedR, publicKey, message))
    .digest()
  const s = Point.Fn.create(nonce + Point.Fn.create(bytesToNumberLE(digest)) * scalar)
  const signature = concatBytes(encodedR, numberToBytesLE(s, 32))
  return { signature, cofactored: ed25519.verify(signature, message, publicKey, { zip215: true }) }
}
