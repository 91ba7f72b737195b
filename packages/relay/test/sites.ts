/** Sites that say who people are, and everybody who says it in their place. */
import * as crypto from 'node:crypto'
import { deviceThumbprint, type DeviceKey, parseSiteKey, type SiteKey } from '@parley/protocol'
import { exportSPKI, generateKeyPair, type CryptoKey, SignJWT } from 'jose'

export interface TestSite {
  readonly algorithm: 'EdDSA' | 'ES256'
  readonly key: SiteKey
  readonly pem: string
  readonly privateKey: CryptoKey
}

/** Epoch seconds at which every world of these tests begins. */
export const NOW = 1_700_000_000

export async function newSite(algorithm: TestSite['algorithm']): Promise<TestSite> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true })
  const pem = await exportSPKI(publicKey)
  const parsed = parseSiteKey(pem)
  if (!parsed.ok) throw new Error(parsed.broke)
  return { algorithm, key: parsed.key, pem, privateKey }
}

export type Claims = Readonly<Record<string, unknown>>

export function claimsFor(group: string, device: DeviceKey, change: Claims = {}): Claims {
  const cnf = { jkt: deviceThumbprint(device) }
  return { sub: 'user-7', name: 'Ada', aud: group, cnf, iat: NOW - 30, exp: NOW + 600, ...change }
}

/** As a site's server does it. */
export function mint({ algorithm, privateKey }: TestSite, claims: Claims): Promise<string> {
  return new SignJWT({ ...claims }).setProtectedHeader({ alg: algorithm }).sign(privateKey)
}

interface Target {
  readonly site: TestSite
  readonly otherSite: TestSite
  readonly group: string
  readonly otherGroup: string
  readonly device: DeviceKey
  readonly otherDevice: DeviceKey
}

/** Tokens that must never make anybody somebody, each with what is wrong with it. */
export async function forgedTokens(
  target: Target,
): Promise<readonly (readonly [string, string])[]> {
  const { site, group, device } = target
  const claims = claimsFor(group, device)
  const honest = await mint(site, claims)
  const [header = '', payload = '', signature = ''] = honest.split('.')
  const signed = (head: unknown, body: unknown = claims) => signRaw(site, text(head), text(body))
  const alg = site.algorithm
  const saying = (change: Claims) => mint(site, { ...claims, ...change })
  const withHeader = (more: Claims) => signed({ alg, ...more })
  const hmac = (head: Claims, secret: crypto.BinaryLike) => {
    const input = `${part(head)}.${payload}`
    return `${input}.${crypto.createHmac('sha256', secret).update(input).digest('base64url')}`
  }
  const bytes = Buffer.from(signature, 'base64url')
  const flipped = (at: number) => {
    const other = Buffer.from(bytes)
    other[at] = (other[at] ?? 0) ^ 1
    return `${header}.${payload}.${other.toString('base64url')}`
  }
  const otherPayload = part({ ...claims, sub: 'admin' })
  const other = alg === 'EdDSA' ? 'ES256' : 'EdDSA'
  const made: Record<string, string | Promise<string>> = {
    'another group': saying({ aud: target.otherGroup }),
    'no group': saying({ aud: undefined }),
    'two groups': saying({ aud: [group, target.otherGroup] }),
    'the group and a slash': saying({ aud: `${group}/0` }),
    'the group with a blank': saying({ aud: ` ${group}` }),
    'the group in small letters': saying({ aud: group.toLowerCase() }),
    'another device': saying({ cnf: { jkt: deviceThumbprint(target.otherDevice) } }),
    'no device': saying({ cnf: undefined }),
    'an empty device': saying({ cnf: {} }),
    'the key in the place of its thumbprint': saying({ cnf: { jkt: device } }),
    'the device beside another claim': saying({ cnf: undefined, jkt: deviceThumbprint(device) }),
    'over for an hour': saying({ iat: NOW - 7_200, exp: NOW - 3_600 }),
    'over since more than clocks may differ': saying({ iat: NOW - 900, exp: NOW - 301 }),
    'not yet begun': saying({ iat: NOW + 3_600, exp: NOW + 7_200 }),
    'not before an hour from now': saying({ nbf: NOW + 3_599 }),
    'for two days': saying({ exp: NOW - 30 + 172_800 }),
    'for ever': saying({ exp: undefined }),
    'an end in words': saying({ exp: 'tomorrow' }),
    'an end beyond numbers': signed(
      { alg },
      JSON.stringify(claims).replace(/"exp":\d+/, '"exp":1e999'),
    ),
    'since never': saying({ iat: undefined }),
    nobody: saying({ sub: undefined }),
    'a blank somebody': saying({ sub: ' ' }),
    'somebody who is a number': saying({ sub: 7 }),
    'a role above the policy': saying({ parley_role: 'member' }),
    'a moderator': saying({ parley_role: 'moderator' }),
    'a founder': saying({ parley_role: 'founder' }),
    'half a surrogate pair': signed(
      { alg },
      JSON.stringify(claims).replace('user-7', String.raw`user\ud800`),
    ),
    'a name that is too long': saying({ name: 'x'.repeat(201) }),
    'a name that is a list': saying({ name: ['Ada'] }),
    'alg none': `${part({ alg: 'none' })}.${payload}.`,
    'alg none, with a signature': `${part({ alg: 'none' })}.${payload}.${signature}`,
    'alg nOnE': `${part({ alg: 'nOnE' })}.${payload}.${signature}`,
    'HS256 with the PEM for a secret': hmac({ alg: 'HS256' }, site.pem),
    'HS256 with the key for a secret': hmac({ alg: 'HS256' }, site.key.bytes),
    'an HMAC under the right alg': hmac({ alg }, site.key.bytes),
    'the other algorithm, said': signed({ alg: other }),
    'the other algorithm, done': mint(target.otherSite, claims),
    'two algorithms': signed(`{"alg":"${other}","alg":"${alg}"}`),
    'no algorithm': signed({}),
    'a critical extension': withHeader({ crit: ['exp'] }),
    'a payload that is not encoded': withHeader({ b64: false }),
    'a key of its own': withHeader({ jwk: { kty: 'oct' } }),
    'a key from elsewhere': withHeader({ jku: 'https://evil.example/keys' }),
    'a certificate': withHeader({ x5c: ['AAAA'] }),
    'a kid that is a path, and a key nobody knows': signRaw(
      await newSite(alg),
      text({ alg, kid: '../../../dev/null' }),
      text(claims),
    ),
    'a kid that is a list': withHeader({ kid: ['a'] }),
    'another kind of token': withHeader({ typ: 'dpop+jwt' }),
    'a stranger for a site': mint(await newSite(alg), claims),
    'a payload of somebody else': `${header}.${otherPayload}.${signature}`,
    'a header of somebody else': `${part({ alg, kid: 'x' })}.${payload}.${signature}`,
    'a signature of somebody else': `${header}.${payload}.${(await saying({ sub: 'b' })).split('.')[2]}`,
    'a bit turned in front': flipped(0),
    'a bit turned behind': flipped(63),
    'a signature of zeros': `${header}.${payload}.${Buffer.alloc(64).toString('base64url')}`,
    'no signature': `${header}.${payload}.`,
    'a signature cut short': `${header}.${payload}.${signature.slice(0, -4)}`,
    'a signature in DER': `${header}.${payload}.${derOf(bytes).toString('base64url')}`,
    'halves that change places': `${header}.${payload}.${Buffer.concat([bytes.subarray(32), bytes.subarray(0, 32)]).toString('base64url')}`,
    padding: `${honest}=`,
    'a blank in front': ` ${honest}`,
    'letters that are not of base64url': honest.replace('.', '.+'),
    'four parts': `${honest}.${signature}`,
    'two parts': `${header}.${payload}`,
    'a JWS in JSON': JSON.stringify({ protected: header, payload, signature }),
    'a somebody said twice': signed(
      { alg },
      JSON.stringify(claims).replace('{', '{"sub":"admin",'),
    ),
    'a group said twice': signed(
      { alg },
      JSON.stringify({ ...claims, aud: target.otherGroup }).replace('{', `{"aud":"${group}",`),
    ),
    'a payload that is a list': signed({ alg }, [claims]),
    'a payload that is no JSON': signed({ alg }, 'hello'),
    'a byte order mark': signed({ alg }, `\uFEFF${JSON.stringify(claims)}`),
    'a nest that is too deep': saying({ deep: JSON.parse(`${'['.repeat(20)}${']'.repeat(20)}`) }),
    'a giant': saying({ more: 'x'.repeat(4_000) }),
    nothing: '',
  }
  return Promise.all(Object.entries(made).map(async ([why, token]) => [why, await token] as const))
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function part(value: unknown): string {
  return Buffer.from(text(value)).toString('base64url')
}

/** What jose would refuse to sign. */
async function signRaw(site: TestSite, header: string, payload: string): Promise<string> {
  const input = `${part(header)}.${part(payload)}`
  const by = site.algorithm === 'EdDSA' ? { name: 'Ed25519' } : { name: 'ECDSA', hash: 'SHA-256' }
  const signature = await crypto.subtle.sign(by, site.privateKey, Buffer.from(input))
  return `${input}.${Buffer.from(signature).toString('base64url')}`
}

function derOf(rs: Buffer): Buffer {
  const integer = (bytes: Buffer) => Buffer.concat([Buffer.of(2, 33, 0), bytes])
  const body = Buffer.concat([integer(rs.subarray(0, 32)), integer(rs.subarray(32))])
  return Buffer.concat([Buffer.of(0x30, body.length), body])
}
