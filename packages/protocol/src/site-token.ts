/**
 * A site's token: a JWT in compact form (RFC 7515, 7519), as narrow as is enough to say who somebody is.
 *
 * Says what stands in it, and nothing about who signed it, for which group or device it is, or when it
 * counts. Readers of JWTs differ in what they pass over; this one passes over claims it does not know and
 * nothing else, so that no two devices can read one token differently.
 */
import { parseBase64url } from './base64url.ts'
import { toUtf8, utf8Length } from './bytes.ts'
import {
  MAX_NAME_BYTES,
  MAX_SUBJECT_BYTES,
  MAX_TOKEN_BYTES,
  MAX_TOKEN_LIFE_SECONDS,
} from './limits.ts'
import type { SiteAlgorithm } from './site-key.ts'
import { type Json, parseStrictJson } from './strict-json.ts'

/** What a site may make of somebody: power in a group is given by people of the group. */
export type SiteRole = 'guest' | 'member'

export interface SiteClaims {
  /** The site's own word for the person: for ever theirs, and nobody else's. */
  readonly subject: string
  readonly audience: string
  /** RFC 7638, of the device that may use it. */
  readonly thumbprint: string
  /** Seconds, as JWTs have it. */
  readonly issuedAt: number
  readonly notBefore: number | undefined
  readonly expiresAt: number
  /** As the site says it; `undefined`: the person says their own. */
  readonly name: string | undefined
  /** `undefined`: what the group's policy gives. */
  readonly role: SiteRole | undefined
}

export interface SiteToken {
  readonly algorithm: SiteAlgorithm
  readonly claims: SiteClaims
  /** What is signed: the two first parts, and the dot between. */
  readonly message: Uint8Array
  /** 64 bytes by either algorithm. */
  readonly signature: Uint8Array
}

const SIGNATURE_LENGTH = 64

/** The token in an untrusted text, or `undefined`. */
export function parseSiteToken(text: string): SiteToken | undefined {
  if (text.length > MAX_TOKEN_BYTES) return undefined
  const [header = '', payload = '', sealed = '', ...more] = text.split('.')
  if (more.length > 0) return undefined
  const algorithm = algorithmIn(objectIn(header))
  const claims = claimsIn(objectIn(payload))
  const signature = parseBase64url(sealed)
  if (algorithm === undefined || claims === undefined) return undefined
  if (signature?.length !== SIGNATURE_LENGTH) return undefined
  return { algorithm, claims, message: toUtf8(`${header}.${payload}`), signature }
}

type Members = ReadonlyMap<string, Json>

function objectIn(part: string): Members | undefined {
  const bytes = parseBase64url(part)
  const value = bytes && parseStrictJson(bytes)
  return value instanceof Map ? value : undefined
}

/** A header says how it is signed. What else one may say (another key, `crit`, `b64`) is not for this reader. */
function algorithmIn(header: Members | undefined): SiteAlgorithm | undefined {
  if (header === undefined) return undefined
  for (const [name, value] of header) {
    if (typeof value !== 'string') return undefined
    if (name === 'typ' && value.toUpperCase() !== 'JWT') return undefined
    if (name !== 'alg' && name !== 'typ' && name !== 'kid') return undefined
  }
  const algorithm = header.get('alg')
  return algorithm === 'EdDSA' || algorithm === 'ES256' ? algorithm : undefined
}

function claimsIn(payload: Members | undefined): SiteClaims | undefined {
  if (payload === undefined) return undefined
  const subject = textIn(payload, 'sub', MAX_SUBJECT_BYTES)
  const audience = onlyOne(payload.get('aud'))
  const thumbprint = thumbprintIn(payload.get('cnf'))
  const [issuedAt, expiresAt] = [secondsIn(payload, 'iat'), secondsIn(payload, 'exp')]
  if (typeof subject !== 'string' || typeof audience !== 'string') return undefined
  if (thumbprint === undefined || typeof issuedAt !== 'number') return undefined
  if (typeof expiresAt !== 'number' || expiresAt <= issuedAt) return undefined
  if (expiresAt - issuedAt > MAX_TOKEN_LIFE_SECONDS) return undefined
  const notBefore = secondsIn(payload, 'nbf')
  const name = textIn(payload, 'name', MAX_NAME_BYTES)
  const role = roleIn(payload)
  if (notBefore === false || name === false || role === false) return undefined
  return { subject, audience, thumbprint, issuedAt, notBefore, expiresAt, name, role }
}

/** `undefined`: not said. `false`: said, and makes no sense. */
function textIn(payload: Members, name: string, maxBytes: number): string | undefined | false {
  const said = payload.get(name)
  if (said === undefined) return undefined
  return typeof said === 'string' && said.trim() !== '' && utf8Length(said) <= maxBytes && said
}

function secondsIn(payload: Members, name: string): number | undefined | false {
  const said = payload.get(name)
  if (said === undefined) return undefined
  return typeof said === 'number' && Number.isSafeInteger(said) && said >= 0 && said
}

function roleIn(payload: Members): SiteRole | undefined | false {
  const said = payload.get('parley_role')
  return (said === undefined || said === 'guest' || said === 'member') && said
}

/** Some libraries write every audience as a list. */
function onlyOne(audience: Json | undefined): Json | undefined {
  return Array.isArray(audience) && audience.length === 1 ? audience[0] : audience
}

function thumbprintIn(confirmation: Json | undefined): string | undefined {
  if (!(confirmation instanceof Map) || confirmation.size !== 1) return undefined
  const said: unknown = confirmation.get('jkt')
  return typeof said === 'string' ? said : undefined
}
