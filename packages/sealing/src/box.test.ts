import * as crypto from 'node:crypto'
import { x25519 } from '@noble/curves/ed25519.js'
import { numberToBytesLE } from '@noble/curves/utils.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BoxOpening, boxKeyPair, ephemeralFor, openFromBox, rowTag, sealToBox } from './box.ts'
import { open } from './seal.ts'

const ephemeral = boxKeyPair(new Uint8Array(32).fill(1))
const alice = boxKeyPair(new Uint8Array(32).fill(2))
const bob = boxKeyPair(new Uint8Array(32).fill(3))
const context = utf8ToBytes('group | epoch')
const key32 = new Uint8Array(32).fill(4)

function rowFor(recipientPublic: Uint8Array): Uint8Array {
  const sealed = sealToBox({
    ephemeralSecret: ephemeral.secretKey,
    recipientPublic,
    context,
    key32,
  })
  if (sealed === undefined) throw new Error('not sealed')
  return sealed
}

function openingOf(changes: Partial<BoxOpening> = {}): BoxOpening {
  const { secretKey: recipientSecret, publicKey: recipientPublic } = alice
  const sealed = rowFor(alice.publicKey)
  return {
    recipientSecret,
    recipientPublic,
    ephemeralPublic: ephemeral.publicKey,
    context,
    sealed,
    ...changes,
  }
}

function nodeSecret(secret: Uint8Array): crypto.KeyObject {
  const der = Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), secret])
  return crypto.createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

function nodePublic(publicKey: Uint8Array): crypto.KeyObject {
  const der = Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), publicKey])
  return crypto.createPublicKey({ key: der, format: 'der', type: 'spki' })
}

/** Every u of small order on the curve or its twist, its other spellings included (RFC 7748, section 6.1). */
const P = 2n ** 255n - 19n
const ORDER_8 = [
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
]
const SMALL_ORDER_PUBLICS = [0n, 1n, ...ORDER_8, P - 1n, P, P + 1n]
  .flatMap((u) => [u, u + 2n ** 255n])
  .map((u) => numberToBytesLE(u, 32))

test('[SE6] the published Diffie-Hellman of X25519 (RFC 7748, section 6.1)', () => {
  const a = boxKeyPair(
    hexToBytes('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a'),
  )
  const b = boxKeyPair(
    hexToBytes('5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb'),
  )

  expect(a.publicKey).toEqual(
    hexToBytes('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a'),
  )
  expect(b.publicKey).toEqual(
    hexToBytes('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f'),
  )
  const shared = hexToBytes('4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742')
  expect(x25519.getSharedSecret(a.secretKey, b.publicKey)).toEqual(shared)
  expect(x25519.getSharedSecret(b.secretKey, a.publicKey)).toEqual(shared)
})

test('[SE6] a pair keeps its own copy of the seed, and only 32 bytes are one', () => {
  const seed = new Uint8Array(32).fill(8)
  const pair = boxKeyPair(seed)
  seed.fill(0)
  expect(pair.secretKey).toEqual(new Uint8Array(32).fill(8))
  expect(() => boxKeyPair(new Uint8Array(31))).toThrow()
})

test('[SE7] a row of 48 bytes opens for its recipient, in its context, and for nobody else', () => {
  const sealed = rowFor(alice.publicKey)

  expect(sealed.length).toBe(48)
  expect(openFromBox(openingOf({ sealed }))).toEqual(key32)
  expect(openFromBox(openingOf({ recipientSecret: bob.secretKey }))).toBeUndefined()
  expect(
    openFromBox(openingOf({ recipientSecret: bob.secretKey, recipientPublic: bob.publicKey })),
  ).toBeUndefined()
  expect(openFromBox(openingOf({ recipientPublic: bob.publicKey }))).toBeUndefined()
  expect(openFromBox(openingOf({ ephemeralPublic: bob.publicKey }))).toBeUndefined()
  expect(openFromBox(openingOf({ context: utf8ToBytes('group | another epoch') }))).toBeUndefined()
})

test('[SE7] the bytes of a row never change: members on older versions must open it', () => {
  expect(bytesToHex(rowFor(alice.publicKey))).toBe(
    '68e23e7a3dd9095d94d75ceba7fedaea64d0c7740eae0ec158fa6942dd67b6c7' +
      '88b6761a2408495bb21b0e97dcf8dbe0',
  )
})

test('[SE7] a row is sealed under HKDF of the shared secret, by another library', () => {
  const salt = concatBytes(ephemeral.publicKey, alice.publicKey)
  const info = concatBytes(utf8ToBytes('parley/grant'), context)
  const shared = crypto.diffieHellman({
    privateKey: nodeSecret(alice.secretKey),
    publicKey: nodePublic(ephemeral.publicKey),
  })
  const rowKey = new Uint8Array(crypto.hkdfSync('sha256', shared, salt, info, 32))
  const sealed = rowFor(alice.publicKey)

  expect(
    open({ key32: rowKey, nonce24: new Uint8Array(24), sealed, aad: new Uint8Array(0) }),
  ).toEqual(key32)
})

test('[SE7] one bit changed in a row or its context, and it does not open', () => {
  const good = openingOf()
  for (const part of ['sealed', 'context'] as const) {
    for (let bit = 0; bit < good[part].length * 8; bit += 5) {
      const changed = Uint8Array.from(good[part])
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(openFromBox({ ...good, [part]: changed })).toBeUndefined()
    }
  }
})

test('[SE7] each recipient of one grant has a row of their own, sealed under a key of its own', () => {
  expect(rowFor(alice.publicKey)).not.toEqual(rowFor(bob.publicKey))
  expect(() =>
    sealToBox({
      ephemeralSecret: ephemeral.secretKey,
      recipientPublic: bob.publicKey,
      context,
      key32: new Uint8Array(16),
    }),
  ).toThrow(RangeError)
})

test('[SE8] nothing is sealed to a public under which everybody could read, and nothing opens from one', () => {
  expect(SMALL_ORDER_PUBLICS.length).toBe(14)
  for (const weak of [...SMALL_ORDER_PUBLICS, new Uint8Array(31), new Uint8Array(0)]) {
    const sealing = { ephemeralSecret: ephemeral.secretKey, recipientPublic: weak, context, key32 }
    expect(sealToBox(sealing)).toBeUndefined()
    expect(openFromBox(openingOf({ ephemeralPublic: weak }))).toBeUndefined()
  }
})

test('[SE7] hostile bytes of any length do not open and never throw', () => {
  const any = fc.uint8Array({ maxLength: 70, size: 'max' })
  const any32 = fc.uint8Array({ minLength: 32, maxLength: 32, size: 'max' })
  const any48 = fc.uint8Array({ minLength: 48, maxLength: 48, size: 'max' })
  let asked = 0
  fc.assert(
    fc.property(
      fc.oneof(any, any32),
      fc.oneof(any, any32),
      fc.oneof(any, any48),
      (secret, publicKey, sealed) => {
        expect(
          openFromBox(openingOf({ recipientSecret: secret, ephemeralPublic: publicKey, sealed })),
        ).toBeUndefined()
        expect(openFromBox(openingOf({ ephemeralPublic: publicKey }))).toBeUndefined()
        expect(openFromBox(openingOf({ sealed }))).toBeUndefined()
        asked++
      },
    ),
  )
  expect(asked).toBe(100)
})

test('[SE9] anybody can tell who holds a row: its tag is the hash of both publics', () => {
  const tag = rowTag(ephemeral.publicKey, alice.publicKey)

  expect(bytesToHex(tag)).toBe('74f0a538e1aa312b')
  const hashed = concatBytes(utf8ToBytes('parley/tag'), ephemeral.publicKey, alice.publicKey)
  expect(tag).toEqual(
    Uint8Array.from(crypto.createHash('sha256').update(hashed).digest().subarray(0, 8)),
  )
  expect(rowTag(ephemeral.publicKey, bob.publicKey)).not.toEqual(tag)
  expect(rowTag(bob.publicKey, alice.publicKey)).not.toEqual(tag)
})

test('[SE19] the pair a key is handed on with follows from key, context and device, by another library', () => {
  const device32 = new Uint8Array(32).fill(6)
  const info = concatBytes(utf8ToBytes('parley/ephemeral'), context, device32)
  const seed = new Uint8Array(crypto.hkdfSync('sha256', key32, new Uint8Array(0), info, 32))

  expect(ephemeralFor({ key32, context, device32 })).toEqual(boxKeyPair(seed))
  const others = [
    { key32: new Uint8Array(32).fill(5), context, device32 },
    { key32, context: utf8ToBytes('group | another epoch'), device32 },
    { key32, context, device32: new Uint8Array(32).fill(7) },
  ].map((one) => bytesToHex(ephemeralFor(one).publicKey))
  expect(new Set([...others, bytesToHex(boxKeyPair(seed).publicKey)]).size).toBe(4)
  expect(() => ephemeralFor({ key32: new Uint8Array(16), context, device32 })).toThrow(RangeError)
})
