import * as crypto from 'node:crypto'
import { expect, test } from 'vitest'
import { compareVerifiers } from '../test/agreement.ts'
import { kindCount } from '../test/cases.ts'
import { newKeyPair, sign } from './keys.ts'
import { nodeVerifier, pureVerifier, toAsync, webCryptoVerifier } from './verifiers.ts'

const keys = newKeyPair(new Uint8Array(32).fill(5))
const message = new Uint8Array(40).fill(1)
const good = { publicKey: keys.publicKey, message, signature: sign(message, keys) }
const bad = { ...good, message: new Uint8Array(40) }

test('[SG8] a thousand cases of every kind: pure, node and WebCrypto give one answer', async () => {
  const agreement = await compareVerifiers({ cases: 1_000, seed: 20 })

  expect(agreement.disagreements).toEqual([])
  expect(agreement.acceptedByKind.size).toBe(kindCount())
  expect(agreement.accepted).toBeGreaterThan(200) // not vacuous
  expect(agreement.acceptedByKind.get('A plus torsion, R plus torsion')).toBeGreaterThan(5)
})

test('[SG8] an asynchronous verifier answers in the order of the proofs', async () => {
  const proofs = [good, bad, good, good, bad]
  const expected = [true, false, true, true, false]

  expect(await toAsync(pureVerifier)(proofs)).toEqual(expected)
  expect(await toAsync(nodeVerifier(crypto))(proofs)).toEqual(expected)
  expect(await webCryptoVerifier(globalThis.crypto.subtle)(proofs)).toEqual(expected)
})

test('[SG8] a browser without Ed25519 gives the same answers, more slowly', async () => {
  const refusing = new Proxy(globalThis.crypto.subtle, {
    get: (_, name) =>
      name === 'importKey'
        ? () => Promise.reject(new DOMException('no Ed25519', 'NotSupportedError'))
        : undefined,
  })
  expect(await webCryptoVerifier(refusing)([good, bad, good])).toEqual([true, false, true])
})

test('[SG8] a buffer that changes while WebCrypto thinks does not change the answer', async () => {
  const proof = {
    ...good,
    message: Uint8Array.from(message),
    signature: Uint8Array.from(good.signature),
  }
  const answer = webCryptoVerifier(globalThis.crypto.subtle)([proof])
  proof.message.fill(7)
  proof.signature.fill(7)
  expect(await answer).toEqual([true])
})
