import * as crypto from 'node:crypto'
import { hexToBytes } from '@noble/hashes/utils.js'
import { expect, test } from 'vitest'
import { newRandom } from '../test/random.ts'
import { newKeyPair, nodeSigner, sign } from './keys.ts'
import { verify } from './rule.ts'

/** RFC 8032, section 7.1, tests 1 to 3. */
const RFC_8032 = [
  {
    seed: '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
    publicKey: 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a',
    message: '',
    signature:
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  },
  {
    seed: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
    publicKey: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
    message: '72',
    signature:
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  },
  {
    seed: 'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
    publicKey: 'fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025',
    message: 'af82',
    signature:
      '6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a',
  },
] as const

test.each(RFC_8032)(
  '[SG1] [SG2] a seed gives the published key and signature: message "$message"',
  (vector) => {
    const keys = newKeyPair(hexToBytes(vector.seed))
    const message = hexToBytes(vector.message)

    expect(keys.publicKey).toEqual(hexToBytes(vector.publicKey))
    expect(sign(message, keys)).toEqual(hexToBytes(vector.signature))
    expect(sign(message, keys.secretKey)).toEqual(hexToBytes(vector.signature))
    expect(nodeSigner(crypto)(message, keys)).toEqual(hexToBytes(vector.signature))
    expect(verify({ publicKey: keys.publicKey, message, signature: sign(message, keys) })).toBe(
      true,
    )
  },
)

test('[SG1] a pair keeps its own copy of the seed, and only 32 bytes are one', () => {
  const seed = newRandom(1).bytes(32)
  const keys = newKeyPair(seed)
  const before = Uint8Array.from(keys.secretKey)
  seed.fill(0)

  expect(keys.secretKey).toEqual(before)
  expect(() => newKeyPair(new Uint8Array(31))).toThrow()
})

test('[SG2] a pair with the wrong public key signs as its secret key does, so nothing leaks', () => {
  const random = newRandom(2)
  const keys = newKeyPair(random.bytes(32))
  const mismatched = { ...keys, publicKey: newKeyPair(random.bytes(32)).publicKey }
  const message = random.bytes(40)

  expect(sign(message, mismatched)).toEqual(sign(message, keys))
  expect(nodeSigner(crypto)(message, mismatched)).toEqual(sign(message, keys))
})

test('[SG2] node signs the same bytes as pure JavaScript, whatever the message', () => {
  const random = newRandom(3)
  const onNode = nodeSigner(crypto)
  const keys = newKeyPair(random.bytes(32))
  for (let length = 0; length < 40; length++) {
    const message = random.bytes(length * 11)
    expect(onNode(message, keys)).toEqual(sign(message, keys))
  }
})
