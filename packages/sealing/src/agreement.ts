/**
 * Agreement of keys by the thousand: one secret with many publics, on two engines.
 *
 * A grant for a large group costs one X25519 for each row. Pure JavaScript does it everywhere (stablelib's
 * takes half of noble's time); WebCrypto
 * does it some twenty times faster and off the main thread, where a page has it. Both answer alike; the
 * platform's module is handed in, and what it cannot answer pure JavaScript does. Rules SE8, SE17.
 */
import { x25519 } from '@noble/curves/ed25519.js'
import { sharedKey } from '@stablelib/x25519'

/** The shared secrets, 32 bytes each, in the order of the publics; `undefined` for a public that is none (SE8). */
export type Agreement = (
  secretKey: Uint8Array,
  publics: readonly Uint8Array[],
) => Promise<readonly (Uint8Array | undefined)[]>

const KEY_BYTES = 32
/** What PKCS #8 writes before the 32 bytes of an X25519 secret key (RFC 8410). */
const PKCS8 = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32)

/** Throws on a secret key that is not 32 bytes. */
export const pureAgreement: Agreement = async (secretKey, publics) => {
  if (secretKey.length !== KEY_BYTES)
    throw new RangeError(`a secret key has ${KEY_BYTES} bytes, not ${secretKey.length}`)
  return publics.map((publicKey) => quickSecret(secretKey, publicKey))
}

function quickSecret(secretKey: Uint8Array, publicKey: Uint8Array): Uint8Array | undefined {
  if (publicKey.length !== KEY_BYTES) return undefined
  try {
    return sharedKey(secretKey, publicKey, true)
  } catch {
    return undefined // all zero
  }
}

/** A platform without X25519 costs speed, not answers: those are then asked of `otherwise`. */
export function webCryptoAgreement(
  subtle: SubtleCrypto,
  otherwise: Agreement = pureAgreement,
): Agreement {
  const imported = new WeakMap<Uint8Array, Promise<CryptoKey | undefined>>()
  const usages: KeyUsage[] = ['deriveBits']

  /** Whoever asks about many publics in parts has their own key imported once. */
  function importOwn(secretKey: Uint8Array): Promise<CryptoKey | undefined> {
    const known = imported.get(secretKey)
    if (known !== undefined) return known
    const own = subtle
      .importKey('pkcs8', Uint8Array.of(...PKCS8, ...secretKey), 'X25519', false, usages)
      .catch(() => undefined)
    imported.set(secretKey, own)
    return own
  }

  return async (secretKey, publics) => {
    const own = await importOwn(secretKey)
    if (own === undefined) return otherwise(secretKey, publics)
    return Promise.all(publics.map((theirs) => derive(subtle, { own, secretKey, theirs })))
  }
}

/** `undefined` when either is not 32 bytes, or the public is of small order: everybody would know the secret. */
export function sharedSecret(secret: Uint8Array, peerPublic: Uint8Array): Uint8Array | undefined {
  if (secret.length !== KEY_BYTES || peerPublic.length !== KEY_BYTES) return undefined
  try {
    return x25519.getSharedSecret(secret, peerPublic)
  } catch {
    return undefined // all zero
  }
}

interface Pair {
  readonly own: CryptoKey
  readonly secretKey: Uint8Array
  readonly theirs: Uint8Array
}

async function derive(
  subtle: SubtleCrypto,
  { own, secretKey, theirs }: Pair,
): Promise<Uint8Array | undefined> {
  try {
    const raw = theirs as Uint8Array<ArrayBuffer>
    const peer = await subtle.importKey('raw', raw, 'X25519', true, [])
    const bits = await subtle.deriveBits({ name: 'X25519', public: peer }, own, 256)
    const shared = new Uint8Array(bits)
    if (!isZero(shared)) return shared
  } catch {
    // It says the same of a public that is none and of one it does not like.
  }
  return sharedSecret(secretKey, theirs)
}

function isZero(bytes: Uint8Array): boolean {
  for (const byte of bytes) if (byte !== 0) return false
  return true
}
