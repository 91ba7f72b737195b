/** The words after `parley`: which command, which flags, and what is none of these. */
import { parseArgs } from 'node:util'
import { nearest } from './nearest.ts'
import { OperatorProblem } from './operator-problem.ts'
import { SETTING_NAMES, SETTINGS } from './settings.ts'

export interface Arguments {
  /** The first word that is no flag; `undefined` without any. */
  readonly command: string | undefined
  readonly others: readonly string[]
  /** By name without dashes; a switch alone is `on`. */
  readonly flags: ReadonlyMap<string, string>
}

/** Flags that are no settings, and whether they take a value. */
const OTHER_FLAGS = {
  help: false,
  version: false,
  json: false,
  url: true,
  days: true,
  hours: true,
  mirror: true,
  segment: true,
  name: true,
  'no-mdns': false,
  from: true,
  to: true,
  aside: true,
} as const

const TAKES_VALUE: ReadonlyMap<string, boolean> = new Map([
  ...SETTING_NAMES.flatMap((name): [string, boolean][] => {
    const { flag, value } = SETTINGS[name]
    return flag === undefined ? [] : [[flag, value !== undefined]]
  }),
  ...Object.entries(OTHER_FLAGS),
])

/** Throws `OperatorProblem` for a flag there is none of, or one without its value. */
export function readArguments(words: readonly string[]): Arguments {
  const options = Object.fromEntries(
    [...TAKES_VALUE].map(([flag, takes]) => [
      flag,
      { type: takes ? ('string' as const) : ('boolean' as const) },
    ]),
  )
  const args = words.map((word) => (word === '-h' ? '--help' : word))
  const { tokens } = parseArgs({ args, options, strict: false, tokens: true })
  const flags = new Map<string, string>()
  const others: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') others.push(token.value)
    if (token.kind === 'option') setOnce(flags, token.name, valueOf(token))
  }
  const [command, ...more] = others
  return { command, others: more, flags }
}

function setOnce(flags: Map<string, string>, name: string, value: string): void {
  const before = flags.get(name)
  if (before !== undefined && before !== value)
    throw new OperatorProblem(`--${name} is said twice, "${before}" and "${value}". Say it once.`)
  flags.set(name, value)
}

function valueOf({
  name,
  rawName,
  value,
}: {
  name: string
  rawName: string
  value?: string | undefined
}): string {
  const takes = TAKES_VALUE.get(name)
  if (takes === undefined) throw new OperatorProblem(unknownFlag(rawName, name))
  if (!takes) return value ?? 'on'
  if (value === undefined || value.startsWith('--'))
    throw new OperatorProblem(`${rawName} needs a value, as in ${rawName} ${exampleOf(name)}.`)
  return value
}

function unknownFlag(rawName: string, name: string): string {
  const near = nearest(name, [...TAKES_VALUE.keys()])
  const guess = near === undefined ? '' : ` Did you mean --${near}?`
  return `There is no ${rawName}.${guess} "parley --help" lists what there is.`
}

function exampleOf(flag: string): string {
  const name = SETTING_NAMES.find((one) => SETTINGS[one].flag === flag)
  if (name !== undefined) return SETTINGS[name].example
  if (flag === 'mirror') return SETTINGS.upstreamGroups.example
  if (flag === 'name') return '"Class 7b"'
  if (flag === 'from' || flag === 'to') return './data'
  if (flag === 'aside') return './before'
  return flag === 'url' ? 'https://chat.example.org' : '7'
}
