import { calculateJwkThumbprint, exportJWK, exportPKCS8, exportSPKI, generateKeyPair } from 'jose'
import { expect, test } from 'vitest'
import { ByteWriter, parseBytes } from './bytes.ts'
import { toDeviceKey } from './ids.ts'
import { parseSiteKey } from './pasted-site-key.ts'
import { deviceThumbprint, putSiteKey, readSiteKey, siteKeyThumbprint } from './site-key.ts'

const pairOf = (alg: 'EdDSA' | 'ES256') => generateKeyPair(alg, { extractable: true })

for (const [algorithm, length] of [
  ['EdDSA', 32],
  ['ES256', 64],
] as const)
  test(`[PR27] a key of ${algorithm} is the same pasted as JWK and as PEM, and as the policy keeps it`, async () => {
    const { publicKey, privateKey } = await pairOf(algorithm)
    const jwk = parseSiteKey(`\n ${JSON.stringify(await exportJWK(publicKey))} `)
    const pem = parseSiteKey(await exportSPKI(publicKey))
    const crlf = parseSiteKey((await exportSPKI(publicKey)).replaceAll('\n', '\r\n'))
    if (!jwk.ok) throw new Error(jwk.broke)
    expect(jwk.key).toMatchObject({ algorithm })
    expect(jwk.key.bytes).toHaveLength(length)
    expect(pem).toEqual(jwk)
    expect(crlf).toEqual(jwk)
    const kept = putSiteKey(new ByteWriter(), jwk.key).bytes()
    expect(parseBytes(kept, readSiteKey)).toEqual(jwk.key)
    for (const secret of [
      JSON.stringify(await exportJWK(privateKey)),
      await exportPKCS8(privateKey),
    ])
      expect(parseSiteKey(secret)).toEqual({ ok: false, broke: 'private' })
  })

test('[PR27] what is no such key says why', async () => {
  const rsa = await generateKeyPair('RS256', { extractable: true })
  const p384 = await generateKeyPair('ES384', { extractable: true })
  const others = [
    JSON.stringify(await exportJWK(rsa.publicKey)),
    await exportSPKI(rsa.publicKey),
    await exportSPKI(p384.publicKey),
    JSON.stringify(await exportJWK(p384.publicKey)),
  ]
  for (const pasted of others)
    expect(parseSiteKey(pasted)).toEqual({ ok: false, broke: 'other-kind' })
  expect(parseSiteKey('  ')).toEqual({ ok: false, broke: 'empty' })
  expect(parseSiteKey('{"kty":"oct","k":"AAAA"}')).toEqual({ ok: false, broke: 'private' })
  for (const pasted of [
    'hello',
    '{',
    '[]',
    '{"crv":"Ed25519"}',
    '{"kty":"OKP","crv":"Ed25519"}',
    '{"kty":"OKP","crv":"Ed25519","x":"AAAA"}',
    '{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}',
    '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
    'x'.repeat(5_000),
  ])
    expect([pasted, parseSiteKey(pasted)]).toEqual([pasted, { ok: false, broke: 'not-a-key' }])
})

test.each(['EdDSA', 'ES256'] as const)(
  '[PR27] a key of %s is told from others by the thumbprint that its site’s own tools give it',
  async (algorithm) => {
    const jwk = await exportJWK((await pairOf(algorithm)).publicKey)
    const parsed = parseSiteKey(JSON.stringify(jwk))
    if (!parsed.ok) throw new Error(parsed.broke)
    expect(siteKeyThumbprint(parsed.key)).toBe(await calculateJwkThumbprint(jwk))
  },
)

test('[PR28] the thumbprint of a device is the one of RFC 7638', async () => {
  const { publicKey } = await pairOf('EdDSA')
  const jwk = await exportJWK(publicKey)
  const parsed = parseSiteKey(JSON.stringify(jwk))
  if (!parsed.ok) throw new Error(parsed.broke)
  expect(deviceThumbprint(toDeviceKey(parsed.key.bytes))).toBe(await calculateJwkThumbprint(jwk))
})
