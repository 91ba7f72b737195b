import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { nearest, readArguments } from './arguments.ts'
import { COMMANDS } from './commands.ts'
import { parseConfig } from './config.ts'
import { helpFor, overview } from './help.ts'
import { SETTING_NAMES, SETTINGS } from './settings.ts'

const told = (words: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  parseConfig({ ...readArguments(words), environment, directory: '/srv' })

test('[RW6] a flag goes before its variable, and both before what it is otherwise', () => {
  expect(told(['--port', '9000'], { PORT: '1' })).toMatchObject({ config: { port: 9000 } })
  expect(told(['--port=9001'])).toMatchObject({ config: { port: 9001 } })
  expect(told([], { PORT: '9002' })).toMatchObject({ config: { port: 9002, data: '/srv/data' } })
  expect(told(['--closed', '--data', 'x'])).toMatchObject({
    config: { closed: true, data: '/srv/x' },
  })
  expect(told([], { PARLEY_CLOSED: 'off' })).toMatchObject({ config: { closed: false } })
})

test('[RW4] [RW6] whatever is wrong is named as it was told, with what is right', () => {
  const wrong: readonly [Parameters<typeof told>, string][] = [
    [
      [['--port', 'x']],
      '--port is "x", which is no port. Use a number from 0 to 65535, as in --port 8081.',
    ],
    [
      [[], { PARLEY_LOG: 'xml' }],
      'PARLEY_LOG is "xml", which is no form of a log. Use plain, json or off',
    ],
    [[['--host', 'here']], '--host is "here", which is no address of a machine.'],
    [
      [['--trusted-proxies', 'loopback, 10.0.0.0/33']],
      '--trusted-proxies has "10.0.0.0/33", which is no address or range.',
    ],
    [
      [[], { PARLEY_CLOSED: 'maybe' }],
      'PARLEY_CLOSED is "maybe", which is neither on nor off, as in PARLEY_CLOSED=on npm start.',
    ],
    [[[], { PARLEY_GROUP_MIB: '1' }], 'PARLEY_GROUP_MIB is "1", which is no number of MiB.'],
    [[['--tls-cert', 'a.pem']], 'PARLEY_TLS_CERT is set and PARLEY_TLS_KEY is not. Set both'],
  ]
  for (const [[words, environment], says] of wrong) {
    const parsed = told(words, environment)
    expect(parsed.ok ? '' : parsed.problem).toContain(says)
  }
})

test('[RW6] a secret is never said again, and has no flag that a list of processes shows', () => {
  const parsed = told([], { PARLEY_ADMIN_TOKEN: 'hunter2' })
  expect(parsed.ok ? '' : parsed.problem).toContain(
    'PARLEY_ADMIN_TOKEN is "hu…", which is too short',
  )
  expect(() => readArguments(['--admin-token', 'x'])).toThrow('There is no --admin-token.')
})

test('[RW6] an unknown flag, one without its value and an unknown word are named, with a guess', () => {
  expect(() => readArguments(['--prot', '1'])).toThrow('There is no --prot. Did you mean --port?')
  expect(() => readArguments(['--data'])).toThrow(
    '--data needs a value, as in --data /var/lib/parley.',
  )
  expect(() => readArguments(['--data', '--port'])).toThrow('--data needs a value')
  expect(nearest('doktor', ['relay', 'doctor'])).toBe('doctor')
  expect(nearest('something', ['relay', 'doctor'])).toBeUndefined()
})

test('[RW6] help names every command, every setting with its variable, and examples that are read', () => {
  for (const { name } of COMMANDS) expect(overview(COMMANDS)).toContain(`  ${name}`)
  const [relay] = COMMANDS
  const help = relay === undefined ? '' : helpFor(relay)
  for (const name of SETTING_NAMES) {
    const { flag, variable } = SETTINGS[name]
    expect(help).toContain(variable)
    if (flag !== undefined) expect(help).toContain(`--${flag}`)
  }
  for (const { name, examples } of COMMANDS) {
    const named = examples.map((example) => readArguments(wordsOf(example)).command)
    expect(named[0]).toBe(name)
  }
})

/** Of the first command in a line of shell. */
function wordsOf(example: string): readonly string[] {
  return example
    .replace(/^.*?parley /, '')
    .replace(/ [|>].*$/, '')
    .split(' ')
}

test('[RW6] every example in the table is right, and the operators’ page names every setting', async () => {
  const page = await readFile(new URL('../../../docs/operations.md', import.meta.url), 'utf8')
  for (const name of SETTING_NAMES) {
    const { variable, example, read } = SETTINGS[name]
    if (name !== 'adminToken') expect(read(example, '/srv')).toHaveProperty('value')
    expect(page).toContain(`\`${variable}\``)
  }
})
