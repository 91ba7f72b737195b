import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GROUP, PERSON, run } from '../test/samples.ts'
import { parseBase64url, toBase64url } from './base64url.ts'
import { hlcAt, hlcMs, nextHlc } from './hlc.ts'
import {
  groupDoc,
  idBytes,
  linkingRoom,
  newWriter,
  parseDocName,
  parseLinkingRoom,
  personDoc,
  personGroup,
  prefixOf,
  segmentDoc,
  toGroupId,
  toRecordId,
  writerPrefix,
} from './ids.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

test('[PR5] bytes have one spelling in base64url, the one other software writes', () => {
  let longest = 0
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 70, size: 'max' }), (bytes) => {
      const text = toBase64url(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64url'))
      expect(parseBase64url(text)).toEqual(bytes)
      longest = Math.max(longest, bytes.length)
    }),
  )
  expect(longest).toBeGreaterThan(50)
})

test('[PR5] [AT17] a key spelt any other way than its id is no id', () => {
  let refused = 0
  const letters = fc.constantFrom(...ALPHABET, '=', '+', '/', ' ', 'é', '\u0141')
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 24, size: 'max' }), (parts) => {
      const text = parts.join('')
      const bytes = parseBase64url(text)
      if (bytes === undefined) refused++
      else expect(toBase64url(bytes)).toBe(text)
    }),
  )
  expect(refused).toBeGreaterThan(20)
  const id = toRecordId(run(16, 1))
  const last = ALPHABET.indexOf(id.at(-1) ?? 'A')
  const stray = id.slice(0, -1) + ALPHABET[last + 1]
  for (const other of [stray, `${id}==`, ` ${id}`, `${id}\n`])
    expect(parseBase64url(other)).toBe(undefined)
})

test('[PR5] an id of the wrong length is not made', () => {
  expect(() => toGroupId(run(31, 0))).toThrow(RangeError)
  expect(() => toRecordId(run(17, 0))).toThrow(RangeError)
  expect(idBytes(toRecordId(run(16, 5)))).toEqual(run(16, 5))
})

test('[PR6] a document name says its group and segment, and only honest names do', () => {
  expect(parseDocName(groupDoc(GROUP))).toEqual({ kind: 'group', group: GROUP })
  for (const segment of [0, 9, 10, 999_999_999])
    expect(parseDocName(segmentDoc(GROUP, segment))).toEqual({
      kind: 'segment',
      group: GROUP,
      segment,
    })
  const wrong = [
    '/0',
    '/',
    '/00',
    '/01',
    '/-1',
    '/1.0',
    '/1e3',
    '/1000000000',
    '/1/2',
    '/1 ',
    '/x',
    '=',
    ' ',
  ]
  for (const rest of wrong.slice(1)) expect(parseDocName(`${GROUP}${rest}`)).toBe(undefined)
  expect(parseDocName('/0')).toBeUndefined()
  expect(parseDocName('')).toBeUndefined()
  expect(parseDocName(`p/${GROUP}`)).toBeUndefined()
  expect(parseDocName(GROUP.slice(1))).toBeUndefined()
  expect(parseDocName(`${GROUP.slice(0, -1)}_`)).toBeUndefined()
})

test('[PR6] the document of a person is named after the person and stands for a group of one', () => {
  expect(parseDocName(personDoc(PERSON))).toEqual({
    kind: 'person',
    group: personGroup(PERSON),
    person: PERSON,
  })
  const other = `${PERSON.slice(0, -1)}${PERSON.endsWith('B') ? 'C' : 'B'}`
  for (const name of ['p', 'p/', `p/${PERSON}/0`, `p/${PERSON}=`, `p/${other}`, `P/${PERSON}`])
    expect(parseDocName(name)).toBeUndefined()
})

test('[PR6] a linking room is no document, and no document is a linking room', () => {
  const room = linkingRoom(run(16, 0x35))
  expect(parseLinkingRoom(room)).toEqual(run(16, 0x35))
  expect(parseDocName(room)).toBeUndefined()
  const wrong = [GROUP, personDoc(PERSON), 'l/', 'l', `${room}/1`, `${room}A`, room.slice(0, -1)]
  for (const name of [...wrong, `${room.slice(0, -1)}=`])
    expect(parseLinkingRoom(name)).toBeUndefined()
  expect(() => linkingRoom(run(15, 0))).toThrow(RangeError)
})

test('[PR6] any text is a document name or none, and never an error', () => {
  fc.assert(
    fc.property(fc.string({ size: 'max', maxLength: 80 }), (name) => {
      expect(parseDocName(name)).toBeUndefined()
    }),
  )
})

test('[PR6] a writer keeps its device\u2019s prefix, whatever the suffix, within 52 bits', () => {
  const prefixes = new Set<number>()
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(65_535), (key, suffix) => {
      const prefix = writerPrefix(GROUP, key)
      const writer = newWriter(prefix, suffix)
      expect(prefixOf(writer)).toBe(prefix)
      expect(writer % 65_536).toBe(suffix)
      expect(writer).toBeLessThan(2 ** 52)
      prefixes.add(prefix)
    }),
  )
  expect(prefixes.size).toBeGreaterThan(50)
})

test('[PR7] the next own time is above the last one, and not behind the clock', () => {
  let ahead = 0
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), fc.nat(70_000), (lastMs, nowMs, counter) => {
      const last = hlcAt(lastMs) + BigInt(counter)
      const next = nextHlc(last, nowMs)
      expect(next > last).toBe(true)
      expect(hlcMs(next)).toBeGreaterThanOrEqual(nowMs)
      if (hlcMs(next) > nowMs) ahead++
    }),
  )
  expect(ahead).toBeGreaterThan(10)
})

test('[PR7] a time before 1970 or after the year 10889 is the nearest that fits', () => {
  expect(hlcAt(-5)).toBe(0n)
  expect(hlcMs(hlcAt(1_700_000_000_123.9))).toBe(1_700_000_000_123)
  expect(hlcAt(Number.MAX_SAFE_INTEGER)).toBe((2n ** 48n - 1n) * 65_536n)
})
