/**
 * Boxes that come from other keys: a person's first box, and the box of an Ed25519 key.
 *
 * The first box follows from the root secret, so that the phrase alone finds everything. What a
 * later box's secret is sealed to are the keys of devices and of the root, turned into X25519 keys.
 * Rules SE14 to SE16.
 */
import { concatBytes, toUtf8 } from '@parley/protocol'
import { ed25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type BoxKeyPair, boxKeyPair } from './box.ts'

const SEED_BYTES = 32
const FIRST_BOX = toUtf8('parley/box/0')
const PERSON_BOX = toUtf8('parley/box')

/** A person's box of generation 0, from the 32-byte root secret. Throws on any other length. */
export function firstBoxOf(rootSecret32: Uint8Array): BoxKeyPair {
  assertSeed(rootSecret32)
  return boxKeyPair(hkdf(sha256, rootSecret32, undefined, FIRST_BOX, SEED_BYTES))
}

/** The X25519 pair of an Ed25519 secret key (its 32-byte seed). Throws on any other length. */
export function boxOfSigner(signSecret32: Uint8Array): BoxKeyPair {
  assertSeed(signSecret32)
  return boxKeyPair(ed25519.utils.toMontgomerySecret(signSecret32))
}

/** The X25519 public of an Ed25519 public; `undefined` for bytes that are no such key. Never throws. */
export function boxPublicOfSigner(signPublic: Uint8Array): Uint8Array | undefined {
  try {
    return ed25519.utils.toMontgomery(signPublic)
  } catch {
    return undefined
  }
}

/** The context (SE7) under which the secret of a person's box is sealed: that box, which commits to it. */
export function personBoxContext(boxPublic: Uint8Array): Uint8Array {
  return concatBytes(PERSON_BOX, boxPublic)
}

function assertSeed(secret: Uint8Array): void {
  if (secret.length !== SEED_BYTES)
    throw new RangeError(`a secret key has ${SEED_BYTES} bytes, not ${secret.length}`)
}
