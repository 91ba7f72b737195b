import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readLog } from './read-log.ts'

const FIXTURES = new URL('../../../../fixtures/', import.meta.url)
const fixture = (path: string) => readFileSync(new URL(path, FIXTURES))
const encode = (...lines: string[]) => new TextEncoder().encode(lines.join('\n'))
const row = (at: string, nick: string, id: string, text: string) =>
  ['r', 'Room', at, 'u', nick, id, text].join('\t')

test('Casual has 9,537 messages, of which 114 are blank: 9,423 can be sent', () => {
  const { messages, skipped } = readLog(fixture('gitter/Casual.tsv.gz'))
  expect(messages).toHaveLength(9_423)
  expect(Object.fromEntries(skipped)).toEqual({ 'doubled row': 108, 'blank text': 114 })
  expect(new Set(messages.map(({ nick }) => nick)).size).toBeGreaterThan(400)
})

test('every recorded room is read whole, oldest first', () => {
  for (const file of readdirSync(new URL('gitter/', FIXTURES)).filter((name) =>
    name.endsWith('.gz'),
  )) {
    const { messages, skipped } = readLog(fixture(`gitter/${file}`))
    expect(skipped.get('not a message'), file).toBeUndefined()
    expect(messages.length, file).toBeGreaterThan(10)
    const times = messages.map(({ saidAt }) => saidAt)
    expect(times, file).toEqual(times.toSorted((left, right) => left - right))
  }
})

test('quoted fields keep their quotes, tabs and line ends; doubled rows count once', () => {
  const quoted = row('2016-01-01T00:00:01Z', 'ann', 'b', '"two\nlines ""and""\ta tab"')
  const log = encode(
    row('2016-01-01T00:00:02Z', 'bob', 'c', 'plain " quote'),
    quoted,
    quoted,
    row('2016-01-01T00:00:00Z', 'ann', 'a', '  '),
    '',
  )
  const { messages, skipped } = readLog(gzipSync(log))
  expect(messages.map(({ nick, text }) => [nick, text])).toEqual([
    ['ann', 'two\nlines "and"\ta tab'],
    ['bob', 'plain " quote'],
  ])
  expect(Object.fromEntries(skipped)).toEqual({ 'doubled row': 1, 'blank text': 1 })
})

test('messages of one moment keep the order they were said in', () => {
  const at = '2016-01-01T00:00:00Z'
  const { messages } = readLog(encode(row(at, 'ann', 'b', 'second'), row(at, 'ann', 'a', 'first')))
  expect(messages.map(({ text }) => text)).toEqual(['first', 'second'])
})

test('IRC logs: what people say, do and notice counts; what the client says does not', () => {
  const { messages, skipped } = readLog(
    encode(
      'rust 2018-05-29 [21:20:37] <ann> hello there ',
      'rust 2018-05-29 [21:20] <@bob> \u000304red\u0003 \u0002bold\u000f',
      'rust 2018-05-29 [21:22]  * ann waves at <bob>',
      'rust 2018-05-29 [21:26:06] -bot-with-dash- [] -x- ',
      'ubuntu 2010-11-08 === ann is now known as eve',
      '[10:00] <ann> no date\r',
      '10:01 <ann>',
      '10:02 -!- bob has joined',
    ),
  )
  expect(messages.map(({ nick, text }) => [nick, text.trim()])).toEqual([
    ['ann', 'hello there'],
    ['bob', 'red bold'],
    ['ann', '* waves at <bob>'],
    ['bot-with-dash', '[] -x-'],
    ['ann', 'no date'],
  ])
  expect(Object.fromEntries(skipped)).toEqual({ 'not a message': 2, 'blank text': 1 })
})

test('the recorded IRC channels: every line is a message but the renames', () => {
  const { messages, skipped } = readLog(fixture('irc/ubuntu-meeting.0.ascii.txt.gz'))
  expect(
    messages.length + (skipped.get('not a message') ?? 0) + (skipped.get('blank text') ?? 0),
  ).toBe(1_200)
  expect(messages.length).toBeGreaterThan(1_150)
})

test('a text nobody could send is counted, not sent', () => {
  const { messages, skipped } = readLog(
    encode(`[10:00] <ann> ${'é'.repeat(5_001)}`, '[10:01] <ann> fine'),
  )
  expect(messages).toHaveLength(1)
  expect(skipped.get('text too long')).toBe(1)
})
