/**
 * `parley`: the command. What it does stands in commands.ts, what it may be told in settings.ts.
 */
import { readFileSync } from 'node:fs'
import { readArguments } from './arguments.ts'
import type { Command, Terminal } from './command.ts'
import { COMMANDS } from './commands.ts'
import { parseConfig } from './config.ts'
import { helpFor, overview } from './help.ts'
import { nearest } from './nearest.ts'
import { OperatorProblem } from './operator-problem.ts'
import { inTheirWords } from './wording.ts'

const terminal: Terminal = {
  say: (line) => console.log(line),
  note: (line) => console.error(line),
  isTerminal: process.stdout.isTTY,
  bytesOut: process.stdout,
  get bytesIn() {
    return process.stdin // touched, it keeps the process from ending
  },
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof OperatorProblem)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function run(words: readonly string[]): Promise<number> {
  const { command: name, others, flags } = readArguments(words)
  if (flags.has('version')) return say(version())
  if (name === undefined && flags.has('help')) return say(overview(COMMANDS))
  const command = mustFind(name ?? COMMANDS[0]?.name ?? '')
  if (flags.has('help')) return say(helpFor(command))
  if (command.operands.length === 0 && others.length > 0)
    throw new OperatorProblem(
      `"${others[0]}" means nothing after parley ${command.name}. "parley ${command.name} --help" tells what does.`,
    )
  const { otherwise } = command
  const parsed = parseConfig({
    ...{ flags, environment: process.env, directory: process.cwd(), otherwise },
  })
  if (!parsed.ok)
    throw new OperatorProblem(inTheirWords(parsed.problem, { flags, environment: process.env }))
  try {
    return await command.run({ config: parsed.config, operands: others, flags, terminal })
  } catch (error) {
    if (!(error instanceof OperatorProblem)) throw error
    throw new OperatorProblem(inTheirWords(error.message, { flags, environment: process.env }))
  }
}

function mustFind(name: string): Command {
  const command = COMMANDS.find((one) => one.name === name)
  if (command !== undefined) return command
  const names = COMMANDS.map((one) => one.name)
  const near = nearest(name, names)
  const guess = near === undefined ? `There are: ${names.join(', ')}.` : `Did you mean ${near}?`
  throw new OperatorProblem(`There is no command "${name}". ${guess} "parley --help" tells more.`)
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { readonly version: string }).version // our own file
}

function say(text: string): number {
  console.log(text)
  return 0
}
