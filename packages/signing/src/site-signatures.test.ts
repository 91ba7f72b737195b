import * as crypto from 'node:crypto'
import { p256 } from '@noble/curves/nist.js'
import { type CryptoKey, exportJWK, FlattenedSign, generateKeyPair, jwtVerify, SignJWT } from 'jose'
import { parseSiteKey, parseSiteToken, type SiteKey, toBase64url, toUtf8 } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newRandom } from '../test/random.ts'
import { verifyEs256 } from './es256.ts'
import { nodeEs256 } from './node-es256.ts'
import { loadEs256, newSiteVerifier } from './site-signatures.ts'
import { pureVerifier } from './verifiers.ts'

const es256 = await loadEs256()
const byNode = nodeEs256(crypto)
const verify = newSiteVerifier(pureVerifier, () => es256)

async function newSite(alg: 'EdDSA' | 'ES256') {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  const parsed = parseSiteKey(JSON.stringify(await exportJWK(publicKey)))
  if (!parsed.ok) throw new Error(parsed.broke)
  return { alg, key: parsed.key, publicKey, privateKey }
}

function mint(alg: string, privateKey: CryptoKey, sub: string): Promise<string> {
  return new SignJWT({ cnf: { jkt: 'device' } })
    .setProtectedHeader({ alg })
    .setSubject(sub)
    .setAudience('group')
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(privateKey)
}

function isSigned(key: SiteKey, token: string): boolean {
  const parsed = parseSiteToken(token)
  return parsed?.algorithm === key.algorithm && verify(key, parsed) === true
}

for (const alg of ['EdDSA', 'ES256'] as const)
  test(`[SG14] [SG15] jose and this rule agree on ${alg}: what one takes the other takes, whole or with a bit turned`, async () => {
    const random = newRandom(7)
    const [site, other] = [await newSite(alg), await newSite(alg)]
    let [taken, refused] = [0, 0]
    for (let round = 0; round < 120; round++) {
      const token = await mint(alg, site.privateKey, `user ${round}`)
      const [header = '', payload = '', signature = ''] = token.split('.')
      const bytes = Uint8Array.from(Buffer.from(signature, 'base64url'))
      const at = random.below(64)
      if (round % 3 === 1) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8))
      const changed = `${header}.${payload}.${toBase64url(bytes)}`
      const asked = round % 3 === 2 ? other : site
      const byJose = await jwtVerify(changed, asked.publicKey).then(
        () => true,
        () => false,
      )
      expect(isSigned(asked.key, changed)).toBe(byJose)
      if (byJose) taken++
      else refused++
    }
    expect([taken, refused]).toEqual([40, 80])
  })

/** r or s zero, the order, one above it, or beyond it by the other's own number. */
function edgesOf(signature: Uint8Array): readonly Uint8Array[] {
  const order = p256.Point.Fn.ORDER
  const numbers = [0n, order, order + 1n, 2n ** 256n - 1n]
  return numbers.flatMap((number) =>
    [0, 32].map((at) => {
      const changed = signature.slice()
      changed.set(Buffer.from(number.toString(16).padStart(64, '0'), 'hex'), at)
      return changed
    }),
  )
}

test('[SG15] pure JavaScript and node:crypto give one answer, whatever bit is turned', async () => {
  const { key, privateKey } = await newSite('ES256')
  const random = newRandom(11)
  let taken = 0
  for (let round = 0; round < 60; round++) {
    const token = parseSiteToken(await mint('ES256', privateKey, `user ${round}`))
    if (token === undefined) throw new Error('no token')
    const { message, signature } = token
    const proof = {
      publicKey: key.bytes.slice(),
      message: message.slice(),
      signature: signature.slice(),
    }
    const turned = [undefined, proof.publicKey, proof.message, proof.signature][round % 4]
    const at = turned === undefined ? 0 : random.below(turned.length)
    if (turned !== undefined) turned[at] = (turned[at] ?? 0) ^ (1 << random.below(8))
    expect(byNode(proof)).toBe(verifyEs256(proof))
    if (byNode(proof)) taken++
  }
  expect(taken).toBe(15)
})

test('[SG15] both halves of s are taken, and DER, zero, the order and points beside the curve are not', async () => {
  const { key, privateKey } = await newSite('ES256')
  const message = toUtf8('header.payload')
  const jws = await new FlattenedSign(toUtf8('x'))
    .setProtectedHeader({ alg: 'ES256' })
    .sign(privateKey)
  const signed = toUtf8(`${jws.protected}.${jws.payload}`)
  const signature = Uint8Array.from(Buffer.from(jws.signature, 'base64url'))
  const proof = { publicKey: key.bytes, message: signed, signature }
  const { r, s } = p256.Signature.fromBytes(signature, 'compact')
  const mirrored = new p256.Signature(r, p256.Point.Fn.ORDER - s).toBytes('compact')
  const zero = new Uint8Array(64)
  for (const engine of [verifyEs256, byNode]) {
    expect(engine(proof)).toBe(true)
    expect(engine({ ...proof, signature: mirrored })).toBe(true)
  }
  for (const wrong of [
    { ...proof, signature: new p256.Signature(r, s).toBytes('der') },
    { ...proof, signature: zero },
    { ...proof, signature: new Uint8Array(64).fill(255) },
    { ...proof, message },
    { ...proof, publicKey: zero },
    { ...proof, publicKey: new Uint8Array(64).fill(9) },
    { ...proof, publicKey: key.bytes.slice(1) },
    ...edgesOf(signature).map((edge) => ({ ...proof, signature: edge })),
  ])
    for (const engine of [verifyEs256, byNode]) expect(engine(wrong)).toBe(false)
})

test('[SG16] a key is asked by its own algorithm; before P-256 is here nothing can be told of it', async () => {
  const [edwards, nist] = [await newSite('EdDSA'), await newSite('ES256')]
  const token = parseSiteToken(await mint('ES256', nist.privateKey, 'a'))
  const own = parseSiteToken(await mint('EdDSA', edwards.privateKey, 'a'))
  if (token === undefined || own === undefined) throw new Error('no token')
  const early = newSiteVerifier(pureVerifier, () => undefined)
  expect(early(nist.key, token)).toBeUndefined()
  expect(early(edwards.key, own)).toBe(true)
  expect(verify(nist.key, token)).toBe(true)
  expect(verify(edwards.key, token)).toBe(false)
  expect(verify({ algorithm: 'ES256', bytes: edwards.key.bytes }, own)).toBe(false)
})

test("[SG17] the same token is verified once, however many records it stands in, and a token with another one's signature again", async () => {
  const site = await newSite('EdDSA')
  const [one, other] = await Promise.all(
    ['a', 'b'].map(async (subject) =>
      parseSiteToken(await mint('EdDSA', site.privateKey, subject)),
    ),
  )
  if (one === undefined || other === undefined) throw new Error('no token')
  let asked = 0
  const counting = newSiteVerifier(
    (proof) => {
      asked++
      return pureVerifier(proof)
    },
    () => es256,
  )
  for (let round = 0; round < 40; round++) expect(counting(site.key, one)).toBe(true)
  expect(asked).toBe(1)
  const forged = { message: other.message, signature: one.signature }
  for (let round = 0; round < 3; round++) {
    expect(counting(site.key, forged)).toBe(false)
    expect(counting(site.key, one)).toBe(true)
  }
  expect(counting({ ...site.key, bytes: (await newSite('EdDSA')).key.bytes }, one)).toBe(false)
})
