import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EPOCH, GROUP, HLC, run, WRITER } from '../test/samples.ts'
import { concatBytes } from './bytes.ts'
import { encodeLinking, parseLinking } from './evidence.ts'
import { MAX_LINKING_BYTES, MAX_PRESENCE_BYTES } from './limits.ts'
import { encodeNote, parseNote } from './notes.ts'
import {
  encodePresence,
  encodeSealedPresence,
  parsePresence,
  parseSealedPresence,
  presenceAad,
} from './presence.ts'

test('[PR17] a later version may say more of who is here; what this one knows is read', () => {
  const later = concatBytes(encodePresence({ typing: true, hlc: HLC }), run(5, 1))
  later[0] = 0xff
  expect(parsePresence(later)).toEqual({ typing: true, hlc: HLC })
  expect(parsePresence(later.subarray(0, 8))).toBeUndefined()
})

test('[PR17] [AT65] a presence over 1 KiB is none', () => {
  const sealed = (length: number) =>
    encodeSealedPresence({ epoch: EPOCH, nonce: run(24, 1), sealed: run(length, 2) })
  expect(parseSealedPresence(sealed(MAX_PRESENCE_BYTES - 40))?.sealed).toHaveLength(984)
  expect(parseSealedPresence(sealed(MAX_PRESENCE_BYTES - 39))).toBeUndefined()
})

test('[PR17] the seal of a presence names its group, its client and its epoch', () => {
  const places = [
    presenceAad(GROUP, { writer: WRITER, epoch: EPOCH }),
    presenceAad(GROUP, { writer: WRITER - 1, epoch: EPOCH }),
    presenceAad(GROUP, { writer: WRITER, epoch: undefined }),
  ]
  expect(new Set(places.map(String)).size).toBe(3)
})

test('[PR8] a note has a key; its value may be anything, or nothing', () => {
  let notes = 0
  fc.assert(
    fc.property(fc.string({ minLength: 1, maxLength: 20 }), fc.uint8Array(), (key, value) => {
      expect(parseNote(encodeNote({ key, value }))).toEqual({ key, value })
      notes++
    }),
  )
  expect(notes).toBeGreaterThan(50)
  expect(() => encodeNote({ key: '', value: run(1, 1) })).toThrow(RangeError)
  expect(() => encodeNote({ key: 'x'.repeat(129), value: run(1, 1) })).toThrow(RangeError)
  expect(parseNote(Uint8Array.of(0, 0))).toBeUndefined()
})

test('[PR10] 4,096 bytes pass a linking room, one more does not', () => {
  expect(parseLinking(encodeLinking(run(MAX_LINKING_BYTES, 1)))).toHaveLength(4_096)
  expect(() => encodeLinking(run(MAX_LINKING_BYTES + 1, 1))).toThrow(RangeError)
  expect(parseLinking(run(MAX_LINKING_BYTES + 1, 1))).toBeUndefined()
})
