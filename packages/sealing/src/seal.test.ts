import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { open, seal } from './seal.ts'

const anyBytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length, size: 'max' })
const anySealing = fc.record({
  key32: anyBytes(32),
  nonce24: anyBytes(24),
  aad: fc.uint8Array({ maxLength: 80, size: 'max' }),
  plaintext: fc.uint8Array({ maxLength: 120, size: 'max' }),
})

test('[SE1] the published vector of XChaCha20-Poly1305 seals and opens (draft-irtf-cfrg-xchacha-03, A.3.1)', () => {
  const key32 = Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at)
  const nonce24 = Uint8Array.from({ length: 24 }, (_, at) => 0x40 + at)
  const aad = hexToBytes('50515253c0c1c2c3c4c5c6c7')
  const plaintext = utf8ToBytes(
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.",
  )
  const sealed = hexToBytes(
    'bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb' +
      '731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452' +
      '2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9' +
      '21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49',
  )
  expect(seal({ key32, nonce24, plaintext, aad })).toEqual(sealed)
  expect(open({ key32, nonce24, sealed, aad })).toEqual(plaintext)
})

test('[SE1] whatever is sealed opens again, sixteen bytes longer in between', () => {
  let runs = 0
  fc.assert(
    fc.property(anySealing, (sealing) => {
      const sealed = seal(sealing)
      expect(sealed.length).toBe(sealing.plaintext.length + 16)
      expect(open({ ...sealing, sealed })).toEqual(sealing.plaintext)
      if (sealing.plaintext.length > 0) runs++
    }),
  )
  expect(runs).toBeGreaterThan(50) // not vacuous
})

test('[SE2] one bit changed in key, nonce, aad or sealed bytes, and it does not open', () => {
  let flips = 0
  fc.assert(
    fc.property(anySealing, fc.nat(), (sealing, choice) => {
      const good = {
        key32: sealing.key32,
        nonce24: sealing.nonce24,
        aad: sealing.aad,
        sealed: seal(sealing),
      }
      for (const part of ['key32', 'nonce24', 'aad', 'sealed'] as const) {
        if (good[part].length === 0) continue
        const changed = Uint8Array.from(good[part])
        const bit = choice % (changed.length * 8)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(open({ ...good, [part]: changed })).toBeUndefined()
        flips++
      }
    }),
    { numRuns: 300 },
  )
  expect(flips).toBeGreaterThan(900) // not vacuous
})

test('[SE2] every single bit of a sealed record, its nonce and its aad counts', () => {
  const good = {
    key32: new Uint8Array(32).fill(1),
    nonce24: new Uint8Array(24).fill(2),
    aad: utf8ToBytes('doc | writer | clock | header'),
  }
  const sealed = seal({ ...good, plaintext: utf8ToBytes('see you at noon') })
  const whole = { ...good, sealed }
  for (const part of ['nonce24', 'aad', 'sealed'] as const) {
    for (let bit = 0; bit < whole[part].length * 8; bit++) {
      const changed = Uint8Array.from(whole[part])
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      expect(open({ ...whole, [part]: changed })).toBeUndefined()
    }
  }
  expect(open(whole)).toEqual(utf8ToBytes('see you at noon'))
})

test('[SE2] hostile bytes of any length do not open and never throw', () => {
  const any = fc.uint8Array({ maxLength: 100, size: 'max' })
  let asked = 0
  fc.assert(
    fc.property(any, any, any, any, (key32, nonce24, aad, sealed) => {
      expect(open({ key32, nonce24, aad, sealed })).toBeUndefined()
      expect(
        open({ key32: new Uint8Array(32), nonce24: new Uint8Array(24), aad, sealed }),
      ).toBeUndefined()
      asked++
    }),
  )
  expect(asked).toBe(100)
})

test('[SE2] a record cut short or lengthened does not open', () => {
  const key = { key32: new Uint8Array(32), nonce24: new Uint8Array(24), aad: new Uint8Array(0) }
  const sealed = seal({ ...key, plaintext: new Uint8Array(64) })
  for (let length = 0; length < sealed.length; length++) {
    expect(open({ ...key, sealed: sealed.subarray(0, length) })).toBeUndefined()
  }
  expect(open({ ...key, sealed: Uint8Array.of(...sealed, 0) })).toBeUndefined()
})
