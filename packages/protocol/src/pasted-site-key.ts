/** A site's public key as its owner pastes it, a JWK or PEM, with a word for each way in which it is none. */
import { parseBase64url } from './base64url.ts'
import { concatBytes, toUtf8 } from './bytes.ts'
import { type SiteAlgorithm, type SiteKey, siteKeyLength } from './site-key.ts'
import { type Json, parseStrictJson } from './strict-json.ts'

/** private: the half that must not leave the site · other-kind: a key, but of neither algorithm. */
export type SiteKeyFault = 'empty' | 'not-a-key' | 'private' | 'other-kind'
export type ParsedSiteKey =
  | { readonly ok: true; readonly key: SiteKey }
  | { readonly ok: false; readonly broke: SiteKeyFault }

const MAX_PASTED = 4_096

/** A public key as its site's tools print it: a JWK, or PEM. */
export function parseSiteKey(pasted: string): ParsedSiteKey {
  const text = pasted.trim()
  if (text === '') return { ok: false, broke: 'empty' }
  if (text.length > MAX_PASTED) return { ok: false, broke: 'not-a-key' }
  if (text.startsWith('{')) return keyInJwk(parseStrictJson(toUtf8(text)))
  if (/-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(text)) return { ok: false, broke: 'private' }
  const pem = /^-----BEGIN PUBLIC KEY-----([\sA-Za-z0-9+/]+)={0,2}\s*-----END PUBLIC KEY-----$/
  const body = pem.exec(text)?.[1]?.replaceAll(/\s/g, '')
  const spki = body === undefined ? undefined : parseBase64url(toUrlLetters(body))
  return spki === undefined ? { ok: false, broke: 'not-a-key' } : keyInSpki(spki)
}

function keyInJwk(jwk: Json | undefined): ParsedSiteKey {
  if (!(jwk instanceof Map)) return { ok: false, broke: 'not-a-key' }
  if (jwk.has('d') || jwk.has('k')) return { ok: false, broke: 'private' }
  const coordinate = (name: string): Uint8Array => {
    const said: unknown = jwk.get(name)
    const bytes = typeof said === 'string' ? parseBase64url(said) : undefined
    return bytes?.length === 32 ? bytes : new Uint8Array(0)
  }
  const kind = `${String(jwk.get('kty'))} ${String(jwk.get('crv'))}`
  if (kind === 'OKP Ed25519') return keyOf('EdDSA', coordinate('x'))
  if (kind === 'EC P-256') return keyOf('ES256', concatBytes(coordinate('x'), coordinate('y')))
  return { ok: false, broke: jwk.has('kty') ? 'other-kind' : 'not-a-key' }
}

/** What stands before the key in the DER of RFC 8410, and of RFC 5480 for a point that is not compressed. */
const ED25519_SPKI = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00]
const P256_SPKI = [
  0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a,
  0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
]

function keyInSpki(spki: Uint8Array): ParsedSiteKey {
  const after = (prefix: readonly number[]) =>
    prefix.every((byte, at) => spki[at] === byte) ? spki.slice(prefix.length) : undefined
  const [edwards, nist] = [after(ED25519_SPKI), after(P256_SPKI)]
  if (edwards !== undefined) return keyOf('EdDSA', edwards)
  if (nist !== undefined) return keyOf('ES256', nist)
  return { ok: false, broke: spki[0] === 0x30 ? 'other-kind' : 'not-a-key' }
}

function keyOf(algorithm: SiteAlgorithm, bytes: Uint8Array): ParsedSiteKey {
  return bytes.length === siteKeyLength(algorithm)
    ? { ok: true, key: { algorithm, bytes } }
    : { ok: false, broke: 'not-a-key' }
}

function toUrlLetters(base64: string): string {
  return base64.replaceAll('+', '-').replaceAll('/', '_')
}
