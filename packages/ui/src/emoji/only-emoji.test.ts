import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { isEmoji, isOnlyEmoji } from './only-emoji.ts'

const file = new URL('../../../../fixtures/unicode/emoji-test.txt.gz', import.meta.url)
const EMOJI = gunzipSync(readFileSync(fileURLToPath(file)))
  .toString('utf8')
  .split('\n')
  .flatMap((line) => {
    const [, points] = /^([0-9A-F ]+); fully-qualified/.exec(line) ?? []
    if (points === undefined) return []
    return String.fromCodePoint(
      ...points
        .trim()
        .split(' ')
        .map((point) => Number.parseInt(point, 16)),
    )
  })

test('every emoji of the Unicode standard is one, alone and between others', () => {
  expect(EMOJI.length).toBeGreaterThan(3_500) // not vacuous
  expect(EMOJI.filter((one) => !isEmoji(one) || !isOnlyEmoji(`👍 ${one}🎉`))).toEqual([])
})

test('text, digits, four emoji and no emoji are not drawn large', () => {
  for (const text of ['', ' ', 'a', '👍 ok', '1', '#', '©', '👍👍👍👍', '❤', '\u200d', '🇩', '🇩e'])
    expect([text, isOnlyEmoji(text)]).toEqual([text, false])
  for (const text of ['👍', '❤️', '👍👍 👍', '👩‍👩‍👧‍👦🇩🇪1️⃣', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'])
    expect([text, isOnlyEmoji(text)]).toEqual([text, true])
  expect(isOnlyEmoji('👍'.repeat(5_000))).toBe(false)
})
