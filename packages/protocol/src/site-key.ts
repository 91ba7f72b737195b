/**
 * The public key of a site that says who people are: Ed25519 or P-256, as a group's policy holds it.
 *
 * Knows no curve: whether the bytes are a point is found by whoever verifies with them.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { toBase64url } from './base64url.ts'
import { type ByteReader, type ByteWriter, equalBytes, toUtf8 } from './bytes.ts'
import { type DeviceKey, idBytes } from './ids.ts'

/** What signs a token, by the names of RFC 7518 and RFC 8037. */
export type SiteAlgorithm = 'EdDSA' | 'ES256'

export interface SiteKey {
  readonly algorithm: SiteAlgorithm
  /** EdDSA: 32 bytes. ES256: x and y, 64 bytes. */
  readonly bytes: Uint8Array
}

const FORMS = [
  { number: 1, algorithm: 'EdDSA' },
  { number: 2, algorithm: 'ES256' },
] as const satisfies readonly { number: number; algorithm: SiteAlgorithm }[]

export function putSiteKey(writer: ByteWriter, { algorithm, bytes }: SiteKey): ByteWriter {
  const form = FORMS.find((one) => one.algorithm === algorithm)
  if (form === undefined || bytes.length !== siteKeyLength(algorithm))
    throw new RangeError(`a key of ${algorithm} has not ${bytes.length} bytes`)
  return writer.u8(form.number).put(bytes)
}

export function readSiteKey(reader: ByteReader): SiteKey {
  const number = reader.u8()
  const form = FORMS.find((one) => one.number === number) ?? reader.fail()
  return { algorithm: form.algorithm, bytes: reader.take(siteKeyLength(form.algorithm)) }
}

/** Bytes of a key. */
export function siteKeyLength(of: SiteAlgorithm): number {
  return of === 'EdDSA' ? 32 : 64
}

export function isSameSiteKey(left: SiteKey, right: SiteKey): boolean {
  return left.algorithm === right.algorithm && equalBytes(left.bytes, right.bytes)
}

/** RFC 7638 over RFC 8037: what a token's `cnf.jkt` says when it is for this device. */
export function deviceThumbprint(device: DeviceKey): string {
  return siteKeyThumbprint({ algorithm: 'EdDSA', bytes: idBytes(device) })
}

/** RFC 7638, as a site's own tools work it out: by it one key is told from another. */
export function siteKeyThumbprint({ algorithm, bytes }: SiteKey): string {
  const x = toBase64url(bytes.slice(0, 32))
  const jwk =
    algorithm === 'EdDSA'
      ? `{"crv":"Ed25519","kty":"OKP","x":"${x}"}`
      : `{"crv":"P-256","kty":"EC","x":"${x}","y":"${toBase64url(bytes.slice(32))}"}`
  return toBase64url(sha256(toUtf8(jwk)))
}
