import * as crypto from 'node:crypto'
import { hkdf } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commitmentOf, deriveInvite, epochIdOf } from './derive.ts'

const any = (length: number) => fc.uint8Array({ minLength: length, maxLength: length, size: 'max' })
const fill = (length: number, byte: number) => new Uint8Array(length).fill(byte)

test('[SE11] the published vectors of HKDF-SHA-256 (RFC 5869, A.1)', () => {
  const okm = hkdf(
    sha256,
    fill(22, 0x0b),
    hexToBytes('000102030405060708090a0b0c'),
    hexToBytes('f0f1f2f3f4f5f6f7f8f9'),
    42,
  )
  expect(bytesToHex(okm)).toBe(
    '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865',
  )
})

test('[SE18] a commitment is an HMAC under the key, by another library', () => {
  let runs = 0
  fc.assert(
    fc.property(any(32), (key) => {
      const hmac = crypto.createHmac('sha256', key).update('parley/commitment').digest()
      expect(commitmentOf(key)).toEqual(Uint8Array.from(hmac.subarray(0, 16)))
      runs++
    }),
  )
  expect(runs).toBe(100)
  expect(() => commitmentOf(fill(16, 4))).toThrow(RangeError)
})

test('[SE10] an epoch id commits to the key, to the device that made it and to whom it is for', () => {
  const epoch = { commitment16: fill(16, 1), device32: fill(32, 2), isShared: true }
  const hashed = Buffer.concat([
    Buffer.from('parley/epoch'),
    epoch.commitment16,
    epoch.device32,
    Uint8Array.of(1),
  ])
  const hash = crypto.createHash('sha256').update(hashed).digest()
  expect(epochIdOf(epoch)).toEqual(Uint8Array.from(hash.subarray(0, 16)))
  const others = [
    { ...epoch, commitment16: fill(16, 3) },
    { ...epoch, device32: fill(32, 3) },
    { ...epoch, isShared: false },
  ]
  const all = [epoch, ...others].map((one) => bytesToHex(epochIdOf(one)))
  expect(new Set(all).size).toBe(4)
  expect(() => epochIdOf({ ...epoch, device32: fill(31, 2) })).toThrow(RangeError)
  expect(() => epochIdOf({ ...epoch, commitment16: fill(15, 1) })).toThrow(RangeError)
})

test('[SE11] a link gives the same seeds and key to everybody, and what signs is not what opens, nor what seals names', () => {
  const secret16 = fill(16, 5)
  const gid32 = fill(32, 6)
  const { signSeed32, boxSeed32, nameKey32 } = deriveInvite({ secret16, gid32 })

  expect(bytesToHex(signSeed32)).toBe(
    '0dc6c80a961d49708429825b7e7b3632378820d10ec4fe3cd6a22a24f821db8a',
  )
  expect(bytesToHex(boxSeed32)).toBe(
    'e9fbf3465acf97bee5e9062615ef6accceda87d22abca3bcd1d35f9ccd5e8ebb',
  )
  expect(bytesToHex(nameKey32)).toBe(
    '93e6b55f03dd40632fd771a9dee5047a56aacd577fcd3d539970f08d0d0b9d07',
  )
  for (const [info, seed] of [
    ['parley/invite/sign', signSeed32],
    ['parley/invite/box', boxSeed32],
    ['parley/invite/name', nameKey32],
  ] as const) {
    expect(seed).toEqual(new Uint8Array(crypto.hkdfSync('sha256', secret16, gid32, info, 32)))
  }
})

test('[SE11] another secret or another group gives other seeds', () => {
  let runs = 0
  fc.assert(
    fc.property(any(16), any(32), fc.nat(127), (secret16, gid32, bit) => {
      const seeds = deriveInvite({ secret16, gid32 })
      const flip = (bytes: Uint8Array) =>
        bytes.map((byte, at) => (at === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte))
      const others = [
        deriveInvite({ secret16: flip(secret16), gid32 }),
        deriveInvite({ secret16, gid32: flip(gid32) }),
      ]
      const all = [seeds, ...others].flatMap(({ signSeed32, boxSeed32, nameKey32 }) => [
        bytesToHex(signSeed32),
        bytesToHex(boxSeed32),
        bytesToHex(nameKey32),
      ])
      expect(new Set(all).size).toBe(9)
      runs++
    }),
  )
  expect(runs).toBe(100)
})

test('[SE11] a damaged link is told at once: parts of the wrong size make no seeds', () => {
  expect(() => deriveInvite({ secret16: fill(15, 1), gid32: fill(32, 1) })).toThrow(RangeError)
  expect(() => deriveInvite({ secret16: fill(16, 1), gid32: fill(31, 1) })).toThrow(RangeError)
})
