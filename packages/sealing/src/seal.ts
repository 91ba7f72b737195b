/**
 * Sealing under a key the reader also holds: XChaCha20-Poly1305.
 *
 * The nonce is 24 random bytes, so that devices which share a key need not agree on a counter.
 * The aad says where the content belongs; elsewhere it does not open. Rules SE1, SE2.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js'

interface Key {
  readonly key32: Uint8Array
  readonly nonce24: Uint8Array
  readonly aad: Uint8Array
}

export interface Sealing extends Key {
  readonly plaintext: Uint8Array
}

export interface Opening extends Key {
  readonly sealed: Uint8Array
}

const TAG_BYTES = 16

/** The ciphertext and its tag: 16 bytes longer than the plaintext. Throws on a key or nonce of the wrong size. */
export function seal({ key32, nonce24, plaintext, aad }: Sealing): Uint8Array {
  return xchacha20poly1305(key32, nonce24, aad).encrypt(plaintext)
}

/** The plaintext, or `undefined` when anything differs by a bit or has the wrong size. Never throws. */
export function open({ key32, nonce24, sealed, aad }: Opening): Uint8Array | undefined {
  if (key32.length !== 32 || nonce24.length !== 24 || sealed.length < TAG_BYTES) return undefined
  try {
    return xchacha20poly1305(key32, nonce24, aad).decrypt(sealed)
  } catch {
    return undefined // the tag does not fit: not ours to open
  }
}
