/**
 * Ed25519 key pairs, and signing with them (RFC 8032, deterministic).
 *
 * Randomness comes in as the seed. Signing always derives the public key from the secret one: a
 * signer that trusted a public key handed to it would leak the secret under a wrong one.
 * Rules SG1, SG2.
 */
import { toBase64url } from '@parley/protocol'
import { ed25519 } from '@noble/curves/ed25519.js'

/** Both 32 bytes; the secret key is the seed itself. */
export interface KeyPair {
  readonly publicKey: Uint8Array
  readonly secretKey: Uint8Array
}

/** What can sign: a pair, or the 32 secret bytes alone. */
export type Secret = KeyPair | Uint8Array

/** Signs a message with a pair; every signer makes the same 64 bytes. */
export type Signer = (message: Uint8Array, keys: KeyPair) => Uint8Array

/** The key pair of a 32-byte seed, which is copied. Throws on any other length. */
export function newKeyPair(seed32: Uint8Array): KeyPair {
  const secretKey = Uint8Array.from(seed32)
  return { publicKey: ed25519.getPublicKey(secretKey), secretKey }
}

/** 64 bytes. Throws only when the secret key is not 32 bytes long. */
export function sign(message: Uint8Array, secret: Secret): Uint8Array {
  return ed25519.sign(message, secret instanceof Uint8Array ? secret : secret.secretKey)
}

/**
 * The same signatures from node:crypto, some ten times faster, for whoever deals them by the
 * thousand. The module is handed in, because this package also runs where there is none.
 */
export function nodeSigner(crypto: typeof import('node:crypto')): Signer {
  const imported = new WeakMap<KeyPair, import('node:crypto').KeyObject>()

  return (message, keys) => {
    let key = imported.get(keys)
    if (key === undefined) {
      const d = toBase64url(keys.secretKey)
      const x = toBase64url(ed25519.getPublicKey(keys.secretKey))
      key = crypto.createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', d, x }, format: 'jwk' })
      imported.set(keys, key)
    }
    return Uint8Array.from(crypto.sign(null, message, key))
  }
}
