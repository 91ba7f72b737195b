import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { casesOf, kindCount } from '../test/cases.ts'
import { newRandom } from '../test/random.ts'
import { FOURTEEN_ENCODINGS, SMALL_ORDER_POINTS, craftProof } from '../test/torsion.ts'
import { sign } from './keys.ts'
import { pureVerifier, webCryptoVerifier } from './verifiers.ts'

const verifyOnWeb = webCryptoVerifier(crypto.subtle)
const secretKey = new Uint8Array(32).fill(9)

test('[SG8] this browser does Ed25519 itself, so that the comparison compares something', async () => {
  const pair = await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])
  expect(pair).toMatchObject({ publicKey: { type: 'public' } })
})

test('[SG8] a real browser and pure JavaScript give one answer to every kind of case', async () => {
  const source = casesOf(newRandom(8), sign)
  const cases = Array.from({ length: 600 }, () => source.next().value)
  const proofs = cases.map(({ proof }) => proof)

  const expected = proofs.map(pureVerifier)
  expect(await verifyOnWeb(proofs)).toEqual(expected)
  expect(new Set(cases.map(({ kind }) => kind)).size).toBe(kindCount())
  expect(expected.filter(Boolean).length).toBeGreaterThan(100) // not vacuous
})

test('[SG8] [AT31] a real browser agrees on the grids of edge cases', async () => {
  const published = FOURTEEN_ENCODINGS.flatMap((publicKey) =>
    FOURTEEN_ENCODINGS.map((encodedR) => ({
      publicKey,
      message: utf8ToBytes('Zcash'),
      signature: concatBytes(encodedR, new Uint8Array(32)),
    })),
  )
  const message = utf8ToBytes('see you at noon')
  const crafted = SMALL_ORDER_POINTS.flatMap((_, torsionOfA) => [
    ...FOURTEEN_ENCODINGS.map((encodedR) =>
      craftProof({ secretKey, message, r: 0n, torsionOfA, encodedR }),
    ),
    ...SMALL_ORDER_POINTS.map((_, torsionOfR) =>
      craftProof({ secretKey, message, r: 77n, torsionOfA, torsionOfR }),
    ),
  ])
  const expected = [...published, ...crafted].map(pureVerifier)

  expect(await verifyOnWeb([...published, ...crafted])).toEqual(expected)
  expect(expected.filter(Boolean).length).toBeGreaterThan(2) // not vacuous
})
