/**
 * Proofs of every kind that verifiers have been caught disagreeing on, honest ones among them.
 */
import { bytesToNumberLE, numberToBytesLE } from '@noble/curves/utils.js'
import { concatBytes } from '@noble/hashes/utils.js'
import { type KeyPair, type Signer, newKeyPair } from '../src/keys.ts'
import type { Proof } from '../src/rule.ts'
import type { Random } from './random.ts'
import { FOURTEEN_ENCODINGS, GROUP_ORDER, OTHER_ENCODINGS, craftProof } from './torsion.ts'

export interface Case {
  readonly kind: Kind
  readonly proof: Proof
}

export type Kind = keyof typeof KINDS

interface Maker {
  readonly random: Random
  readonly keys: KeyPair
  readonly message: Uint8Array
  readonly sign: Signer
}

/** Signers recur, as in a group: so verifiers answer from what they remember, too. */
const SIGNERS = 5

const KINDS = {
  honest: honest,
  'another message': (maker: Maker) => ({ ...honest(maker), message: maker.random.bytes(32) }),
  'another key': (maker: Maker) => ({
    ...honest(maker),
    publicKey: newKeyPair(maker.random.bytes(32)).publicKey,
  }),
  'a flipped bit of the signature': (maker: Maker) => {
    const proof = honest(maker)
    return { ...proof, signature: flipped(proof.signature, maker.random) }
  },
  'a flipped bit of the key': (maker: Maker) => {
    const proof = honest(maker)
    return { ...proof, publicKey: flipped(proof.publicKey, maker.random) }
  },
  'a flipped bit of the message': (maker: Maker) => {
    const proof = honest(maker)
    return { ...proof, message: flipped(proof.message, maker.random) }
  },
  'S + L': (maker: Maker) => {
    const proof = honest(maker)
    const s = bytesToNumberLE(proof.signature.subarray(32)) + GROUP_ORDER
    return {
      ...proof,
      signature: concatBytes(proof.signature.subarray(0, 32), numberToBytesLE(s, 32)),
    }
  },
  'R plus torsion': (maker: Maker) =>
    craftProof({ ...crafted(maker), r: nonce(maker), torsionOfR: 1 + maker.random.below(7) }),
  'A plus torsion, R plus torsion': (maker: Maker) =>
    craftProof({
      ...crafted(maker),
      r: nonce(maker),
      torsionOfA: maker.random.below(8),
      torsionOfR: maker.random.below(8),
    }),
  'R of small order': (maker: Maker) =>
    craftProof({
      ...crafted(maker),
      r: 0n,
      torsionOfA: maker.random.below(8),
      torsionOfR: maker.random.below(8),
    }),
  'R of small order, encoded otherwise': (maker: Maker) =>
    craftProof({
      ...crafted(maker),
      r: 0n,
      torsionOfA: maker.random.below(8),
      encodedR: maker.random.pick(OTHER_ENCODINGS),
    }),
  'A of small order': (maker: Maker) => ({
    ...honest(maker),
    publicKey: maker.random.pick(FOURTEEN_ENCODINGS),
  }),
  'A and R of small order': (maker: Maker) => ({
    message: maker.message,
    publicKey: maker.random.pick(FOURTEEN_ENCODINGS),
    signature: concatBytes(maker.random.pick(FOURTEEN_ENCODINGS), new Uint8Array(32)),
  }),
  'y at or above p': (maker: Maker) => {
    const top = numberToBytesLE((1n << 255n) - 1n - BigInt(maker.random.below(19)), 32)
    const proof = honest(maker)
    if (maker.random.below(2) === 0) return { ...proof, publicKey: top }
    return { ...proof, signature: concatBytes(top, proof.signature.subarray(32)) }
  },
  noise: (maker: Maker) => ({
    publicKey: maker.random.bytes(32),
    message: maker.message,
    signature: maker.random.bytes(64),
  }),
  'wrong lengths': (maker: Maker) => ({
    publicKey: maker.random.bytes(maker.random.below(70)),
    message: maker.message,
    signature: maker.random.bytes(maker.random.below(130)),
  }),
} as const

const KIND_NAMES = Object.keys(KINDS) as Kind[]

/** Endless cases; the kinds come in turn, half of the cases being honest or torsion on A and R. */
export function* casesOf(random: Random, sign: Signer): Generator<Case, never> {
  const signers = Array.from({ length: SIGNERS }, () => newKeyPair(random.bytes(32)))
  for (let count = 0; ; count++) {
    const kind = kindOf(count)
    const message = random.bytes(random.below(200))
    yield { kind, proof: KINDS[kind]({ random, keys: random.pick(signers), message, sign }) }
  }
}

export function kindCount(): number {
  return KIND_NAMES.length
}

function kindOf(count: number): Kind {
  const turn = count % (2 * KIND_NAMES.length)
  if (turn < KIND_NAMES.length) return KIND_NAMES[turn] ?? 'honest'
  return turn % 2 === 0 ? 'honest' : 'A plus torsion, R plus torsion'
}

function honest({ keys, message, sign }: Maker): Proof {
  return { publicKey: keys.publicKey, message, signature: sign(message, keys) }
}

function crafted({ keys, message }: Maker): {
  readonly secretKey: Uint8Array
  readonly message: Uint8Array
} {
  return { secretKey: keys.secretKey, message }
}

function nonce({ random }: Maker): bigint {
  return (bytesToNumberLE(random.bytes(32)) % (GROUP_ORDER - 1n)) + 1n
}

function flipped(bytes: Uint8Array, random: Random): Uint8Array {
  if (bytes.length === 0) return Uint8Array.of(0)
  const copy = Uint8Array.from(bytes)
  const at = random.below(copy.length)
  copy[at] = (copy[at] ?? 0) ^ (1 << random.below(8))
  return copy
}
