/**
 * A file in the data folder of a relay that keeps everything in NATS: so that nobody takes the folder for the
 * place where it is, as a backup that finds next to nothing there, or a relay that was started without --nats.
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { withoutSecrets } from '@parley/relay'
import { OperatorProblem } from './operator-problem.ts'

const NAME = 'kept-in-nats'

export async function markKeptInNats(data: string, servers: readonly string[]): Promise<void> {
  await writeFile(join(data, NAME), `${withoutSecrets(servers.join(','))}\n`, { mode: 0o600 })
}

/** When everything was copied into the folder itself. */
export async function unmarkKeptInNats(data: string): Promise<void> {
  await rm(join(data, NAME), { force: true })
}

/** The servers that keep what the relay of this folder keeps; `undefined`: it is kept in the folder. */
export async function keptInNats(data: string): Promise<string | undefined> {
  const text = await readFile(join(data, NAME), 'utf8').catch(() => undefined)
  return text?.trim()
}

/** Throws `OperatorProblem`; `instead` says what to do. */
export async function mustBeKeptHere(data: string, instead: string): Promise<void> {
  const servers = await keptInNats(data)
  if (servers === undefined) return
  throw new OperatorProblem(
    `The relay of ${data} keeps everything in NATS (${servers}), and not in that folder. ${instead}`,
  )
}
