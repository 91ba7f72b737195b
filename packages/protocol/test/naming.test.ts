import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  concatBytes,
  encodeNaming,
  type Naming,
  parseNaming,
  parsePicture,
  toUtf8,
} from '../src/index.ts'
import { MAX_PICTURE_BYTES, MAX_PICTURE_SIDE } from '../src/limits.ts'
import { jpeg, webp } from './pictures.ts'
import { GROUP, RECORD_A, run } from './samples.ts'

test('[PR21] a still WebP or JPEG of few bytes and pixels is a picture, and nothing else is', () => {
  const whole = { width: MAX_PICTURE_SIDE, height: 3 }
  expect(parsePicture(webp(whole))).toEqual({ type: 'image/webp', bytes: webp(whole) })
  expect(parsePicture(jpeg(whole))).toEqual({ type: 'image/jpeg', bytes: jpeg(whole) })
  expect(parsePicture(jpeg(whole, 0xc2))?.type).toBe('image/jpeg')
  expect(parsePicture(webp(whole, 'VP8 ', MAX_PICTURE_BYTES - 30))).toBeDefined()

  const large = { width: 3, height: MAX_PICTURE_SIDE + 1 }
  const hidden = webp()
  hidden[21] = 1 // no start code
  const refused = {
    'too many bytes': webp(whole, 'VP8 ', MAX_PICTURE_BYTES - 28),
    'too many pixels': webp(large),
    'too many pixels in a JPEG': jpeg(large),
    'no pixels': webp({ width: 0, height: 4 }),
    'may move, or be clear': webp(whole, 'VP8X'),
    lossless: webp(whole, 'VP8L'),
    'goes on after its end': concatBytes(webp(), run(2, 0)),
    'cut short': webp().slice(0, 29),
    'a JPEG of a kind that few read': jpeg(whole, 0xc9),
    'a JPEG without an end': jpeg().slice(0, -1),
    'a JPEG without a frame': Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 9, 0xff, 0xd9),
    PNG: concatBytes(Uint8Array.of(0x89), toUtf8('PNG\r\n\u001a\n'), run(40, 0)),
    GIF: concatBytes(toUtf8('GIF89a'), run(40, 0)),
    SVG: toUtf8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    nothing: new Uint8Array(0),
  }
  for (const [what, bytes] of Object.entries(refused))
    expect([what, parsePicture(bytes)]).toEqual([what, undefined])
})

test('[PR21] [PR12] whatever bytes come, a picture is none or has a size that any device can draw', () => {
  const seen = { taken: 0, refused: 0 }
  const bases = [webp({ width: 96, height: 96 }), jpeg({ width: 96, height: 96 })]
  const near = fc
    .tuple(fc.constantFrom(...bases), fc.nat({ max: 40 }), fc.integer({ min: 0, max: 255 }))
    .map(([base, at, value]) => base.map((byte, index) => (index === at ? value : byte)))
  fc.assert(
    fc.property(fc.oneof(near, fc.uint8Array({ maxLength: 80, size: 'max' })), (bytes) => {
      const picture = parsePicture(bytes)
      if (picture === undefined) return void seen.refused++
      seen.taken++
      expect(picture.bytes).toEqual(bytes)
    }),
    { numRuns: 2_000 },
  )
  expect(seen.taken).toBeGreaterThan(100)
  expect(seen.refused).toBeGreaterThan(100)
})

test('[PR8] a naming says some things and leaves the others as they were; an older version reads names alone', () => {
  expect(parseNaming(encodeNaming({ words: 'away' }))).toEqual({ words: 'away' })
  // Form 1 is the whole of what the first version knew: a name, and an empty one was none.
  expect(encodeNaming({ name: 'Zoë' })[0]).toBe(1)
  expect(encodeNaming({ words: 'away' }).slice(0, 2)).toEqual(Uint8Array.of(2, 0))
  expect(parseNaming(Uint8Array.of(1, 0))).toBeUndefined()
  // What a later version adds is passed over.
  const later = Uint8Array.of(2, 0, 2, 1, 2, 1, 0x61, 77, 1, 9, 200)
  expect(parseNaming(later)).toEqual({ words: 'a' })
})

test('[PR8] [PR21] a naming with a damaged part, parts out of order, or no picture for a picture is none', () => {
  const ref = { record: RECORD_A, key: run(32, 1) }
  const good: Naming = { words: 'x', picture: ref, image: { type: 'image/webp', bytes: webp() } }
  expect(parseNaming(encodeNaming(good))).toEqual(good)
  for (const bytes of [
    Uint8Array.of(2, 0, 1, 3, 4, 0x3c, 0x73, 0x76, 0x67), // `<svg` for an image
    Uint8Array.of(2, 0, 1, 2, 3, 1, 2, 3), // a short reference
    Uint8Array.of(2, 0, 2, 2, 0, 1, 1, 0), // descending
    Uint8Array.of(2, 0, 2, 2, 0, 2, 0), // twice
    Uint8Array.of(2, 0, 1, 1, 1, 5), // words shorter than they say
    Uint8Array.of(2, 1, 0x20, 0), // a blank name
    Uint8Array.of(0, 0),
  ])
    expect(parseNaming(bytes)).toBeUndefined()
  expect(() => encodeNaming({ words: 'x'.repeat(2_001) })).toThrow(RangeError)
  expect(() => encodeNaming({ name: 'x'.repeat(201) })).toThrow(RangeError)
})

test('[PR30] a naming of a group may say that it is a support talk, and whether that is closed', () => {
  const talk = { team: GROUP, page: 'https://shop.example/cart', title: 'Cart', language: 'pt-BR' }
  for (const naming of [{ talk }, { closed: true }, { closed: false }, { words: 'x', talk }])
    expect(parseNaming(encodeNaming(naming))).toEqual(naming)
  const said = encodeNaming({ talk })
  expect(parseNaming(said.slice(0, -1))).toBeUndefined()
  expect(parseNaming(Uint8Array.of(2, 0, 1, 4, 2, 1, 2))).toBeUndefined() // a short team
  expect(parseNaming(Uint8Array.of(2, 0, 1, 5, 1, 2))).toBeUndefined() // neither closed nor open
  for (const long of [
    { page: 'x'.repeat(1_001) },
    { title: 'x'.repeat(301) },
    { language: 'x'.repeat(36) },
  ])
    expect(() => encodeNaming({ talk: { ...talk, ...long } })).toThrow(RangeError)
})

test('[PR34] a naming may say the time of what it takes the place of', () => {
  for (const over of [0n, 2n ** 64n - 1n])
    for (const naming of [
      { name: 'Zoë', over },
      { words: '', over },
    ])
      expect(parseNaming(encodeNaming(naming))).toEqual(naming)
  const said = encodeNaming({ name: 'Zoë', over: 5n })
  expect(parseNaming(said.slice(0, -1))).toBeUndefined()
  expect(parseNaming(Uint8Array.of(2, 0, 1, 6, 7, 1, 2, 3, 4, 5, 6, 7))).toBeUndefined() // short
})
