/**
 * The points Ed25519 libraries disagree on, and signatures made of them.
 *
 * The curve has a subgroup of eight points. They have eight canonical encodings and six that are
 * not (a y at or above p, or a sign bit on x = 0): the fourteen of the published grid of edge cases
 * ("It's 255:19AM", Henry de Valence, 2020). All are derived here from one generator.
 */
import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, numberToBytesLE } from '@noble/curves/utils.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { concatBytes, hexToBytes } from '@noble/hashes/utils.js'
import type { Proof } from '../src/rule.ts'

const { Point } = ed25519
export type CurvePoint = InstanceType<typeof Point>

export const GROUP_ORDER = Point.Fn.ORDER
const P = Point.Fp.ORDER
const SIGN_BIT = 1n << 255n

/** A point of order eight. */
const GENERATOR = Point.fromBytes(
  hexToBytes('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05'),
)

/** The eight points of small order, the identity first. */
export const SMALL_ORDER_POINTS: readonly CurvePoint[] = Array.from({ length: 8 }, (_, times) =>
  GENERATOR.multiplyUnsafe(BigInt(times)),
)

export const CANONICAL_ENCODINGS: readonly Uint8Array[] = SMALL_ORDER_POINTS.map((point) =>
  point.toBytes(),
)

/** y = 1 and y = −1 with a sign on x = 0, y = p and y = p + 1 with either sign. */
export const OTHER_ENCODINGS: readonly Uint8Array[] = [
  1n + SIGN_BIT,
  P - 1n + SIGN_BIT,
  P,
  P + SIGN_BIT,
  P + 1n,
  P + 1n + SIGN_BIT,
].map((encoded) => numberToBytesLE(encoded, 32))

export const FOURTEEN_ENCODINGS: readonly Uint8Array[] = [
  ...CANONICAL_ENCODINGS,
  ...OTHER_ENCODINGS,
]

/** What a crafted signature is made of: the honest case has no torsion and its own r. */
export interface Craft {
  readonly secretKey: Uint8Array
  readonly message: Uint8Array
  /** Added to the public key: a point of small order, by index. */
  readonly torsionOfA?: number
  /** Added to R. */
  readonly torsionOfR?: number
  /** The nonce; 0 makes R of small order. */
  readonly r: bigint
  /** Sent and hashed in place of R's own encoding. */
  readonly encodedR?: Uint8Array
  /** Added to S. */
  readonly addedToS?: bigint
}

/**
 * A proof whose S fits its crafted R and A. It satisfies the equation with cofactor always, the one
 * without when the two torsions cancel, which k decides.
 */
export function craftProof(craft: Craft): Proof {
  const { secretKey, message, torsionOfA = 0, torsionOfR = 0, r, addedToS = 0n } = craft
  const { scalar, point } = expandedKey(secretKey)
  const publicKey = point.add(torsionAt(torsionOfA)).toBytes()
  const pointR = Point.BASE.multiplyUnsafe(r).add(torsionAt(torsionOfR))
  const encodedR = craft.encodedR ?? pointR.toBytes()
  const k = Point.Fn.create(bytesToNumberLE(sha512(concatBytes(encodedR, publicKey, message))))
  const s = Point.Fn.create(r + k * scalar) + addedToS
  return { publicKey, message, signature: concatBytes(encodedR, numberToBytesLE(s, 32)) }
}

type Expanded = Readonly<ReturnType<typeof ed25519.utils.getExtendedPublicKey>>
const expandedKeys = new WeakMap<Uint8Array, Expanded>()

function expandedKey(secretKey: Uint8Array): Expanded {
  const known = expandedKeys.get(secretKey) ?? ed25519.utils.getExtendedPublicKey(secretKey)
  expandedKeys.set(secretKey, known)
  return known
}

/** A curve point of small order by index, wrapping round. */
export function torsionAt(index: number): CurvePoint {
  const point = SMALL_ORDER_POINTS[index % SMALL_ORDER_POINTS.length]
  if (point === undefined) throw new RangeError(`no torsion point ${index}`)
  return point
}
