/**
 * A file in the data folder of a relay that keeps everything in NATS: so that nobody takes the folder for the
 * place where it is, as a backup that finds next to nothing there, or a relay that was started without --nats.
 */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Journal, withoutSecrets } from '@parley/relay'
import { countOf } from './commands/amounts.ts'
import { openAsOwner } from './data-folder.ts'
import { OperatorProblem } from './operator-problem.ts'

const NAME = 'kept-in-nats'
/** Without any of them a folder has no store, and opening would make one. */
const OF_STORE = /^(?:CURRENT|MANIFEST-\d+|\d+\.(?:ldb|sst|log))$/

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

/** What to do about documents that nobody copied into the empty stream; `undefined`: there is nothing to do. */
export async function lackInNats(
  data: string,
  nats: Pick<Journal, 'docs'>,
): Promise<string | undefined> {
  if ((await keptInNats(data)) !== undefined) return undefined
  const names = await readdir(data).catch((): string[] => [])
  if (!names.some((name) => OF_STORE.test(name)) || (await nats.docs()).length > 0) return undefined
  const length = await docsIn(data)
  if (length === 0) return undefined
  return `The folder ${data} holds ${countOf(length, 'document')} that ${length === 1 ? 'is' : 'are'} not in NATS: run parley migrate --from ${data} --to nats first, with the same PARLEY_NATS, or name an empty --data.`
}

async function docsIn(data: string): Promise<number> {
  const journal = await openAsOwner(data)
  try {
    return (await journal.docs()).length
  } finally {
    await journal.close()
  }
}
