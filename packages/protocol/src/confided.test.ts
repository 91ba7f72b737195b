import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GROUP, MESSAGE, PERSON, run } from '../test/samples.ts'
import { type Confidence, confidedContext, encodeConfidence, parseConfidence } from './confided.ts'
import { encodeContent, parseContent } from './content.ts'
import { toMessageId, toPersonId } from './ids.ts'
import { MAX_CONFIDED_ROWS, MAX_QUESTION_BYTES } from './limits.ts'

const row = { tag: run(8, 1), sealed: run(48, 2) }

function confided(rowsCount: number) {
  const rows = Array.from({ length: rowsCount }, () => row)
  const sealed = run(40, 5)
  const keys = { commitment: run(16, 3), ephemeral: run(32, 4) }
  return { kind: 'confided', messageId: MESSAGE, ...keys, rows, sealed } as const
}

test('[PR32] what is confided has one to sixty-four rows', () => {
  for (const count of [1, MAX_CONFIDED_ROWS])
    expect(parseContent(encodeContent(confided(count)))).toEqual(confided(count))
  for (const count of [0, MAX_CONFIDED_ROWS + 1])
    expect(parseContent(encodeContent(confided(count)))).toBeUndefined()
})

test('[PR32] questions, answers and ends read back, and have one encoding', () => {
  const ref = { person: PERSON, messageId: MESSAGE }
  const all: readonly Confidence[] = [
    { says: 'question', text: 'Warum?' },
    { says: 'answer', ...ref, toAll: true, text: 'Darum' },
    { says: 'answer', ...ref, toAll: false, text: 'x'.repeat(MAX_QUESTION_BYTES) },
    { says: 'done', ...ref },
  ]
  for (const one of all) expect(parseConfidence(encodeConfidence(one))).toEqual(one)
  let read = 0
  fc.assert(
    fc.property(
      fc.constantFrom(...all.map(encodeConfidence)),
      fc.nat(40),
      fc.nat(255),
      (bytes, at, value) => {
        const changed = Uint8Array.from(bytes)
        changed[at % changed.length] = value
        const parsed = parseConfidence(changed)
        if (parsed === undefined) return
        read++
        expect(encodeConfidence(parsed)).toEqual(changed)
      },
    ),
  )
  expect(read).toBeGreaterThan(10)
})

test('[PR32] what is blank, too long, left over or of a later version says nothing', () => {
  const bytes = encodeConfidence({ says: 'question', text: 'why?' })
  expect(parseConfidence(Uint8Array.of(...bytes, 0))).toBeUndefined()
  expect(parseConfidence(Uint8Array.of(9, ...bytes.slice(1)))).toBeUndefined()
  expect(parseConfidence(Uint8Array.of(1, 1, 0x20))).toBeUndefined()
  expect(parseConfidence(new Uint8Array(0))).toBeUndefined()
  const text = 'x'.repeat(MAX_QUESTION_BYTES + 1)
  expect(() => encodeConfidence({ says: 'question', text })).toThrow(RangeError)
})

test('[PR32] who confides, in which record, is part of what is sealed', () => {
  const own = confidedContext(GROUP, { person: PERSON, messageId: MESSAGE })
  const others = [
    confidedContext(GROUP, { person: toPersonId(run(16, 9)), messageId: MESSAGE }),
    confidedContext(GROUP, { person: PERSON, messageId: toMessageId(run(16, 9)) }),
  ]
  for (const other of others) expect(other).not.toEqual(own)
})
