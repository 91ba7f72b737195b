import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyCut } from '../test/any-action.ts'
import { RECORD_A, RECORD_B, run, WRITER } from '../test/samples.ts'
import { ByteWriter, parseBytes } from './bytes.ts'
import { type Cut, cutDigest, putCut, readCut } from './cut.ts'
import { toRecordId } from './ids.ts'
import { MAX_CUT_ENTRIES, MAX_RECORD_BYTES } from './limits.ts'

const write = (cut: Cut) => putCut(new ByteWriter(), cut).bytes()
const read = (bytes: Uint8Array) => parseBytes(bytes, readCut)

test('[PR3] [PR4] a cut reads back as what was written', () => {
  let longest = 0
  fc.assert(
    fc.property(anyCut(60), (cut) => {
      expect(read(write(cut))).toEqual(cut)
      longest = Math.max(longest, cut.length)
    }),
    { numRuns: 60 },
  )
  expect(longest).toBeGreaterThan(30)
})

test('[PR12] whatever bytes come, a cut is none or is written back byte for byte', () => {
  let taken = 0
  fc.assert(
    fc.property(
      anyCut(6),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 2 }),
      (cut, changes) => {
        const bytes = write(cut)
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        const parsed = read(bytes)
        if (parsed === undefined) return
        taken++
        expect(write(parsed)).toEqual(bytes)
      },
    ),
    { numRuns: 500 },
  )
  expect(taken).toBeGreaterThan(100)
})

test('[PR3] a cut of 512 entries fits in a record, one of 513 is none', () => {
  const cut = (length: number): Cut =>
    Array.from({ length }, (_, at) => ({
      segment: at,
      writer: WRITER,
      clock: 32_768,
      digest: run(16, at),
    }))
  expect(read(write(cut(MAX_CUT_ENTRIES)))).toHaveLength(512)
  expect(write(cut(MAX_CUT_ENTRIES)).length).toBeLessThan(MAX_RECORD_BYTES - 500)
  expect(read(write(cut(MAX_CUT_ENTRIES + 1)))).toBeUndefined()
  expect(read(new ByteWriter().varuint(2 ** 40).bytes())).toBeUndefined()
})

test('[PR3] one writer of one document stands in a cut once; in two documents it may', () => {
  const entry = { segment: 0, writer: WRITER, clock: 1, digest: run(16, 0) }
  expect(read(write([entry, { ...entry, clock: 2 }]))).toBeUndefined()
  expect(
    read(write([entry, { ...entry, segment: 1 }, { ...entry, segment: undefined }])),
  ).toHaveLength(3)
})

test('[PR2] the digest of a cut tells each record and their order', () => {
  const digests = [[], [RECORD_A], [RECORD_B], [RECORD_A, RECORD_B], [RECORD_B, RECORD_A]].map(
    (ids) => String(cutDigest(ids)),
  )
  expect(new Set(digests).size).toBe(5)
  expect(cutDigest([toRecordId(run(16, 0))])).toHaveLength(16)
})
