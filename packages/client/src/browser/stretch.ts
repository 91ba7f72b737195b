/** A phrase is stretched by WebCrypto beside the page; on plain http, which has none, in steps. */
import { toUtf8 } from '@parley/protocol'
import { stretchInSteps } from '../identity/phrase.ts'
import type { Stretch } from '../ports.ts'

/** BIP-39, "From mnemonic to seed", without a passphrase. */
const PBKDF2 = { name: 'PBKDF2', hash: 'SHA-512', iterations: 2_048 }
const SEED_BITS = 512

/** `subtle` is `undefined` on plain http. */
export function browserStretch(
  subtle: SubtleCrypto | undefined = globalThis.crypto.subtle,
): Stretch {
  if (subtle === undefined) return stretchInSteps
  return async (phrase) => {
    const words = Uint8Array.from(toUtf8(phrase))
    const key = await subtle.importKey('raw', words, 'PBKDF2', false, ['deriveBits'])
    const salt = Uint8Array.from(toUtf8('mnemonic'))
    return new Uint8Array(await subtle.deriveBits({ ...PBKDF2, salt }, key, SEED_BITS))
  }
}
