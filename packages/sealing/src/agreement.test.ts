import * as crypto from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pureAgreement, webCryptoAgreement } from './agreement.ts'
import { boxKeyPair, sealRow, sealToBox } from './box.ts'

const any32 = fc.uint8Array({ minLength: 32, maxLength: 32, size: 'max' })
const NONE = [new Uint8Array(32), Uint8Array.of(1, ...new Uint8Array(31)), new Uint8Array(31)]
const subtle = crypto.webcrypto.subtle as SubtleCrypto

test('[SE17] WebCrypto and pure JavaScript agree on every secret, and on which publics are none', async () => {
  let agreed = 0
  await fc.assert(
    fc.asyncProperty(any32, fc.array(any32, { maxLength: 5, size: 'max' }), async (own, others) => {
      const publics = [...others.map((seed) => boxKeyPair(seed).publicKey), ...others, ...NONE]
      const pure = await pureAgreement(own, publics)
      expect(await webCryptoAgreement(subtle)(own, publics)).toEqual(pure)
      expect(pure.slice(-NONE.length)).toEqual(NONE.map(() => undefined))
      agreed += others.length
    }),
    { numRuns: 20 },
  )
  expect(agreed).toBeGreaterThan(20) // not vacuous
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
