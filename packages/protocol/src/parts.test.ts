import { expect, test } from 'vitest'
import { MESSAGE, PERSON, run } from '../test/samples.ts'
import { concatBytes, toUtf8 } from './bytes.ts'
import { encodeContent, parseContent } from './content.ts'
import { idBytes } from './ids.ts'
import { MAX_MENTIONS, MAX_MENTIONS_BYTES, MAX_RECORD_BYTES, MAX_TEXT_BYTES } from './limits.ts'
import { fittingMentions, type Mention, type PostParts } from './parts.ts'

const REF = { segment: 3, person: PERSON, messageId: MESSAGE }
const REF_BYTES = concatBytes(Uint8Array.of(3), idBytes(PERSON), idBytes(MESSAGE))

/** A post (1) or an edit (2) of the text "hi" with these parts, as somebody wrote them. */
function written(kind: 1 | 2, ...parts: readonly (readonly [number, Uint8Array])[]): Uint8Array {
  const list = parts.map(([number, value]) =>
    concatBytes(Uint8Array.of(number, value.length), value),
  )
  const head = concatBytes(Uint8Array.of(kind), idBytes(MESSAGE), Uint8Array.of(2), toUtf8('hi'))
  return concatBytes(head, Uint8Array.of(parts.length), ...list)
}

const post = (parts: PostParts) =>
  encodeContent({ kind: 'post', messageId: MESSAGE, text: 'hi', ...parts })
const mention = (name: string): Mention => ({ person: PERSON, name })

test('[PR19] the text of a newer message shows, and that it has more is known', () => {
  const newer = { number: 6, value: run(9, 1) }
  expect(parseContent(written(1, [6, newer.value]))).toEqual({
    kind: 'post',
    messageId: MESSAGE,
    text: 'hi',
    newer: [newer],
  })
  expect(parseContent(written(2, [255, run(0, 0)]))).toMatchObject({ kind: 'edit', text: 'hi' })
})

test('[PR19] parts stand in ascending order, each once, each in its own shape', () => {
  expect(parseContent(written(1, [1, REF_BYTES], [2, REF_BYTES]))).toMatchObject({
    replyTo: REF,
    thread: REF,
  })
  const refused = [
    written(1, [2, REF_BYTES], [1, REF_BYTES]),
    written(1, [1, REF_BYTES], [1, REF_BYTES]),
    written(1, [0, run(1, 0)]),
    written(1, [1, REF_BYTES.slice(1)]),
    written(1, [2, concatBytes(REF_BYTES, run(1, 0))]),
    written(1, [4, run(1, 0)]),
    written(1, [5, run(1, 0)]),
    written(1, [9, run(1, 0)], [8, run(1, 0)]),
  ]
  expect(refused.map(parseContent)).toEqual(refused.map(() => undefined))
})

test('[PR19] an edit says whom it names, and nothing that its post said for good', () => {
  const named = concatBytes(Uint8Array.of(1), idBytes(PERSON), Uint8Array.of(1), toUtf8('Z'))
  expect(parseContent(written(2, [3, named]))).toMatchObject({ mentions: [mention('Z')] })
  for (const part of [1, 2] as const)
    expect(parseContent(written(2, [part, REF_BYTES]))).toBeUndefined()
  for (const part of [4, 5] as const)
    expect(parseContent(written(2, [part, run(0, 0)]))).toBeUndefined()
})

test('[PR19] nobody is named by no name, none at all are no mentions, and all zero is everyone', () => {
  const none = Uint8Array.of(0)
  const nameless = concatBytes(Uint8Array.of(1), idBytes(PERSON), Uint8Array.of(0))
  const all = concatBytes(Uint8Array.of(1), run(16, 0).fill(0), Uint8Array.of(1), toUtf8('*'))
  expect(parseContent(written(1, [3, none]))).toBeUndefined()
  expect(parseContent(written(1, [3, nameless]))).toBeUndefined()
  expect(parseContent(written(1, [3, all]))).toMatchObject({
    mentions: [{ person: 'everyone', name: '*' }],
  })
})

test('[PR8] [PR19] fifty people may be named in a full text, and the record still holds it', () => {
  const many = Array.from({ length: 60 }, (_, at) => mention(`name ${at}`))
  expect(() => post({ mentions: many })).toThrow(RangeError)
  expect(fittingMentions(many)).toEqual(many.slice(0, MAX_MENTIONS))
  const long = Array.from({ length: MAX_MENTIONS }, (_, at) => mention(`${at}`.padEnd(200, 'x')))
  const fitting = fittingMentions(long)
  expect(fitting.length).toBeGreaterThan(10)
  expect(fitting.length).toBeLessThan(MAX_MENTIONS)
  expect(fittingMentions([mention(''), mention('x'.repeat(201)), mention('Z')])).toEqual([
    mention('Z'),
  ])
  const text = 'x'.repeat(MAX_TEXT_BYTES)
  const full = { text, replyTo: REF, thread: REF, mentions: fitting, forwarded: true } as const
  const bytes = encodeContent({ kind: 'post', messageId: MESSAGE, ...full })
  expect(parseContent(bytes)).toMatchObject(full)
  expect(bytes.length).toBeGreaterThan(MAX_TEXT_BYTES + MAX_MENTIONS_BYTES - 220)
  // Padding adds an eighth at most; header, seal and signature take less than 300 bytes.
  expect(Math.ceil(bytes.length / 1_024) * 1_024 + 300).toBeLessThan(MAX_RECORD_BYTES)
})
