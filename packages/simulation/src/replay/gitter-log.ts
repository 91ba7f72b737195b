/**
 * Gitter's archives: tab-separated, quoted where a text holds tabs, quotes or line ends, no header,
 * newest first. Columns: room id, room, sent at, account id, nick, message id, text.
 *
 * Two rows with one message id are one message.
 */
import { type RecordedChat, type RecordedMessage, Skipped } from './recorded-message.ts'

const COLUMNS = { saidAt: 2, nick: 4, messageId: 5, text: 6 }

/** Whether the log looks like one: its first line has the columns. */
export function isGitterLog(log: string): boolean {
  const [first] = rowsOf(log)
  return (
    first !== undefined &&
    first.length === 7 &&
    !Number.isNaN(Date.parse(first[COLUMNS.saidAt] ?? ''))
  )
}

export function readGitterLog(log: string): RecordedChat {
  const skipped = new Skipped()
  const known = new Set<string>()
  const messages: RecordedMessage[] = []
  for (const row of rowsOf(log)) {
    const { saidAt, nick, messageId, text } = parseRow(row)
    if (nick === undefined || messageId === undefined || text === undefined || Number.isNaN(saidAt))
      skipped.count('not a message')
    else if (known.has(messageId)) skipped.count('doubled row')
    else {
      known.add(messageId)
      if (text.trim() === '') skipped.count('blank text')
      else messages.push({ nick, saidAt, text })
    }
  }
  // Stable, so messages of one millisecond keep the order of the (reversed) file.
  return {
    messages: messages.toReversed().toSorted((left, right) => left.saidAt - right.saidAt),
    skipped,
  }
}

function parseRow(row: readonly string[]) {
  const { saidAt, nick, messageId, text } = COLUMNS
  return {
    saidAt: Date.parse(row[saidAt] ?? ''),
    nick: row[nick],
    messageId: row[messageId],
    text: row[text],
  }
}

/** Rows of fields; inside quotes a doubled quote is one, and tabs and line ends are text. */
function* rowsOf(log: string): Generator<string[]> {
  let row: string[] = []
  let at = 0
  while (at < log.length) {
    const field = log[at] === '"' ? quotedField(log, at) : plainField(log, at)
    row.push(field.text)
    at = field.end
    if (log[at] === '\t') at++
    else {
      if (log[at] === '\r') at++
      if (log[at] === '\n') at++
      yield row
      row = []
    }
  }
  if (row.length > 0) yield row
}

interface Field {
  readonly text: string
  /** Where what follows it begins: a tab, a line end, or the end of the log. */
  readonly end: number
}

function plainField(log: string, from: number): Field {
  const end = indexOfEither(log, from)
  return { text: log.slice(from, end), end }
}

function quotedField(log: string, from: number): Field {
  let text = ''
  for (let at = from + 1; ;) {
    const quote = log.indexOf('"', at)
    if (quote < 0) return { text: text + log.slice(at), end: log.length }
    text += log.slice(at, quote)
    if (log[quote + 1] !== '"') return { text, end: quote + 1 }
    text += '"'
    at = quote + 2
  }
}

function indexOfEither(log: string, from: number): number {
  const match = /[\t\r\n]/g
  match.lastIndex = from
  return match.exec(log)?.index ?? log.length
}
