/**
 * The one rule by which a signature is good, in pure JavaScript.
 *
 * Ed25519 libraries disagree on signatures made to be disputed: a replica that accepts what another
 * refuses would show another conversation. So the rule is exact, and every verifier of this package
 * answers by it: S < L, canonical R, bytes([S]B − [k]A) == R without cofactor, and a public key that
 * is canonical and not of small order. Rules SG3 to SG7.
 */
import { concatBytes, equalBytes } from '@parley/protocol'
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, numberToBytesLE } from '@noble/curves/utils.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import { Recent } from './recent.ts'

export interface Proof {
  readonly publicKey: Uint8Array
  readonly message: Uint8Array
  readonly signature: Uint8Array
}

type Point = InstanceType<typeof ed25519.Point>

interface KnownKey {
  readonly point: Point
  uses: number
}

const { Point } = ed25519
const P = Point.Fp.ORDER
const L = Point.Fn.ORDER

/** The y coordinate of four of the eight points of small order; −y is that of two of them. */
const Y_OF_ORDER_8 = BigInt('0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7')
/** As they are encoded, without the sign bit: compared for every signature, and numbers are dear to make. */
const SMALL_ORDER_YS = [0n, 1n, P - 1n, Y_OF_ORDER_8, P - Y_OF_ORDER_8].map(encoded)
const ZERO_X_YS = [1n, P - 1n].map(encoded)
const [P_BYTES, L_BYTES] = [encoded(P), encoded(L)]

/** Points remembered; one with its table of multiples takes about 100 KB. */
const KNOWN_KEYS = 128
/** A table costs as much as four verifications and makes the later ones three times faster. */
const USES_WORTH_A_TABLE = 8
const knownKeys = new Recent<KnownKey>(KNOWN_KEYS)

/** Whether a public key may be believed at all: 32 bytes, canonical, on the curve, not of small order. */
export function checkPublicKey(publicKey: Uint8Array): boolean {
  return knownKey(publicKey) !== undefined
}

/** The rule. Answers for any bytes of any length, and never throws. */
export function verify({ publicKey, message, signature }: Proof): boolean {
  if (!hasCanonicalParts(signature)) return false
  const key = knownKey(publicKey)
  if (key === undefined) return false

  const r = signature.subarray(0, 32)
  const s = bytesToNumberLE(signature.subarray(32))
  const k = Point.Fn.create(bytesToNumberLE(sha512(concatBytes(r, publicKey, message))))
  const expected = Point.BASE.multiplyUnsafe(s).subtract(timesKey(key, k))
  return equalBytes(expected.toBytes(), r)
}

/** 64 bytes, S below the group's order, R a canonical encoding (whether on the curve or not). */
export function hasCanonicalParts(signature: Uint8Array): boolean {
  if (signature.length !== 64) return false
  if (!isBelow(signature.subarray(32), L_BYTES)) return false
  const { y, odd } = coordinatesOf(signature)
  const hasZeroX = ZERO_X_YS.some((one) => equalBytes(y, one))
  return isBelow(y, P_BYTES) && !(odd && hasZeroX)
}

/**
 * Whether R is one of the eight points of small order. No honest signer makes one, and platforms
 * differ on them by version: Node 20 accepts by the equation, later ones and the WebCrypto
 * specification refuse always. So they are never asked.
 */
export function hasSmallOrderR(signature: Uint8Array): boolean {
  const { y } = coordinatesOf(signature)
  return SMALL_ORDER_YS.some((one) => equalBytes(y, one))
}

/** Of R: y in 32 bytes, the lowest first, and the sign that its highest bit was. */
function coordinatesOf(signature: Uint8Array): { readonly y: Uint8Array; readonly odd: boolean } {
  const y = signature.slice(0, 32)
  const top = y[31] ?? 0
  y[31] = top & 127
  return { y, odd: top > 127 }
}

/** As numbers of 32 bytes, the lowest first. */
function isBelow(left: Uint8Array, right: Uint8Array): boolean {
  for (let at = 31; at >= 0; at--) {
    const [a = 0, b = 0] = [left[at], right[at]]
    if (a !== b) return a < b
  }
  return false
}

function encoded(number: bigint): Uint8Array {
  return numberToBytesLE(number, 32)
}

function timesKey(key: KnownKey, k: bigint): Point {
  key.uses++
  if (key.uses === USES_WORTH_A_TABLE) key.point.precompute(4)
  return key.point.multiplyUnsafe(k)
}

function knownKey(publicKey: Uint8Array): KnownKey | undefined {
  if (publicKey.length !== 32) return undefined
  const name = bytesToHex(publicKey)
  const known = knownKeys.get(name)
  if (known !== undefined) return known
  const point = pointOf(publicKey)
  if (point === undefined) return undefined
  const key = { point, uses: 0 }
  knownKeys.set(name, key)
  return key
}

function pointOf(publicKey: Uint8Array): Point | undefined {
  try {
    const point = Point.fromBytes(publicKey)
    return point.isSmallOrder() ? undefined : point
  } catch {
    return undefined // not canonical, or not on the curve
  }
}
