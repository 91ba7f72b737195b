import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteReader, ByteWriter, parseBytes } from './bytes.ts'

const varuintIn = (bytes: Uint8Array) => parseBytes(bytes, (reader) => reader.varuint())
const textIn = (bytes: Uint8Array) => parseBytes(bytes, (reader) => reader.text(1_000))

test('[PR14] [AT4] every whole number below 2^53 reads back, and the next does not', () => {
  let large = 0
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      expect(varuintIn(new ByteWriter().varuint(value).bytes())).toBe(value)
      if (value > 2 ** 40) large++
    }),
  )
  expect(large).toBeGreaterThan(10)
  for (const edge of [0, 127, 128, 16_383, 16_384, 2 ** 53 - 1])
    expect(varuintIn(new ByteWriter().varuint(edge).bytes())).toBe(edge)
  expect(varuintIn(Uint8Array.of(...Array(7).fill(0x80), 0x20))).toBe(undefined)
  for (const wrong of [2 ** 53, -1, 0.5, Number.NaN])
    expect(() => new ByteWriter().varuint(wrong)).toThrow(RangeError)
})

test('[PR14] [AT3] a varuint that goes on and on, or could be shorter, is none', () => {
  expect(varuintIn(new Uint8Array(151).fill(0x80, 0, 150))).toBeUndefined()
  expect(varuintIn(new Uint8Array(151).fill(0xff))).toBeUndefined()
  expect(varuintIn(Uint8Array.of(0x80, 0x00))).toBeUndefined()
  expect(varuintIn(Uint8Array.of(0xff, 0x80, 0x00))).toBeUndefined()
  expect(varuintIn(Uint8Array.of(0x80))).toBeUndefined()
})

test('[PR14] [PR4] of all bytes, those read as a varuint are the ones written for it', () => {
  let accepted = 0
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 9, size: 'max' }), (bytes) => {
      const canonical = bytes.map((byte, at) => (at < bytes.length - 1 ? byte | 0x80 : byte & 0x7f))
      for (const tried of [bytes, canonical]) {
        const value = varuintIn(tried)
        if (value === undefined) continue
        accepted++
        expect(new ByteWriter().varuint(value).bytes()).toEqual(tried)
      }
    }),
  )
  expect(accepted).toBeGreaterThan(50)
})

test('[PR15] a text is what well-formed UTF-8 says, byte order marks included', () => {
  for (const text of ['', 'naïve', '\ufeffmark', '👩‍👩‍👧', '\u0000'])
    expect(textIn(new ByteWriter().text(text).bytes())).toBe(text)
  const illFormed = [
    [0xff],
    [0xc0, 0x80],
    [0xed, 0xa0, 0x80],
    [0xf4, 0x90, 0x80, 0x80],
    [0xe2, 0x82],
  ]
  for (const bytes of illFormed)
    expect(textIn(Uint8Array.of(bytes.length, ...bytes))).toBeUndefined()
})

test('[PR12] [AT2] a length of terabytes allocates nothing', () => {
  const claims = new ByteWriter()
    .varuint(2 ** 52)
    .u8(1)
    .bytes()
  expect(parseBytes(claims, (reader) => reader.varbytes(2 ** 53))).toBeUndefined()
  expect(parseBytes(claims, (reader) => reader.varbytes(10))).toBeUndefined()
  expect(parseBytes(Uint8Array.of(255), (reader) => reader.list(255, (one) => one.u8()))).toBe(
    undefined,
  )
})

test('[PR12] bytes left over are a fault, and so is an error of our own, which is not swallowed', () => {
  expect(parseBytes(Uint8Array.of(1, 2), (reader) => reader.u8())).toBeUndefined()
  expect(() =>
    parseBytes(Uint8Array.of(1), () => {
      throw new TypeError('ours')
    }),
  ).toThrow('ours')
})

test('[PR12] what a reader takes is a copy of its own', () => {
  const received = Uint8Array.of(1, 2, 3)
  const taken = new ByteReader(received).take(2)
  received.fill(9)
  expect(taken).toEqual(Uint8Array.of(1, 2))
  expect(taken.buffer.byteLength).toBe(2)
})

test('[PR4] fixed fields and lists come back as written', () => {
  const bytes = new ByteWriter()
    .u64(2n ** 64n - 1n)
    .list([1, 2], (to, item) => to.varuint(item))
    .varbytes(new Uint8Array(300))
    .bytes()
  const read = parseBytes(bytes, (reader) => [
    reader.u64(),
    reader.list(2, (from) => from.varuint()),
    reader.varbytes(300).length,
  ])
  expect(read).toEqual([2n ** 64n - 1n, [1, 2], 300])
  expect(() => new ByteWriter().list(Array(256).fill(0), (to) => to.u8(0))).toThrow(RangeError)
})
