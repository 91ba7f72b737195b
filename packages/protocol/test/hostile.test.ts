import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type ActionHeader,
  actionRecordType,
  concatBytes,
  encodeActionBody,
  encodeActionHeader,
  encodeChallenge,
  encodeContent,
  encodeEnvelopeHeader,
  encodeEpochBody,
  encodeGrantBody,
  encodeNaming,
  encodeRetractBody,
  encodeRetractHeader,
  encodeTyped,
  equalBytes,
  headsOf,
  homeOf,
  MAX_FRAME_BYTES,
  MAX_RECORD_BYTES,
  MAX_TEXT_BYTES,
  MAX_TIME_MS,
  type ParsedRecord,
  parseChallenge,
  parseContent,
  parseFrame,
  parseNaming,
  parseRecord,
  RECORD_TYPE,
  SIGNATURE_BYTES,
  signedRecord,
  unsignedRecord,
  RECORD_VERSION,
} from '../src/index.ts'
import { CONTENTS, PAYLOADS } from './payload-samples.ts'
import { GROUP, HLC, MESSAGE, PERSON, RECORD_A, RECORDS, run, SIGNATURE } from './samples.ts'

/** Bytes near to well-formed ones: cut, grown, or changed in a few places. */
function near(bases: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const change = fc.tuple(fc.nat(1_000), fc.nat(255))
  const grown = fc.oneof(fc.constant(new Uint8Array(0)), fc.uint8Array({ maxLength: 3 }))
  return fc
    .tuple(fc.constantFrom(...bases), fc.array(change, { maxLength: 3 }), fc.nat(8), grown)
    .map(([base, changes, cut, more]) => {
      const bytes = base.slice(0, base.length - (cut < 5 ? 0 : cut - 4))
      for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value
      return concatBytes(bytes, more)
    })
}

/** A parsed record, written again from what was read of it. */
function writtenAgain(record: ParsedRecord): Uint8Array {
  const { recordType, bytes } = record
  const signature = bytes.slice(-SIGNATURE_BYTES)
  const [header, body] = partsOf(record)
  return signedRecord(unsignedRecord(recordType, header, body), signature)
}

function partsOf(record: ParsedRecord): readonly [Uint8Array, Uint8Array] {
  switch (record.kind) {
    case 'action':
      expect(actionRecordType(record.action)).toBe(record.recordType)
      return [encodeActionHeader(record.header), encodeActionBody(record.action)]
    case 'retract':
      return [encodeRetractHeader(record.header), encodeRetractBody(record.message, record.targets)]
    case 'epoch':
      return [encodeRetractHeader(record.header), encodeEpochBody(record.epoch)]
    case 'grant':
      return [encodeRetractHeader(record.header), encodeGrantBody(record.grant)]
    default:
      return [encodeEnvelopeHeader(record.header), record.body]
  }
}

test('[PR4] [PR12] whatever bytes come, a record is none or is written back byte for byte', () => {
  const seen = { taken: 0, refused: 0 }
  const bases = RECORDS.map(({ bytes }) => bytes)
  fc.assert(
    fc.property(fc.oneof(near(bases), fc.uint8Array({ maxLength: 300, size: 'max' })), (bytes) => {
      const record = parseRecord(bytes)
      if (record === undefined) return void seen.refused++
      seen.taken++
      expect(equalBytes(writtenAgain(record), bytes)).toBe(true)
      expect(headsOf(record).length).toBeLessThanOrEqual(8)
    }),
    { numRuns: 3_000 },
  )
  expect(seen.taken).toBeGreaterThan(300)
  expect(seen.refused).toBeGreaterThan(300)
})

test('[PR4] [PR8] [PR10] [PR12] whatever bytes come, payloads and contents are none or are written back', () => {
  for (const sample of [...PAYLOADS, ...CONTENTS]) {
    const seen = { taken: 0, refused: 0 }
    fc.assert(
      fc.property(fc.oneof(near([sample.bytes]), fc.uint8Array({ maxLength: 90 })), (bytes) => {
        const again = sample.again(bytes)
        if (again === undefined) return void seen.refused++
        seen.taken++
        const mayGoOn = sample.name.startsWith('naming') || sample.name.startsWith('presence')
        if (!mayGoOn) expect([sample.name, again]).toEqual([sample.name, bytes])
      }),
      { numRuns: 500 },
    )
    expect(seen.taken).toBeGreaterThan(0)
    // Whatever is short enough may be said in a linking room.
    if (!sample.name.startsWith('linking')) expect(seen.refused).toBeGreaterThan(5)
  }
})

test('[PR9] [PR12] whatever bytes come, a frame is none or is its name, type and payload again', () => {
  let taken = 0
  const bases = PAYLOADS.map(({ bytes, type = 0 }) => encodeTyped(GROUP, type, bytes))
  fc.assert(
    fc.property(fc.oneof(near(bases), fc.uint8Array({ maxLength: 80 })), (bytes) => {
      const frame = parseFrame(bytes)
      if (frame === undefined) return
      taken++
      expect(equalBytes(encodeTyped(frame.doc, frame.type, frame.payload), bytes)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
  expect(taken).toBeGreaterThan(200)
})

test('[PR9] a frame over the limit, or with a long name, is none', () => {
  const name = GROUP.slice(0, 10)
  const room = MAX_FRAME_BYTES - encodeTyped(name, 0, new Uint8Array(0)).length
  expect(parseFrame(encodeTyped(name, 0, new Uint8Array(room)))?.payload).toHaveLength(room)
  expect(parseFrame(encodeTyped(name, 0, new Uint8Array(room + 1)))).toBeUndefined()
  expect(parseFrame(encodeTyped('x'.repeat(65), 0, new Uint8Array(1)))).toBeUndefined()
  expect(parseFrame(new Uint8Array(0))).toBeUndefined()
})

test('[PR1] [AT15] a record of nothing, or of 16,385 bytes, is none', () => {
  expect(parseRecord(new Uint8Array(0))).toBeUndefined()
  const sealed = (bytes: number) => {
    const header = encodeEnvelopeHeader({
      hlc: HLC,
      heads: [RECORD_A],
      placesHeld: 1,
      epoch: undefined,
      nonce: run(24, 0),
    })
    const frame = unsignedRecord(RECORD_TYPE.envelope, header, new Uint8Array(0))
    return concatBytes(frame, new Uint8Array(bytes - frame.length - 64), SIGNATURE)
  }
  expect(parseRecord(sealed(MAX_RECORD_BYTES))?.kind).toBe('envelope')
  expect(parseRecord(sealed(MAX_RECORD_BYTES + 1))).toBeUndefined()
  expect(() => signedRecord(new Uint8Array(MAX_RECORD_BYTES - 63), SIGNATURE)).toThrow(RangeError)
})

test('[PR1] [AT17] a record has one home by its type, and a type without one is no record', () => {
  const [profile] = RECORDS.filter(({ name }) => name === 'profile')
  if (profile === undefined) throw new Error('no profile')
  let homes = 0
  for (let type = 0; type < 256; type++) {
    const bytes = profile.bytes.slice()
    bytes[1] = type
    if (homeOf(type) === undefined) expect(parseRecord(bytes)).toBeUndefined()
    else homes++
  }
  expect(homes).toBe(31 + 3 + 2 + 2)
  const later = profile.bytes.slice()
  later[0] = RECORD_VERSION + 1
  expect(parseRecord(later)).toBeUndefined()
})

test('[PR3] [AT51] an action with nine parents, or one parent twice, is no record', () => {
  const record = (parents: ActionHeader['parents']) =>
    signedRecord(
      unsignedRecord(
        30,
        encodeActionHeader({ claimedRole: 'guest', parents, hlc: HLC }),
        new Uint8Array(0),
      ),
      SIGNATURE,
    )
  const ids = RECORDS.map(({ bytes }) => bytes).flatMap((bytes) => {
    const parsed = parseRecord(bytes)
    return parsed === undefined ? [] : [...headsOf(parsed)]
  })
  const distinct = [...new Set(ids)]
  const nine = Array.from({ length: 9 }, (_, at) => `${at}${RECORD_A.slice(1)}` as typeof RECORD_A)
  expect(distinct.length).toBeGreaterThan(1)
  expect(parseRecord(record(nine.slice(0, 8)))?.kind).toBe('action')
  expect(parseRecord(record(nine))).toBeUndefined()
  expect(parseRecord(record([RECORD_A, RECORD_A]))).toBeUndefined()
  expect(parseRecord(record([]))?.kind).toBe('action')
})

test('[PR3] a message without heads, with nine or with one twice, is no record', () => {
  const record = (heads: readonly (typeof RECORD_A)[]) =>
    signedRecord(
      unsignedRecord(
        RECORD_TYPE.retract,
        encodeRetractHeader({ hlc: HLC, heads }),
        encodeRetractBody({ messageId: MESSAGE, hlc: HLC }, [
          { writer: 1, clock: 1, id: RECORD_A },
        ]),
      ),
      SIGNATURE,
    )
  const nine = Array.from({ length: 9 }, (_, at) => `${at}${RECORD_A.slice(1)}` as typeof RECORD_A)
  expect(parseRecord(record(nine.slice(0, 8)))?.kind).toBe('retract')
  for (const heads of [[], nine, [RECORD_A, RECORD_A]])
    expect(parseRecord(record(heads))).toBeUndefined()
})

test('[PR8] a text of 10,000 bytes fits, one more does not, and the writer is told', () => {
  const post = (text: string) =>
    encodeContent({ kind: 'post', messageId: MESSAGE, text, replyTo: undefined })
  const full = 'é'.repeat(MAX_TEXT_BYTES / 2)
  expect(parseContent(post(full))).toMatchObject({ kind: 'post', text: full })
  expect(() => post(`${full}x`)).toThrow(
    `at most ${MAX_TEXT_BYTES} bytes, not ${MAX_TEXT_BYTES + 1}`,
  )
  const forged = concatBytes(
    post('').slice(0, 17),
    Uint8Array.of(0x91, 0x4e),
    run(10_001, 0),
    run(1, 0),
  )
  expect(parseContent(forged)).toBeUndefined()
})

test('[PR8] blank names and emoji are none; a naming may say more in a later version', () => {
  expect(parseNaming(encodeNaming({ name: ' \u3000' }))).toBeUndefined()
  expect(parseNaming(concatBytes(encodeNaming({ name: 'Zoë' }), run(9, 1)))).toEqual({
    name: 'Zoë',
  })
  const react = { kind: 'react', messageId: MESSAGE, person: PERSON, emoji: '  ' } as const
  expect(parseContent(encodeContent(react))).toBeUndefined()
  expect(() => encodeNaming({ name: 'x'.repeat(201) })).toThrow(RangeError)
})

test('[PR8] [PR4] a kind of a later version is known as unknown, not refused', () => {
  const later = concatBytes(Uint8Array.of(200), run(16, 0x30), run(40, 1))
  expect(parseContent(later)).toEqual({ kind: 'unknown', messageId: MESSAGE })
})

test('[PR33] [AT222] a relay’s time is one that a record can bear', () => {
  const nonce = new Uint8Array(32)
  for (const relayAt of [0, MAX_TIME_MS])
    expect(parseChallenge(encodeChallenge({ nonce, relayAt }))).toEqual({ nonce, relayAt })
  for (const relayAt of [MAX_TIME_MS + 1, Number.MAX_SAFE_INTEGER])
    expect(parseChallenge(encodeChallenge({ nonce, relayAt }))).toBeUndefined()
  expect(new Date(MAX_TIME_MS).getTime()).toBe(MAX_TIME_MS)
})
