/**
 * Agreeing on a thousand secrets in a browser while the page stays smooth: by WebCrypto where there is
 * one that can, otherwise in pure JavaScript, in slices.
 */
import { type Agreement, pureAgreement, webCryptoAgreement } from '@parley/sealing'
import type { Clock } from '../ports.ts'
import { browserClock } from './clock.ts'

/** About half a frame's worth. */
const PORTION = 8

/** `subtle` is `undefined` on plain http. */
export function browserAgreement(
  subtle: SubtleCrypto | undefined = globalThis.crypto.subtle,
): Agreement {
  const sliced = slicedAgreement(pureAgreement, browserClock)
  return subtle === undefined ? sliced : webCryptoAgreement(subtle, sliced)
}

/** The page breathes after every few. */
export function slicedAgreement(agree: Agreement, clock: Clock): Agreement {
  return async (secretKey, publics) => {
    const secrets: (Uint8Array | undefined)[] = []
    for (let at = 0; at < publics.length; at += PORTION) {
      if (at > 0) await new Promise<void>((resolve) => void clock.after(0, resolve))
      secrets.push(...(await agree(secretKey, publics.slice(at, at + PORTION))))
    }
    return secrets
  }
}
