import { expect, test } from 'vitest'
import {
  gitterFields,
  namesInGitter,
  namesInIrc,
  rewriteGitter,
  rewriteIrc,
  rewriterFor,
} from './chat-logs.ts'
import { newPseudonyms, type Pseudonyms } from './pseudonyms.ts'

const row = (id: string, name: string, text: string) =>
  `room\tOrg/Room\t2016-01-01T00:00:00.000Z\t${id}\t${name}\tm1\t${text}\r\n`

function gitter(tsv: string): { text: string; pseudonyms: Pseudonyms } {
  const pseudonyms = newPseudonyms()
  const rewrite = rewriterFor(namesInGitter(tsv), pseudonyms)
  return { text: rewriteGitter(tsv, rewrite, pseudonyms), pseudonyms }
}

function irc(log: string): { text: string; pseudonyms: Pseudonyms } {
  const pseudonyms = newPseudonyms()
  const rewrite = rewriterFor(namesInIrc(log), pseudonyms)
  return { text: rewriteIrc(log, rewrite, pseudonyms), pseudonyms }
}

test('quoted TSV is taken apart and put together without changing a byte', () => {
  const tsv =
    row('a', 'Ann', '"two\r\nlines, a ""quote"" and a\ttab"') + row('b', 'Bo', '') + 'x\ty'
  const fields = gitterFields(tsv)
  expect(fields.map(({ raw, end }) => raw + end).join('')).toBe(tsv)
  expect(fields.filter(({ column }) => column === 6)).toHaveLength(2)
})

test('an author has one pseudonym everywhere: as author, mentioned, spoken of, in any capitals', () => {
  const tsv =
    row('5480db5bdb8155e6700dba90', 'SaintPeter', 'hi') +
    row('5480db5bdb8155e6700dba91', 'bob-7', '@saintpeter thanks SaintPeter!, (SAINTPETER) said') +
    row('5480db5bdb8155e6700dba90', 'SaintPeter', 'hi')
  const { text, pseudonyms } = gitter(tsv)
  expect(text.toLowerCase()).not.toContain('saintpeter')
  expect(text).not.toContain('bob-7')
  expect(text).not.toContain('5480db5bdb8155e6700dba9')
  const name = pseudonyms.of('SaintPeter')
  expect(text).toContain(`@${name} thanks ${name}!, (${name}) said`)
  const lines = text.split('\r\n')
  expect(lines[0]).toBe(lines[2])
})

test('somebody mentioned who never wrote gets a pseudonym too; what is nobody stays', () => {
  const said = 'ask @Stranger_9, not @all; mail redacted@example.invalid; css @media and @/all'
  const { text, pseudonyms } = gitter(row('a', 'Ann', said))
  expect(text).toContain(
    `ask @${pseudonyms.of('Stranger_9')}, not @all; mail redacted@example.invalid; css @media and @/all`,
  )
})

test('profile addresses name people', () => {
  const said =
    'https://github.com/Stranger/repo http://www.freecodecamp.com/stranger https://stranger.github.io/x https://avatars2.githubusercontent.com/u/1234567?v=3 https://github.com/FreeCodeCamp/FreeCodeCamp'
  const { text, pseudonyms } = gitter(row('a', 'Ann', said))
  const name = pseudonyms.of('stranger')
  expect(text.toLowerCase()).not.toContain('stranger')
  expect(text).not.toContain('1234567')
  expect(text).toContain(`https://github.com/${name}/repo http://www.freecodecamp.com/${name} `)
  expect(text).toContain('https://github.com/FreeCodeCamp/FreeCodeCamp')
})

test('a name inside a longer word is no name, and a pseudonym is never replaced again', () => {
  const { text, pseudonyms } = gitter(row('a', 'stan', 'understand stan, constant stan_x stan'))
  const name = pseudonyms.of('stan')
  expect(text).toContain(`\tunderstand ${name}, constant stan_x ${name}\r\n`)
})

test('IRC: who speaks, acts, is renamed, noticed, or addressed', () => {
  const log = [
    'c 2010-11-08 [13:21] <rodrigo_> Nick{K}: the panel? <T> ',
    'c 2010-11-08 [13:21] <Nick{K}> rodrigo, yes rodrigo_ ',
    'c 2010-11-08 [18:17]  * Nick{K} waves at ann`',
    'c 2010-11-08 === ann` is now known as ann[afk] ',
    'c 2010-11-08 [19:10] -noticebot- hello ',
    'not a line of the log',
  ].join('\n')
  const { text, pseudonyms } = irc(log)
  const of = (name: string) => pseudonyms.of(name)
  expect(text.split('\n')).toEqual([
    `c 2010-11-08 [13:21] <${of('rodrigo_')}> ${of('Nick{K}')}: the panel? <T> `,
    `c 2010-11-08 [13:21] <${of('Nick{K}')}> ${of('rodrigo')}, yes ${of('rodrigo_')} `,
    `c 2010-11-08 [18:17]  * ${of('Nick{K}')} waves at ${of('ann`')}`,
    `c 2010-11-08 === ${of('ann`')} is now known as ${of('ann[afk]')} `,
    `c 2010-11-08 [19:10] -${of('noticebot')}- hello `,
    'not a line of the log',
  ])
})

test('a nick that is an ordinary word is replaced where it is addressed, not where it is a word', () => {
  const log =
    'c 2018-05-29 [21:25:45] <ball> hi\nc 2018-05-29 [21:25:46] <x_y> ball: a ball is round'
  const { text, pseudonyms } = irc(log)
  expect(text).toContain(`> ${pseudonyms.of('ball')}: a ball is round`)
})

test('a thousand names get a thousand pseudonyms, none of them taken by a real name', () => {
  const free = newPseudonyms()
  const names = Array.from({ length: 3_000 }, (_, index) => `person${index}`)
  expect(new Set(names.map((name) => free.of(name).toLowerCase())).size).toBe(3_000)
  const first = free.of('person0')
  const wary = newPseudonyms(new Set([first.toLowerCase()]))
  expect(wary.of('person0')).not.toBe(first)
})
