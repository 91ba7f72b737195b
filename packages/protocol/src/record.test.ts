import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GROUP, RECORDS, SIGNATURE } from '../test/samples.ts'
import { segmentDoc } from './ids.ts'
import { bytesToSign, groupIdOf, recordIdOf, RECORD_TYPE, signedRecord } from './record.ts'

const [sample] = RECORDS.filter(({ name }) => name === 'envelope')
if (sample === undefined) throw new Error('no sample')
const { unsigned, bytes, place } = sample

const anyPlace = fc.record({
  doc: fc.constantFrom(GROUP, segmentDoc(GROUP, 0), segmentDoc(GROUP, 1), segmentDoc(GROUP, 10)),
  writer: fc.nat(300),
  clock: fc.nat(300),
})

test('[PR2] [AT25] [AT26] [AT27] the same bytes at another place have another id and need another signature', () => {
  let pairs = 0
  fc.assert(
    fc.property(anyPlace, anyPlace, (one, other) => {
      const isSame =
        one.doc === other.doc && one.writer === other.writer && one.clock === other.clock
      if (!isSame) pairs++
      expect(recordIdOf(one, bytes) === recordIdOf(other, bytes)).toBe(isSame)
      const [left, right] = [bytesToSign(one, unsigned), bytesToSign(other, unsigned)]
      expect(String(left) === String(right)).toBe(isSame)
    }),
  )
  expect(pairs).toBeGreaterThan(50)
})

test('[PR2] [AT28] bytes under another type need another signature', () => {
  const signs = new Set(
    Object.values(RECORD_TYPE).map((type) => {
      const swapped = unsigned.slice()
      swapped[1] = type
      return String(bytesToSign(place, swapped))
    }),
  )
  expect(signs.size).toBe(Object.values(RECORD_TYPE).length)
})

test('[PR2] every byte of header, body and signature tells in the id', () => {
  const ids = new Set([recordIdOf(place, bytes)])
  for (let at = 0; at < bytes.length; at += 5) {
    const changed = bytes.slice()
    changed[at] = (changed[at] ?? 0) ^ 1
    ids.add(recordIdOf(place, changed))
  }
  expect(ids.size).toBe(1 + Math.ceil(bytes.length / 5))
})

test('[PR2] [AT52] a group is named after what founded it, wherever and by whomever that is signed', () => {
  const [found] = RECORDS.filter(({ name }) => name === 'found')
  if (found === undefined) throw new Error('no founding')
  const again = signedRecord(found.unsigned, SIGNATURE.toReversed())
  expect(recordIdOf(place, again)).not.toBe(recordIdOf(place, found.bytes))
  const body = found.body.slice()
  body[0] = (body[0] ?? 0) ^ 1
  expect(groupIdOf(found.header, body)).not.toBe(groupIdOf(found.header, found.body))
})
