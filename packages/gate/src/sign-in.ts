/**
 * What a record says that carries a site's token: for whom, where and when the token is good. Rule GA52.
 *
 * Which keys a group believes is not known here: what comes out asks for one. The clock of the record is its
 * author's; a relay holds it to its own at admission (RE64).
 */
import {
  deviceThumbprint,
  hlcMs,
  MAX_TOKEN_SKEW_SECONDS,
  type ParsedRecord,
  parseDocName,
  parseSiteToken,
  type Place,
  type SiteClaims,
  type SiteKey,
  toBase64url,
  toDeviceKey,
} from '@parley/protocol'
import type { SiteVerifier } from '@parley/signing'

export interface SignInToRead {
  readonly place: Place
  readonly record: ParsedRecord
  /** Verified: it signed the record. */
  readonly device: Uint8Array
}

/**
 * What the token says if this key signed it. `undefined` for a token that is for another group, another
 * device or another time, whoever signed it, and for any other record. A key is asked about once.
 */
export function signInBy(
  { place, record, device }: SignInToRead,
  verify: SiteVerifier,
): ((key: SiteKey) => SiteClaims | undefined) | undefined {
  if (record.kind !== 'action' || record.action.type !== 'signin') return undefined
  const token = parseSiteToken(record.action.token)
  if (token === undefined) return undefined
  const { claims, algorithm } = token
  if (claims.audience !== parseDocName(place.doc)?.group) return undefined
  if (claims.thumbprint !== deviceThumbprint(toDeviceKey(device))) return undefined
  if (!isGoodAt(claims, hlcMs(record.header.hlc))) return undefined
  const answers = new Map<string, boolean>()
  return (key) => {
    if (key.algorithm !== algorithm) return undefined
    const name = toBase64url(key.bytes)
    const answer = answers.get(name) ?? verify(key, token)
    if (answer !== undefined) answers.set(name, answer)
    return answer === true ? claims : undefined
  }
}

/** Milliseconds since the epoch; clocks may be some minutes apart. */
export function isGoodAt(
  { issuedAt, notBefore = issuedAt, expiresAt }: SiteClaims,
  at: number,
): boolean {
  const seconds = at / 1_000
  const from = Math.max(issuedAt, notBefore) - MAX_TOKEN_SKEW_SECONDS
  return seconds >= from && seconds < expiresAt + MAX_TOKEN_SKEW_SECONDS
}
