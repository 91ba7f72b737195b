/** Runs one command of `parley` in this process and keeps what it said. */
import { PassThrough } from 'node:stream'
import { readArguments } from '../src/arguments.ts'
import { COMMANDS } from '../src/commands.ts'
import { parseConfig } from '../src/config.ts'

export interface Said {
  readonly code: number
  readonly lines: readonly string[]
  readonly bytes: Buffer
}

export async function runCommand(
  words: readonly string[],
  environment = {},
  bytesIn: AsyncIterable<Uint8Array> = new PassThrough(),
): Promise<Said> {
  const { command: name, others, flags } = readArguments(words)
  const command = COMMANDS.find((one) => one.name === name)
  const parsed = parseConfig({
    ...{ flags, environment, directory: '/', otherwise: command?.otherwise },
  })
  if (!parsed.ok || command === undefined) throw new Error(parsed.ok ? name : parsed.problem)
  const lines: string[] = []
  const say = (line: string): void => void lines.push(line)
  const bytesOut = new PassThrough()
  const parts: Buffer[] = []
  bytesOut.on('data', (part: Buffer) => parts.push(part))
  const terminal = { say, note: say, isTerminal: false, bytesOut, bytesIn }
  const code = await command.run({ config: parsed.config, operands: others, flags, terminal })
  return { code, lines, bytes: Buffer.concat(parts) }
}
