import * as crypto from 'node:crypto'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boxKeyPair, openFromBox, sealToBox } from './box.ts'
import { boxOfSigner, boxPublicOfSigner, firstBoxOf, personBoxContext } from './persons.ts'

const fill = (length: number, byte: number) => new Uint8Array(length).fill(byte)
const any32 = fc.uint8Array({ minLength: 32, maxLength: 32, size: 'max' })

test("[SE14] a person's first box follows from the root secret alone, for every version", () => {
  const box = firstBoxOf(fill(32, 1))
  expect(bytesToHex(box.publicKey)).toBe(
    '8b8b2ba79a4acd14ddc21b072726da119df586fcadb320b522aa89425e47457a',
  )
  const seed = crypto.hkdfSync('sha256', fill(32, 1), new Uint8Array(0), 'parley/box/0', 32)
  expect(box.secretKey).toEqual(new Uint8Array(seed))
  expect(firstBoxOf(fill(32, 2))).not.toEqual(box)
  expect(() => firstBoxOf(fill(31, 1))).toThrow(RangeError)
})

test('[SE15] the box of a signing key is the same from either half of it', () => {
  let runs = 0
  fc.assert(
    fc.property(any32, any32, (mine, theirs) => {
      const box = boxOfSigner(mine)
      expect(boxPublicOfSigner(ed25519.getPublicKey(mine))).toEqual(box.publicKey)
      const other = boxOfSigner(theirs)
      expect(x25519.getSharedSecret(box.secretKey, other.publicKey)).toEqual(
        x25519.getSharedSecret(other.secretKey, box.publicKey),
      )
      runs++
    }),
    { numRuns: 20 },
  )
  expect(runs).toBe(20)
})

test('[SE15] the bytes of a signing key as a box never change', () => {
  const seed = hexToBytes('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
  expect(bytesToHex(boxOfSigner(seed).publicKey)).toBe(
    'd85e07ec22b0ad881537c2f44d662d1a143cf830c57aca4305d85c7a90f6b62e',
  )
  const hashed = crypto.createHash('sha512').update(seed).digest().subarray(0, 32)
  expect(boxKeyPair(Uint8Array.from(hashed)).publicKey).toEqual(boxOfSigner(seed).publicKey)
})

test('[SE15] bytes that are no signing key make no box, and nobody trips over them', () => {
  for (const bytes of [fill(0, 0), fill(31, 1), fill(32, 0xff), Uint8Array.of(1, ...fill(31, 0))]) {
    expect(boxPublicOfSigner(bytes)).toBeUndefined()
  }
  expect(() => boxOfSigner(fill(31, 1))).toThrow(RangeError)
})

test("[SE16] the secret of a person's box is handed to a device in the context of that box", () => {
  const device = boxOfSigner(fill(32, 3))
  const ephemeral = boxKeyPair(fill(32, 4))
  const box = boxKeyPair(fill(32, 5))
  const context = personBoxContext(box.publicKey)
  const sealing = {
    ephemeralSecret: ephemeral.secretKey,
    recipientPublic: device.publicKey,
    key32: box.secretKey,
  }
  const opening = {
    recipientSecret: device.secretKey,
    recipientPublic: device.publicKey,
    ephemeralPublic: ephemeral.publicKey,
  }
  const sealed = sealToBox({ ...sealing, context })
  if (sealed === undefined) throw new Error('not sealed')
  expect(openFromBox({ ...opening, context, sealed })).toEqual(box.secretKey)
  const other = personBoxContext(ephemeral.publicKey)
  expect(openFromBox({ ...opening, context: other, sealed })).toBeUndefined()
})
