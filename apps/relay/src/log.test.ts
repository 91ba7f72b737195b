import { expect, test } from 'vitest'
import { type LogEvent, newLog } from './log.ts'

const DOC = 'Zb3kXq9v1mT7hW2cLr8sYp4nDe6uFg0jKa5iOx1yBtM/3'

function linesOf(
  settings: Parameters<typeof newLog>[0],
  events: readonly LogEvent[],
  now = () => 0,
): readonly string[] {
  const lines: string[] = []
  const log = newLog(settings, { write: (line) => lines.push(line), now })
  for (const event of events) log(event)
  return lines
}

const EVENTS: readonly LogEvent[] = [
  { type: 'update-refused', doc: DOC, broke: 'GA4' },
  { type: 'session-closed', reason: 'too-fast', address: '203.0.113.9' },
  { type: 'internal', error: `Error: ${DOC} was discarded while it was loaded` },
]

test('[RW8] a line names nobody: no address, no document, in neither form', () => {
  for (const log of ['plain', 'json'] as const) {
    const lines = linesOf({ log, logPrivate: false }, EVENTS)
    expect(lines).toHaveLength(3)
    expect(lines.join('\n')).not.toContain(DOC.slice(0, 43))
    expect(lines.join('\n')).not.toContain('203.0.113.9')
    expect(lines[2]).toContain('… was discarded')
  }
})

test('[RW8] an address the relay does not know is told once a minute, with what to set', () => {
  const event: LogEvent = { type: 'unknown-origin', openedAt: 'https://chat.example.org' }
  let now = 0
  const lines = linesOf({ log: 'plain', logPrivate: false }, [event, event, event], () => now++)
  expect(lines).toEqual([
    expect.stringMatching(
      /Z unknown origin {2}Somebody’s browser opened .* If you gave it that address, set PARLEY_ORIGINS=https:\/\/chat\.example\.org$/,
    ),
  ])
  const [nameless] = linesOf({ log: 'json', logPrivate: false }, [
    { type: 'unknown-origin', openedAt: undefined },
  ])
  expect(JSON.parse(nameless ?? '').advice).toContain('an address that is none of its own')
})

test('[RW8] json is one object a line; the same document has the same digest in one run only', () => {
  const twice = [...EVENTS, ...EVENTS]
  const run = linesOf({ log: 'json', logPrivate: false }, twice).map((line) => JSON.parse(line))
  expect(run[0]).toMatchObject({
    at: '1970-01-01T00:00:00.000Z',
    type: 'update-refused',
    broke: 'GA4',
  })
  expect(run[0].doc).toBe(run[3].doc)
  const other = linesOf({ log: 'json', logPrivate: false }, EVENTS).map((line) => JSON.parse(line))
  expect(other[0].doc).not.toBe(run[0].doc)
})

test('[RW8] names are told on request, and ordinary ends of sessions then too', () => {
  const idle: LogEvent = { type: 'session-closed', reason: 'idle', address: '203.0.113.9' }
  const told = linesOf({ log: 'plain', logPrivate: true }, [...EVENTS, idle])
  expect(told[0]).toContain(DOC)
  expect(told[3]).toContain('203.0.113.9')
  expect(linesOf({ log: 'plain', logPrivate: false }, [idle])).toEqual([])
  expect(linesOf({ log: 'off', logPrivate: true }, EVENTS)).toEqual([])
})

test('[RW8] [AT135] who causes lines without end fills no disk: a minute has thirty of a kind, then their number', () => {
  let at = 0
  const [refused] = EVENTS
  const many = Array.from({ length: 1_000 }, () => refused ?? { type: 'stopping' as const })
  const lines: string[] = []
  const log = newLog(
    { log: 'plain', logPrivate: false },
    { write: (line) => lines.push(line), now: () => at },
  )
  for (const event of many) log(event)
  expect(lines).toHaveLength(30)
  log({ type: 'journal-failed', doc: DOC, error: 'full' })
  expect(lines.at(-1)).toContain('journal failed')
  at = 60_000
  for (const event of many) log(event)
  expect(lines).toHaveLength(31 + 1 + 30)
  expect(lines[31]).toContain('left out  of=update-refused  count=970')
})
