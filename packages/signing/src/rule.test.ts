import { ed25519 } from '@noble/curves/ed25519.js'
import { bytesToNumberLE, numberToBytesLE } from '@noble/curves/utils.js'
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answersTo } from '../test/agreement.ts'
import { TAMING_EDDSA } from '../test/published.ts'
import {
  CANONICAL_ENCODINGS,
  FOURTEEN_ENCODINGS,
  GROUP_ORDER,
  OTHER_ENCODINGS,
  SMALL_ORDER_POINTS,
  craftProof,
} from '../test/torsion.ts'
import { newKeyPair, sign } from './keys.ts'
import { checkPublicKey, hasSmallOrderR, verify } from './rule.ts'

const secretKey = new Uint8Array(32).fill(9)
const { publicKey } = newKeyPair(secretKey)
const message = utf8ToBytes('see you at noon')
const signature = sign(message, secretKey)
const r = 12_345_678_901_234_567_890n

test('[SG3] the fourteen encodings are what they claim: eight points of small order, six other spellings', () => {
  expect(new Set(FOURTEEN_ENCODINGS.map((bytes) => bytesToHex(bytes))).size).toBe(14)
  for (const point of SMALL_ORDER_POINTS) expect(point.clearCofactor().is0()).toBe(true)
  for (const other of OTHER_ENCODINGS) {
    expect(() => ed25519.Point.fromBytes(other)).toThrow()
    expect(ed25519.Point.fromBytes(other, true).isSmallOrder()).toBe(true)
  }
})

test('[SG3] no key of small order is believed, in whatever spelling', () => {
  for (const encoding of FOURTEEN_ENCODINGS) expect(checkPublicKey(encoding)).toBe(false)
})

test('[SG3] a key must be 32 bytes, canonical and on the curve; one with torsion in it is a key', () => {
  expect(checkPublicKey(publicKey)).toBe(true)
  expect(checkPublicKey(craftProof({ secretKey, message, r, torsionOfA: 3 }).publicKey)).toBe(true)
  for (const length of [0, 31, 33, 64]) expect(checkPublicKey(new Uint8Array(length))).toBe(false)
  for (let above = 0n; above < 19n; above++) {
    expect(checkPublicKey(numberToBytesLE(ed25519.Point.Fp.ORDER + above, 32))).toBe(false)
  }
  expect(checkPublicKey(numberToBytesLE(2n, 32))).toBe(false) // y = 2 is on no point of the curve
})

test('[SG4] S + L is another spelling of a good signature, and refused', () => {
  const s = bytesToNumberLE(signature.subarray(32))
  const respelled = concatBytes(signature.subarray(0, 32), numberToBytesLE(s + GROUP_ORDER, 32))

  expect(verify({ publicKey, message, signature })).toBe(true)
  expect(verify({ publicKey, message, signature: respelled })).toBe(false)
})

test('[SG5] an R of small order counts in its canonical spelling only', () => {
  const key = { secretKey, message, r: 0n }
  const canonical = CANONICAL_ENCODINGS.map((_, torsionOfR) => craftProof({ ...key, torsionOfR }))
  expect(canonical.map((proof) => hasSmallOrderR(proof.signature))).toEqual(Array(8).fill(true))
  expect(canonical.map(verify)).toEqual([true, ...Array(7).fill(false)])

  for (const encodedR of OTHER_ENCODINGS)
    expect(verify(craftProof({ ...key, encodedR }))).toBe(false)
})

test('[SG6] [AT31] R plus torsion is refused, although the equation with cofactor holds', async () => {
  for (let torsionOfR = 1; torsionOfR < 8; torsionOfR++) {
    const proof = craftProof({ secretKey, message, r, torsionOfR })
    expect(ed25519.verify(proof.signature, message, publicKey)).toBe(true) // the cofactored rule would take it
    expect(await answersTo([proof])).toEqual([[false, false, false, false]])
  }
  expect(await answersTo([craftProof({ secretKey, message, r })])).toEqual([
    [true, true, true, true],
  ])
})

test('[SG6] a key with torsion signs whenever the torsions cancel, and only then', async () => {
  let cancelled = 0
  for (let torsionOfA = 1; torsionOfA < 8; torsionOfA++) {
    for (let torsionOfR = 0; torsionOfR < 8; torsionOfR++) {
      const proof = craftProof({ secretKey, message, r, torsionOfA, torsionOfR })
      const [answers = []] = await answersTo([proof])
      expect(new Set(answers).size).toBe(1)
      if (answers[0] === true) cancelled++
    }
  }
  expect(cancelled).toBeGreaterThan(0) // not vacuous
  expect(cancelled).toBeLessThan(28)
})

test('[SG3] [SG5] [SG8] the published grid of 14 × 14 encodings: every verifier refuses all of it', async () => {
  const grid = FOURTEEN_ENCODINGS.flatMap((a) =>
    FOURTEEN_ENCODINGS.map((encodedR) => ({
      publicKey: a,
      message: utf8ToBytes('Zcash'),
      signature: concatBytes(encodedR, new Uint8Array(32)),
    })),
  )
  const answers = await answersTo(grid)

  expect(answers).toHaveLength(196)
  expect(answers.flat()).not.toContain(true)
  const cofactored = grid.filter((proof) =>
    ed25519.verify(proof.signature, proof.message, proof.publicKey),
  )
  expect(cofactored).toHaveLength(196) // not vacuous: the cofactored rule takes every one of them
})

test('[SG5] [SG6] [SG8] the grid under believable keys: 8 torsions of A, 14 encodings of R, one answer', async () => {
  const grid = SMALL_ORDER_POINTS.flatMap((_, torsionOfA) =>
    FOURTEEN_ENCODINGS.map((encodedR) =>
      craftProof({ secretKey, message, r: 0n, torsionOfA, encodedR }),
    ),
  )
  const answers = await answersTo(grid)

  for (const answer of answers) expect(new Set(answer).size).toBe(1)
  const accepted = grid.filter((_, at) => answers[at]?.[0])
  expect(accepted.length).toBeGreaterThan(1) // not vacuous
  const spellings = accepted.map((proof) => bytesToHex(proof.signature.subarray(0, 32)))
  for (const other of OTHER_ENCODINGS) expect(spellings).not.toContain(bytesToHex(other))
})

test.each(TAMING_EDDSA)(
  '[SG3] [SG4] [SG5] [SG6] [SG8] published case $number: $about',
  async (vector) => {
    const proof = {
      publicKey: hexToBytes(vector.publicKey),
      message: hexToBytes(vector.message),
      signature: hexToBytes(vector.signature),
    }
    const [answers = []] = await answersTo([proof])
    expect(new Set(answers)).toEqual(new Set([vector.good]))
  },
)

test('[SG7] any bytes of any length get an answer and never an exception', () => {
  const anyBytes = fc.uint8Array({ maxLength: 100, size: 'max' })
  const nearly = (good: Uint8Array) =>
    fc.oneof(anyBytes, fc.constant(good), fc.constant(good.subarray(1)))
  let asked = 0
  let accepted = 0
  fc.assert(
    fc.property(nearly(publicKey), nearly(message), nearly(signature), (key, text, proof) => {
      asked++
      if (verify({ publicKey: key, message: text, signature: proof })) accepted++
      expect(typeof checkPublicKey(key)).toBe('boolean')
    }),
    { numRuns: 500 },
  )
  expect(asked).toBeGreaterThan(400)
  expect(accepted).toBeGreaterThan(0) // not vacuous: the good one was among them
})

test('[SG6] a change of one bit anywhere breaks a signature', () => {
  const parts = { publicKey, message, signature }
  let flips = 0
  for (const part of ['publicKey', 'message', 'signature'] as const) {
    for (let bit = 0; bit < parts[part].length * 8; bit += 3) {
      const changed = Uint8Array.from(parts[part])
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(verify({ ...parts, [part]: changed })).toBe(false)
      flips++
    }
  }
  expect(flips).toBeGreaterThan(250)
})
