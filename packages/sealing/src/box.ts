/**
 * Boxes: handing a 32-byte key to a person who is not here, by their X25519 public key.
 *
 * A grant makes one ephemeral key and a row for each recipient. Everything a row is sealed under is
 * derived from both publics and the context, so a row opens for its recipient in its place only.
 * The nonce is zero because that derived key seals one thing: a context must name what is sealed
 * (an epoch id commits to its key), never two different keys.
 *
 * A grant's ephemeral key is derived from the key it hands on, so that everybody who has that key can
 * make each of its rows again and see whether they are what they seem. Rules SE6 to SE9 and SE19.
 */
import { concatBytes, toUtf8 } from '@parley/protocol'
import { x25519 } from '@noble/curves/ed25519.js'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { sharedSecret } from './agreement.ts'
import { open, seal } from './seal.ts'

/** Both 32 bytes; the secret key is the seed itself. */
export interface BoxKeyPair {
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}

export interface BoxSealing {
  readonly ephemeralSecret: Uint8Array
  readonly recipientPublic: Uint8Array
  readonly context: Uint8Array
  readonly key32: Uint8Array
}

export interface RowSealing {
  readonly ephemeralPublic: Uint8Array
  readonly recipientPublic: Uint8Array
  /** Of the ephemeral secret and the recipient's public; `undefined`: that public is none. */
  readonly shared: Uint8Array | undefined
  readonly context: Uint8Array
  readonly key32: Uint8Array
}

export interface BoxOpening {
  readonly recipientSecret: Uint8Array
  readonly recipientPublic: Uint8Array
  readonly ephemeralPublic: Uint8Array
  readonly context: Uint8Array
  readonly sealed: Uint8Array
}

/** A sealed key: 32 bytes and a tag. */
export const BOX_BYTES = 48

const KEY_BYTES = 32
const ROW_TAG_BYTES = 8
const NOTHING = new Uint8Array(0)
const ZERO_NONCE = new Uint8Array(24)
const GRANT = toUtf8('parley/grant')
const TAG = toUtf8('parley/tag')
const EPHEMERAL = toUtf8('parley/ephemeral')

/** The X25519 pair of a 32-byte seed, which is copied. Throws on any other length. */
export function boxKeyPair(seed32: Uint8Array): BoxKeyPair {
  const secretKey = Uint8Array.from(seed32)
  return { publicKey: x25519.getPublicKey(secretKey), secretKey }
}

/**
 * The pair under which a device hands on this key in this context: whoever has the key can find it,
 * and nobody else (the transform of Fujisaki and Okamoto, CRYPTO 1999). Throws when `key32` is not 32 bytes.
 */
export function ephemeralFor({
  key32,
  context,
  device32,
}: {
  readonly key32: Uint8Array
  readonly context: Uint8Array
  /** Of the grant's author. */
  readonly device32: Uint8Array
}): BoxKeyPair {
  assertKey(key32)
  const info = concatBytes(EPHEMERAL, context, device32)
  return boxKeyPair(hkdf(sha256, key32, NOTHING, info, KEY_BYTES))
}

/**
 * The key, sealed in 48 bytes. `undefined` when the recipient's public is none (wrong length, or of
 * small order, under which everybody could read). Throws when the own key or `key32` is not 32 bytes.
 */
export function sealToBox({
  ephemeralSecret,
  recipientPublic,
  context,
  key32,
}: BoxSealing): Uint8Array | undefined {
  const ephemeralPublic = x25519.getPublicKey(ephemeralSecret)
  const shared = sharedSecret(ephemeralSecret, recipientPublic)
  return sealRow({ ephemeralPublic, recipientPublic, shared, context, key32 })
}

/** The same from a secret agreed on before (Agreement), for whoever seals many rows. */
export function sealRow({
  ephemeralPublic,
  recipientPublic,
  shared,
  context,
  key32,
}: RowSealing): Uint8Array | undefined {
  assertKey(key32)
  if (shared === undefined) return undefined
  const key = rowKey(shared, concatBytes(ephemeralPublic, recipientPublic), context)
  return seal({ key32: key, nonce24: ZERO_NONCE, plaintext: key32, aad: NOTHING })
}

/** The 32-byte key, or `undefined` when this row is not for us, not of this context, or damaged. Never throws. */
export function openFromBox(box: BoxOpening): Uint8Array | undefined {
  if (box.sealed.length !== BOX_BYTES) return undefined
  const shared = sharedSecret(box.recipientSecret, box.ephemeralPublic)
  if (shared === undefined) return undefined
  const key = rowKey(shared, concatBytes(box.ephemeralPublic, box.recipientPublic), box.context)
  return open({ key32: key, nonce24: ZERO_NONCE, sealed: box.sealed, aad: NOTHING })
}

/** 8 bytes by which a recipient finds its row; anybody can compute it, so who holds a key is public. */
export function rowTag(ephemeralPublic: Uint8Array, recipientPublic: Uint8Array): Uint8Array {
  return sha256(concatBytes(TAG, ephemeralPublic, recipientPublic)).slice(0, ROW_TAG_BYTES)
}

function assertKey(key32: Uint8Array): void {
  if (key32.length !== KEY_BYTES)
    throw new RangeError(`a key has ${KEY_BYTES} bytes, not ${key32.length}`)
}

function rowKey(shared: Uint8Array, salt: Uint8Array, context: Uint8Array): Uint8Array {
  return hkdf(sha256, shared, salt, concatBytes(GRANT, context), KEY_BYTES)
}
