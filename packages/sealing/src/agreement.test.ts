import * as crypto from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pureAgreement, sharedSecret, webCryptoAgreement } from './agreement.ts'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { boxKeyPair, sealRow, sealToBox } from './box.ts'

const any32 = fc.uint8Array({ minLength: 32, maxLength: 32, size: 'max' })
const NONE = [new Uint8Array(32), Uint8Array.of(1, ...new Uint8Array(31)), new Uint8Array(31)]
const subtle = crypto.webcrypto.subtle as SubtleCrypto

test('[SE17] WebCrypto, stablelib and noble agree on every secret, and on which publics are none', async () => {
  let agreed = 0
  await fc.assert(
    fc.asyncProperty(any32, fc.array(any32, { maxLength: 5, size: 'max' }), async (own, others) => {
      const publics = [...others.map((seed) => boxKeyPair(seed).publicKey), ...others, ...NONE]
      const pure = await pureAgreement(own, publics)
      expect(publics.map((one) => sharedSecret(own, one))).toEqual(pure)
      expect(await webCryptoAgreement(subtle)(own, publics)).toEqual(pure)
      expect(pure.slice(-NONE.length)).toEqual(NONE.map(() => undefined))
      agreed += others.length
    }),
    { numRuns: 20 },
  )
  expect(agreed).toBeGreaterThan(20) // not vacuous
})

test('[SE17] the published vectors of X25519 (RFC 7748, section 5.2), a thousand times over too', async () => {
  const agree = async (k: string, u: string) => {
    const [shared] = await pureAgreement(hexToBytes(k), [hexToBytes(u)])
    return bytesToHex(shared ?? new Uint8Array(0))
  }
  expect(
    await agree(
      'a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4',
      'e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c',
    ),
  ).toBe('c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552')
  expect(
    await agree(
      '4b66e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba0d',
      'e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a493',
    ),
  ).toBe('95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957')
  let [k, u] = ['09'.padEnd(64, '0'), '09'.padEnd(64, '0')]
  for (let round = 0; round < 1_000; round++) [k, u] = [await agree(k, u), k]
  expect(k).toBe('684cf59ba83309552800ef566f2f4d3c1c3887c49360e3875f2eb94d99532c51')
})

test('[SE17] a platform that knows no X25519 costs speed, not answers', async () => {
  const refusing = {
    importKey: () => Promise.reject(new Error('NotSupportedError')),
  } as unknown as SubtleCrypto
  const own = boxKeyPair(new Uint8Array(32).fill(1))
  const { publicKey } = boxKeyPair(new Uint8Array(32).fill(2))
  expect(await webCryptoAgreement(refusing)(own.secretKey, [publicKey])).toEqual(
    await pureAgreement(own.secretKey, [publicKey]),
  )
})

test('[SE7] a row sealed from an agreed secret is the row that one seal makes', async () => {
  const ephemeral = boxKeyPair(new Uint8Array(32).fill(1))
  const { publicKey: recipientPublic } = boxKeyPair(new Uint8Array(32).fill(2))
  const [context, key32] = [new Uint8Array(48).fill(3), new Uint8Array(32).fill(4)]
  const [shared] = await webCryptoAgreement(subtle)(ephemeral.secretKey, [recipientPublic])
  const ephemeralPublic = ephemeral.publicKey
  const ephemeralSecret = ephemeral.secretKey
  expect(sealRow({ ephemeralPublic, recipientPublic, shared, context, key32 })).toEqual(
    sealToBox({ ephemeralSecret, recipientPublic, context, key32 }),
  )
})
