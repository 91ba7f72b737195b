import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EPOCH, GROUP, HLC, run, WRITER } from '../test/samples.ts'
import { ByteWriter, concatBytes } from './bytes.ts'
import { encodeLinking, parseLinking } from './evidence.ts'
import { MAX_LINKING_BYTES, MAX_PRESENCE_BYTES } from './limits.ts'
import { encodeNote, parseNote } from './notes.ts'
import { encodePresenceEntries, parsePresenceEntries } from './presence-entries.ts'
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

/** An awareness frame's payload with this one entry. */
function entry(clock: number, state: string): Uint8Array {
  const inner = new ByteWriter().varuint(1).varuint(7).varuint(clock).text(state).bytes()
  return new ByteWriter().varbytes(inner).bytes()
}

test('[PR18] [AT65] a clock of 2^53 - 2, a megabyte, 129 entries: no presence', () => {
  const state = '{"s":"AAAA"}'
  expect(parsePresenceEntries(entry(2 ** 31 - 1, state))).toHaveLength(1)
  expect(parsePresenceEntries(entry(2 ** 31, state))).toBeUndefined()
  expect(parsePresenceEntries(entry(2 ** 53 - 2, state))).toBeUndefined()
  const long = (bytes: number) => ({ id: 7, clock: 1, state: new Uint8Array(bytes) })
  expect(parsePresenceEntries(encodePresenceEntries([long(1_024)]))).toHaveLength(1)
  expect(parsePresenceEntries(encodePresenceEntries([long(1_025)]))).toBeUndefined()
  expect(parsePresenceEntries(encodePresenceEntries([long(1_000_000)]))).toBeUndefined()
  const crowd = Array.from({ length: 129 }, (_, id) => ({ id, clock: 1, state: undefined }))
  expect(parsePresenceEntries(encodePresenceEntries(crowd.slice(1)))).toHaveLength(128)
  expect(parsePresenceEntries(encodePresenceEntries(crowd))).toBeUndefined()
})

test('[PR18] a state in any other spelling is none, and none is ever parsed as JSON', () => {
  const others = [
    '',
    '{}',
    ' null',
    '{"s": "AAAA"}',
    '{"s":"AAAA","t":1}',
    '{"s":"AAA="}',
    '{"s":"AB"}',
    '{"s":1}',
    '{"__proto__":{}}',
    '[[[[[[',
  ]
  for (const state of others) expect(parsePresenceEntries(entry(1, state))).toBeUndefined()
  expect(parsePresenceEntries(entry(1, 'null'))).toEqual([{ id: 7, clock: 1, state: undefined }])
})
