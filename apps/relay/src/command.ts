/** What a command of `parley` is, and what it is given. */
import type { Config } from './config.ts'
import type { Otherwise, SettingName } from './settings.ts'

/** Where a command says things. */
export interface Terminal {
  /** A line for whoever asked. */
  say(line: string): void
  /** A line for the log. */
  note(line: string): void
  readonly isTerminal: boolean
  /** Bytes, when the answer is a file. */
  readonly bytesOut: NodeJS.WritableStream
  /** Bytes, when a file comes this way. */
  readonly bytesIn: AsyncIterable<Uint8Array>
}

export interface Call {
  readonly config: Config
  readonly operands: readonly string[]
  readonly flags: ReadonlyMap<string, string>
  readonly terminal: Terminal
}

export interface Command {
  readonly name: string
  /** What stands after the name, as help shows it. */
  readonly operands: readonly string[]
  /** One line. */
  readonly says: string
  readonly more: string
  readonly settings: readonly SettingName[]
  /** What a setting is here when nobody says anything, where that is not what the table says. */
  readonly otherwise?: Otherwise
  /** Its own, as help shows them. */
  readonly flags: readonly (readonly [flag: string, says: string])[]
  readonly examples: readonly string[]
  /** Resolves with the exit code. Throws `OperatorProblem`. */
  run(call: Call): Promise<number>
}
