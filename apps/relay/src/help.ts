/** `--help`: what there is, each with an example, from the same tables that read it. */
import type { Command } from './command.ts'
import { type Otherwise, type SettingName, SETTINGS } from './settings.ts'

const WIDTH = 92

export function overview(commands: readonly Command[]): string {
  return [
    'parley: group chat that keeps working when the network does not.',
    '',
    'Usage: parley [command] [flags]',
    '',
    ...commands.map(({ name, says }) => `  ${name.padEnd(12)}${says}`),
    '',
    'Without a command the relay runs. Examples:',
    '',
    '  parley                             on http://localhost:8080, everything in ./data',
    '  parley --port 9000 --data /srv/parley',
    '  parley classroom --name "Class 7b"  a class on this laptop, without internet',
    '  parley doctor                      looks whether all is well before people come',
    '  parley backup parley.backup        while the relay runs',
    '',
    '"parley <command> --help" tells more. Every flag can be an environment variable, named there.',
  ].join('\n')
}

export function helpFor(command: Command): string {
  const { name, operands, says, more, settings, flags, examples, otherwise = {} } = command
  const usage = ['parley', name, ...operands, ...(settings.length > 0 ? ['[flags]'] : [])]
  return [
    `${usage.join(' ')}`,
    '',
    ...wrapped(`${says}${says.endsWith('.') ? '' : '.'} ${more}`.trim(), 0),
    '',
    ...flags.flatMap(([flag, words]) => entry(flag, words)),
    ...settings.flatMap((setting) => settingLines(setting, otherwise)),
    ...(settings.length + flags.length > 0 ? [''] : []),
    'Examples:',
    ...examples.map((example) => `  ${example}`),
  ].join('\n')
}

function settingLines(name: SettingName, own: Otherwise): readonly string[] {
  const { flag, value, variable, says, otherwise } = SETTINGS[name]
  const [words] = own[name] ?? otherwise
  const head = flag === undefined ? variable : `--${flag}${value === undefined ? '' : ` ${value}`}`
  const source = flag === undefined ? 'only as a variable' : `or ${variable}`
  return entry(head, `${says} Otherwise: ${words}. (${source})`)
}

function entry(head: string, words: string): readonly string[] {
  return [`  ${head}`, ...wrapped(words, 6)]
}

function wrapped(words: string, indent: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of words.split(' ')) {
    if (line.length + word.length + 1 > WIDTH - indent) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line].map((one) => ' '.repeat(indent) + one)
}
