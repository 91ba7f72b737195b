/** A log file, gzipped or not, of whichever kind it is. */
import { gunzipSync } from 'node:zlib'
import { MAX_TEXT_BYTES, utf8Length } from '@parley/protocol'
import { isGitterLog, readGitterLog } from './gitter-log.ts'
import { readIrcLog } from './irc-log.ts'
import { type RecordedChat, Skipped } from './recorded-message.ts'

/** Oldest first, without what nobody could send. Throws when the bytes are damaged gzip. */
export function readLog(file: Uint8Array): RecordedChat {
  const bytes = file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file) : file
  const log = new TextDecoder().decode(bytes)
  const chat = isGitterLog(log) ? readGitterLog(log) : readIrcLog(log)
  const skipped = new Skipped(chat.skipped)
  const messages = chat.messages.filter(({ text }) => {
    const fits = utf8Length(text) <= MAX_TEXT_BYTES
    if (!fits) skipped.count('text too long')
    return fits
  })
  return { messages, skipped }
}
