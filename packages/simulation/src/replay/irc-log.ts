/**
 * IRC logs as clients write them: an optional channel and date, a time, then who said what.
 *
 * `<nick> text` says something, `-nick- text` too (a notice); `* nick does` is an action and is said as
 * "* does"; joins, parts, renames and other lines of the client itself (`===`, `***`, `-!-`) are nobody's.
 */
import { type RecordedChat, type RecordedMessage, Skipped } from './recorded-message.ts'

const DAY_MS = 86_400_000
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/
/** [21:20:37], [21:20], 21:20:37 or 21:20 */
const TIME = /^\[?(\d{1,2}):(\d\d)(?::(\d\d))?\]?$/
const SAID = /^<[ ~&@%+]?([^>\s]+)> ?(.*)$/su
const NOTICE = /^-([^\s-][^\s]*)- (.*)$/su
const ACTION = /^\*\s+([^\s*]+) (.*)$/su

export function readIrcLog(log: string): RecordedChat {
  const skipped = new Skipped()
  const messages: RecordedMessage[] = []
  let clock: LogClock = { dayAt: 0, at: 0 }
  for (const line of log.split(/\r?\n/u)) {
    if (line === '') continue
    const { date, time, rest } = splitLine(line)
    clock = moveClock(clock, date, time)
    const said = parseSaid(withoutFormatting(rest))
    if (said === undefined) skipped.count('not a message')
    else if (said.text.trim() === '') skipped.count('blank text')
    else messages.push({ ...said, saidAt: clock.at })
  }
  return { messages, skipped }
}

interface LogClock {
  readonly dayAt: number
  /** Of the last line. */
  readonly at: number
}

/** A time that goes back by more than half a day, in a log without dates, is tomorrow's. */
function moveClock(
  { dayAt, at }: LogClock,
  date: string | undefined,
  time: string | undefined,
): LogClock {
  const today = date === undefined ? dayAt : Date.parse(`${date}T00:00:00Z`)
  const [, hours = '0', minutes = '0', seconds = '0'] = TIME.exec(time ?? '') ?? []
  if (time === undefined) return { dayAt: today, at: Math.max(at, today) }
  const moment =
    today + ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? '0')) * 1_000
  if (date === undefined && moment < at - DAY_MS / 2)
    return { dayAt: today + DAY_MS, at: moment + DAY_MS }
  return { dayAt: today, at: Math.max(at, moment) }
}

/** What stands before the message, as far as it is there: channel, date, time. */
function splitLine(line: string): {
  date: string | undefined
  time: string | undefined
  rest: string
} {
  let rest = line
  const take = (isWanted: (word: string) => boolean): string | undefined => {
    const [word = ''] = /^\S+/u.exec(rest) ?? []
    if (!isWanted(word)) return undefined
    rest = rest.slice(word.length).replace(/^\s+/u, '')
    return word
  }
  const [, second = ''] = rest.split(/\s+/u, 2)
  if (DATE.test(second)) take(() => true)
  const date = take((word) => DATE.test(word))
  const time = take((word) => TIME.test(word))
  return { date, time, rest }
}

function parseSaid(line: string): { nick: string; text: string } | undefined {
  const [, nick, text] = SAID.exec(line) ?? NOTICE.exec(line) ?? []
  if (nick !== undefined && text !== undefined && nick !== '!') return { nick, text }
  const [, actor, does] = ACTION.exec(line) ?? []
  return actor === undefined || does === undefined ? undefined : { nick: actor, text: `* ${does}` }
}

/** Colours (with their numbers), bold, italic, underline, reverse, reset. */
function withoutFormatting(line: string): string {
  return line.replace(/\u0003(\d{1,2}(,\d{1,2})?)?|[\u0002\u000f\u0011\u0016\u001d-\u001f]/gu, '')
}
