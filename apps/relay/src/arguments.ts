/** The words after `parley`: which command, which flags, and what is none of these. */
import { parseArgs } from 'node:util'
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
  segment: true,
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
    if (token.kind === 'option') flags.set(token.name, valueOf(token))
  }
  const [command, ...more] = others
  return { command, others: more, flags }
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

/** The name with at most two letters wrong, missing or too many. */
export function nearest(name: string, names: readonly string[]): string | undefined {
  const [best] = names
    .map((other) => ({ other, distance: distance(name, other) }))
    .toSorted((left, right) => left.distance - right.distance)
  return best !== undefined && best.distance <= 2 ? best.other : undefined
}

function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, at) => at)
  for (const [at, letter] of [...left].entries()) {
    const next = [at + 1]
    for (const [other, there] of [...right].entries()) {
      const change = (row[other] ?? 0) + (letter === there ? 0 : 1)
      next.push(Math.min(change, (row[other + 1] ?? 0) + 1, (next[other] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

function exampleOf(flag: string): string {
  const name = SETTING_NAMES.find((one) => SETTINGS[one].flag === flag)
  if (name !== undefined) return SETTINGS[name].example
  return flag === 'url' ? 'https://chat.example.org' : '7'
}
