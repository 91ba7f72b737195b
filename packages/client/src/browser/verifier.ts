/**
 * Verifying many signatures in a browser while the page stays smooth.
 *
 * WebCrypto is some twenty times faster and off the main thread, but old browsers lack Ed25519 and
 * plain http lacks WebCrypto. So it is asked a few questions first, the disputed one among them; if
 * it does not answer by the one rule, or at all, pure JavaScript does, in slices.
 */
import { type AsyncVerifier, type Verifier, pureVerifier, webCryptoVerifier } from '@parley/signing'
import type { Clock } from '../ports.ts'
import { browserClock } from './clock.ts'
import { verifierQuestions } from './verifier-questions.ts'

/** Half a frame at 60 Hz: the other half is the page's. */
const SLICE_MS = 8

/** Chooses at the first use. `subtle` is `undefined` on plain http. */
export function browserVerifier(
  subtle: SubtleCrypto | undefined = globalThis.crypto.subtle,
): AsyncVerifier {
  let chosen: Promise<AsyncVerifier> | undefined
  return async (proofs) => {
    chosen ??= choose(subtle)
    return (await chosen)(proofs)
  }
}

/** A verifier that lets the page breathe every few milliseconds. */
export function slicedVerifier(verify: Verifier, clock: Clock): AsyncVerifier {
  return async (proofs) => {
    const verdicts: boolean[] = []
    let sliceEndsAt = clock.now() + SLICE_MS
    for (const proof of proofs) {
      if (clock.now() >= sliceEndsAt) {
        await new Promise<void>((resolve) => void clock.after(0, resolve))
        sliceEndsAt = clock.now() + SLICE_MS
      }
      verdicts.push(verify(proof))
    }
    return verdicts
  }
}

async function choose(subtle: SubtleCrypto | undefined): Promise<AsyncVerifier> {
  if (subtle !== undefined && (await answersByTheRule(subtle))) return webCryptoVerifier(subtle)
  return slicedVerifier(pureVerifier, browserClock)
}

/** Asks the platform itself, since `webCryptoVerifier` would cover up for one that cannot do it. */
async function answersByTheRule(subtle: SubtleCrypto): Promise<boolean> {
  try {
    for (const proof of verifierQuestions()) {
      const publicKey = Uint8Array.from(proof.publicKey)
      const signature = Uint8Array.from(proof.signature)
      const message = Uint8Array.from(proof.message)
      const key = await subtle.importKey('raw', publicKey, 'Ed25519', true, ['verify'])
      const verdict = await subtle.verify('Ed25519', key, signature, message)
      if (verdict !== pureVerifier(proof)) return false
    }
    return true
  } catch {
    return false // it does not know Ed25519
  }
}
