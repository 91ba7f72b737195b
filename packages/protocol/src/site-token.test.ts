import { generateKeyPair, SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { toBase64url } from './base64url.ts'
import { toUtf8 } from './bytes.ts'
import { parseSiteToken } from './site-token.ts'

const CLAIMS = {
  sub: 'user-7',
  aud: 'the group',
  iat: 1_000,
  exp: 1_600,
  cnf: { jkt: 'the device' },
}
const part = (value: unknown) =>
  toBase64url(toUtf8(typeof value === 'string' ? value : JSON.stringify(value)))
const SIGNATURE = toBase64url(new Uint8Array(64))
const token = (claims: unknown, header: unknown = { alg: 'EdDSA' }, signature = SIGNATURE) =>
  `${part(header)}.${part(claims)}.${signature}`
const says = (change: object) => parseSiteToken(token({ ...CLAIMS, ...change }))

test('[PR28] a token as jose makes it says who, for what, for whose device and until when', async () => {
  for (const alg of ['EdDSA', 'ES256'] as const) {
    const { privateKey } = await generateKeyPair(alg)
    const made = await new SignJWT({ name: 'Ada', cnf: CLAIMS.cnf, plan: { gold: [true, null] } })
      .setProtectedHeader({ alg, typ: 'JWT', kid: '2026-01' })
      .setSubject(CLAIMS.sub)
      .setAudience(CLAIMS.aud)
      .setIssuer('https://shop.example')
      .setIssuedAt(1_000)
      .setNotBefore(990)
      .setExpirationTime(1_600)
      .sign(privateKey)
    expect(parseSiteToken(made)).toMatchObject({
      algorithm: alg,
      message: toUtf8(made.slice(0, made.lastIndexOf('.'))),
      claims: {
        subject: 'user-7',
        audience: 'the group',
        thumbprint: 'the device',
        issuedAt: 1_000,
        notBefore: 990,
        expiresAt: 1_600,
        name: 'Ada',
        role: undefined,
      },
    })
  }
  expect(says({ aud: ['the group'] })?.claims.audience).toBe('the group')
  expect(says({ parley_role: 'guest' })?.claims.role).toBe('guest')
})

test('[PR28] a token that could be read in two ways, or says too little or too much, is none', () => {
  const broken = {
    'no subject': says({ sub: undefined }),
    'a blank subject': says({ sub: ' ' }),
    'a subject that is a number': says({ sub: 7 }),
    'a long subject': says({ sub: 'x'.repeat(256) }),
    'two audiences': says({ aud: ['the group', 'another'] }),
    'no audience': says({ aud: undefined }),
    'no device': says({ cnf: undefined }),
    'a device and more': says({ cnf: { jkt: 'the device', kid: 'x' } }),
    'a device by its key': says({ cnf: { jwk: {} } }),
    'no end': says({ exp: undefined }),
    'no beginning': says({ iat: undefined }),
    'an end before its beginning': says({ exp: 999 }),
    'more than a day': says({ exp: 1_000 + 86_401 }),
    'a time in words': says({ exp: '1600' }),
    'half a second': says({ nbf: 0.5 }),
    'a blank name': says({ name: ' ' }),
    'a long name': says({ name: 'ü'.repeat(101) }),
    'a name that is none': says({ name: ['Ada'] }),
    'a role with power': says({ parley_role: 'moderator' }),
    'alg none': parseSiteToken(token(CLAIMS, { alg: 'none' }, '')),
    'alg none, signed': parseSiteToken(token(CLAIMS, { alg: 'none' })),
    'alg HS256': parseSiteToken(token(CLAIMS, { alg: 'HS256' })),
    'alg in other letters': parseSiteToken(token(CLAIMS, { alg: 'eddsa' })),
    'no alg': parseSiteToken(token(CLAIMS, {})),
    crit: parseSiteToken(token(CLAIMS, { alg: 'EdDSA', crit: ['exp'] })),
    b64: parseSiteToken(token(CLAIMS, { alg: 'EdDSA', b64: false })),
    'a key of its own': parseSiteToken(token(CLAIMS, { alg: 'EdDSA', jwk: {} })),
    'a key elsewhere': parseSiteToken(token(CLAIMS, { alg: 'EdDSA', jku: 'https://x.example' })),
    'another kind of token': parseSiteToken(token(CLAIMS, { alg: 'EdDSA', typ: 'dpop+jwt' })),
    'a claim twice': parseSiteToken(
      token(JSON.stringify(CLAIMS).replace('{', '{"sub":"somebody else",')),
    ),
    'alg twice': parseSiteToken(token(CLAIMS, '{"alg":"none","alg":"EdDSA"}')),
    'a short signature': parseSiteToken(token(CLAIMS, { alg: 'EdDSA' }, 'AA')),
    'two parts': parseSiteToken(token(CLAIMS).split('.').slice(0, 2).join('.')),
    'four parts': parseSiteToken(`${token(CLAIMS)}.`),
    padding: parseSiteToken(`${token(CLAIMS)}==`),
    'a blank at its end': parseSiteToken(`${token(CLAIMS)} `),
    'a list': parseSiteToken(token([CLAIMS])),
    'a giant': says({ more: 'x'.repeat(4_096) }),
    nothing: parseSiteToken(''),
  }
  expect(says({})).toBeDefined()
  for (const [why, read] of Object.entries(broken)) expect([why, read]).toEqual([why, undefined])
})
