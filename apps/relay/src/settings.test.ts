import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readArguments } from './arguments.ts'
import { COMMANDS } from './commands.ts'
import { parseConfig } from './config.ts'
import { helpFor, overview } from './help.ts'
import { nearest } from './nearest.ts'
import { SETTING_NAMES, SETTINGS } from './settings.ts'
import { inTheirWords } from './wording.ts'

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

test('[RW4] of an address of a NATS server that is wrong no password is shown', () => {
  const wrong = [
    ['http://me:secret@a:4222', 'http://…@a:4222'],
    ['me:secret@a:4222', 'nats://…@a:4222'],
    ['nats://me:secret@a:99999', 'nats://…@a:99999'],
  ]
  for (const [address, shown] of wrong) {
    const parsed = told([], { PARLEY_NATS: `nats://b:4222,${address}` })
    expect(parsed.ok ? '' : parsed.problem).toContain(`PARLEY_NATS has "${shown}"`)
    expect(parsed.ok ? '' : parsed.problem).not.toContain('secret')
  }
  for (const password of ['more@secret', 'more/secret', 'more,secret', 'more:secret#'])
    expect(told([], { PARLEY_NATS: `nats://me:${password}@a:4222` })).toMatchObject({ ok: true })
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
    [
      [['--tls-cert', 'a.pem']],
      '--tls-cert is set and --tls-key is not. Set both to serve https, or neither, as in --tls-cert',
    ],
    [[[], { PARLEY_TLS_KEY: 'a.pem' }], 'PARLEY_TLS_KEY is set and PARLEY_TLS_CERT is not.'],
    [
      [[], { PARLEY_ORIGIN: 'x' }],
      'There is no setting PARLEY_ORIGIN. Did you mean PARLEY_ORIGINS?',
    ],
    [[[], { PARLEY_PROT: '1' }], 'There is no setting PARLEY_PROT. Did you mean PORT?'],
    [[[], { PARLEY_PORT: '1' }], 'There is no setting PARLEY_PORT. Did you mean PORT?'],
    [[[], { PARLEY_SOMETHING: '' }], 'There is no setting PARLEY_SOMETHING. "parley relay --help"'],
  ]
  for (const [[words, environment], says] of wrong) {
    const parsed = told(words, environment)
    expect(parsed.ok ? '' : parsed.problem).toContain(says)
  }
})

test('[RW4] variables of this repository’s scripts and of containers are nobody’s mistake', () => {
  const environment = {
    PARLEY_BROWSER: '/usr/bin/chromium',
    PARLEY_PORT: 'tcp://10.0.0.1:8080',
    PARLEY_PORT_8080_TCP_ADDR: '10.0.0.1',
    PARLEY_SERVICE_HOST: '10.0.0.1',
  }
  expect(told([], environment)).toMatchObject({ ok: true })
})

test('[RW4] a problem is told in the names its reader used: flags or variables, parley or npm start', () => {
  const data = 'Set PARLEY_DATA to use another, as in PARLEY_DATA=./data2 npm start.'
  const flags = new Map([['data', '/srv']])
  const npm = { PARLEY_STARTED_BY: 'npm start' }
  const inWords = (told: ReadonlyMap<string, string>, environment = {}) =>
    inTheirWords(data, { flags: told, environment })
  expect(inWords(flags)).toBe('Set --data to use another, as in parley --data ./data2.')
  expect(inWords(flags, npm)).toContain('as in npm start -- --data ./data2.')
  expect(inWords(new Map())).toBe('Set PARLEY_DATA to use another, as in parley --data ./data2.')
  expect(inWords(new Map(), npm)).toBe(data)
  expect(inWords(new Map(), { PARLEY_DATA: '/srv' })).toContain('as in PARLEY_DATA=./data2 parley.')
})

test('[RW4] a flag that is said twice in two ways is no guess of ours', () => {
  expect(() => readArguments(['--port', '1', '--port=2'])).toThrow(
    '--port is said twice, "1" and "2". Say it once.',
  )
  expect(readArguments(['--closed', '--closed']).flags.get('closed')).toBe('on')
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
    const { variable, flag, example, read } = SETTINGS[name]
    // A secret's example is no secret.
    if (flag !== undefined) expect(read(example, '/srv')).toHaveProperty('value')
    expect(page).toContain(`\`${variable}\``)
  }
})

test('[RW6] groups are named by their ids, or by addresses of the app as a browser shows them, each once', () => {
  const [one, other] = ['pgTk0o9mVnTmuvxEz9iXxuYkq4v0ZxVn6x0cVnH8b0k', `${'A'.repeat(43)}`]
  const said = [
    one,
    ` http://localhost:8080/#/g/${one}/questions`,
    `http://localhost:8080/#/board/${other}`,
  ]
  expect(told(['--upstream-groups', said.join(',')])).toMatchObject({
    config: { upstreamGroups: [one, other] },
  })
  const wrong = `http://localhost:8080/#/join/${one}`
  expect(told(['--upstream-groups', wrong])).not.toHaveProperty('config')
})
