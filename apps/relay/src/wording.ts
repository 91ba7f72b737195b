/**
 * Problems in the words of whoever has them: messages name settings by their variables and commands as
 * `VARIABLE=value npm start`; who gave a flag, or ran `parley`, reads flags and `parley`.
 */
import type { Told } from './config.ts'
import { type Setting, SETTING_NAMES, SETTINGS } from './settings.ts'

export type Reader = Pick<Told, 'flags' | 'environment'>

export function inTheirWords(message: string, reader: Reader): string {
  return SETTING_NAMES.reduce(
    (text, name) => withNames(text, SETTINGS[name], reader),
    message,
  ).replaceAll(/(=\S*) npm start/g, `$1 ${programOf(reader)}`)
}

/** What the person types to start a relay. */
export function programOf({ environment }: Pick<Reader, 'environment'>): string {
  return environment['PARLEY_STARTED_BY'] ?? 'parley'
}

function withNames(text: string, { flag, variable }: Setting<unknown>, reader: Reader): string {
  if (flag === undefined) return text
  const { flags, environment } = reader
  const program = programOf(reader)
  const isFlagged = flags.has(flag)
  const takesFlags = program === 'parley' ? program : `${program} --`
  const isFree = program === 'parley' && environment[variable] === undefined
  const example = new RegExp(`\\b${variable}=("[^"]*"|\\S+) npm start`, 'g')
  const examples =
    isFlagged || isFree ? text.replaceAll(example, `${takesFlags} --${flag} $1`) : text
  if (!isFlagged) return examples
  return examples.replaceAll(new RegExp(`\\b${variable}\\b(?!=)`, 'g'), `--${flag}`)
}
