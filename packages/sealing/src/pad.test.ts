import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_CONTENT_BYTES, pad, paddedSizeOf, unpad } from './pad.ts'

const DOUBLING = [64, 128, 256, 512, 1_024, 2_048, 4_096]
const EIGHTHS = [
  4_608, 5_120, 5_632, 6_144, 6_656, 7_168, 7_680, 8_192, 9_216, 10_240, 11_264, 12_288, 13_312,
  14_336, 15_360, 16_384, 18_432, 20_480, 22_528, 24_576, 26_624, 28_672, 30_720, 32_768, 36_864,
  40_960, 45_056, 49_152, 53_248, 57_344, 61_440, 65_536,
]

test('[SE3] the sizes are exactly the published table, and each is the smallest that fits', () => {
  const sizes = new Set<number>()
  const table = [...DOUBLING, ...EIGHTHS]
  for (let length = 0; length <= MAX_CONTENT_BYTES; length++) {
    const size = paddedSizeOf(length)
    if (size !== table[sizes.size] && size !== table[sizes.size - 1]) expect(table).toContain(size)
    if (!sizes.has(size))
      expect(length + 2).toBe(sizes.size === 0 ? 2 : (table[sizes.size - 1] ?? 0) + 1)
    sizes.add(size)
  }
  expect([...sizes]).toEqual(table)
})

test('[SE3] above 4 KiB padding never costs more than an eighth', () => {
  for (let length = 4_095; length <= MAX_CONTENT_BYTES; length++) {
    expect((paddedSizeOf(length) - length - 2) / (length + 2)).toBeLessThanOrEqual(1 / 8)
  }
})

test('[SE3] content that fits no size is refused before anything is allocated', () => {
  expect(pad(new Uint8Array(MAX_CONTENT_BYTES)).length).toBe(65_536)
  expect(() => pad(new Uint8Array(MAX_CONTENT_BYTES + 1))).toThrow(RangeError)
})

test('[SE4] any content comes back as it was', () => {
  let long = 0
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 9_000, size: 'max' }), (content) => {
      const padded = pad(content)
      expect(padded.length).toBe(paddedSizeOf(content.length))
      expect(unpad(padded)).toEqual(content)
      if (content.length > 4_096) long++
    }),
  )
  expect(long).toBeGreaterThan(10) // not vacuous: both halves of the table
})

test('[SE5] filler that is not zero, in whatever place, is refused', () => {
  const padded = pad(new Uint8Array(40).fill(7))
  for (let at = 42; at < 64; at++) {
    const changed = Uint8Array.from(padded)
    changed[at] = 1
    expect(unpad(changed)).toBeUndefined()
  }
})

test('[SE5] content in a larger or smaller size than its own is refused', () => {
  const content = new Uint8Array(100).fill(7)
  const padded = pad(content)
  for (const size of [0, 1, 2, 64, 102, 127, 129, 256, 4_096]) {
    const other = new Uint8Array(size)
    other.set(padded.subarray(0, Math.min(size, padded.length)))
    expect(unpad(other)).toBeUndefined()
  }
})

test('[SE5] no two byte strings unpad to the same content: what unpads is what pads', () => {
  const nearly = fc
    .tuple(fc.uint8Array({ minLength: 64, maxLength: 64, size: 'max' }), fc.nat(70))
    .map(([bytes, length]) => {
      bytes[0] = 0
      bytes[1] = length
      if (length % 2 === 0) bytes.fill(0, length + 2)
      return bytes
    })
  let taken = 0
  fc.assert(
    fc.property(nearly, (bytes) => {
      const content = unpad(bytes)
      if (content === undefined) return
      expect(pad(content)).toEqual(bytes)
      taken++
    }),
    { numRuns: 500 },
  )
  expect(taken).toBeGreaterThan(50) // not vacuous
})

test('[SE5] hostile bytes never throw, and what is unpadded does not hold on to them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300, size: 'max' }), (bytes) => {
      const content = unpad(bytes)
      if (content !== undefined) expect(pad(content)).toEqual(bytes)
    }),
  )
  const padded = pad(Uint8Array.of(1, 2, 3))
  const content = unpad(padded)
  padded.fill(9)
  expect(content).toEqual(Uint8Array.of(1, 2, 3))
})
