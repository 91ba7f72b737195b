/** `parley restore`: a backup becomes a data folder, checked before any of it stands where a relay looks. */
import { constants, createReadStream } from 'node:fs'
import { access, chmod, mkdtemp, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  BackupUnusable,
  fillLevelStore,
  inspectStore,
  INVITATIONS_KEY,
  openLevelJournal,
  parseBackup,
  type StoreEntry,
} from '@parley/relay'
import type { Command, Terminal } from '../command.ts'
import { makeDirectory } from '../data-folder.ts'
import { writeSecret } from '../invitations.ts'
import { countOf } from './amounts.ts'
import { OperatorProblem, reasonOf } from '../operator-problem.ts'
import { lackAt, mustNotBeRootAtOthers } from '../ownership.ts'

/** What LevelDB looks for first: it comes last. */
const ROOT = 'CURRENT'

export const restore: Command = {
  name: 'restore',
  operands: ['<file>'],
  says: 'Makes a data folder of a backup',
  more:
    'The folder must be empty or not there yet; a relay that runs goes on with its own meanwhile. Every document ' +
    'is read once before the folder is used. What came after the backup comes back from the devices of members. ' +
    '"-" reads it from standard input. Run it as the user the relay runs as, who then owns the folder.',
  settings: ['data'],
  flags: [],
  examples: [
    'parley restore parley.backup --data /srv/parley-restored',
    'parley relay --data /srv/parley-restored',
  ],
  async run({ config: { data }, operands, terminal }) {
    const [file, ...more] = operands
    if (file === undefined || more.length > 0)
      throw new OperatorProblem(
        'Name one backup, as in parley restore parley.backup --data /srv/parley.',
      )
    const chunks = await chunksOf(file, terminal)
    const lack = await lackAt(data)
    if (lack !== undefined) throw new OperatorProblem(lack)
    await mustBeEmpty(data)
    await mustNotBeRootAtOthers(data)
    const isNew = await makeDirectory(data)
    const partial = await mkdtemp(join(data, 'restoring-'))
    try {
      const said = await fillAndCheck(partial, chunks)
      await moveUp(partial, data)
      await chmod(data, 0o700)
      terminal.say(
        `${data} is ready: ${said} Start the relay with it, as in parley relay --data ${data}.${ofRoot(data)}`,
      )
      return 0
    } catch (error) {
      await rm(partial, { recursive: true, force: true })
      if (isNew) await rmdir(data).catch(() => undefined)
      throw new OperatorProblem(
        `${file} was not restored, and ${data} is as it was. ${reasonOf(error)}`,
      )
    }
  },
}

function ofRoot(data: string): string {
  if (process.geteuid?.() !== 0) return ''
  return ` It belongs to root: for a relay that runs as another user, as parley, chown -R parley ${data} first.`
}

/** Looked at before anything is made for it; a pipe is read as well as a file. */
async function chunksOf(file: string, { bytesIn }: Terminal): Promise<AsyncIterable<Uint8Array>> {
  if (file === '-') return bytesIn
  const isFolder = await access(file, constants.R_OK)
    .then(() => stat(file))
    .then((found) => found.isDirectory())
    .catch((error: unknown) => {
      throw new OperatorProblem(
        `${file} cannot be read (${reasonOf(error)}). Name a backup that this user may read, as in parley restore parley.backup.`,
      )
    })
  if (!isFolder) return readWhenAsked(file)
  throw new OperatorProblem(
    `${file} is a folder. Name the backup in it, as in parley restore ${join(file, 'parley.backup')}.`,
  )
}

/** Opened no sooner, so that whoever reads it hears of what goes wrong. */
async function* readWhenAsked(file: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(file)
}

async function mustBeEmpty(data: string): Promise<void> {
  const names = await readdir(data).catch((): string[] => [])
  if (names.length > 0)
    throw new OperatorProblem(
      `${data} is not empty, and a restore never writes over anything. Name a folder that is not there yet, as in --data ${data}-restored.`,
    )
}

async function fillAndCheck(path: string, chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let secret: Uint8Array | undefined
  async function* storeEntries(): AsyncGenerator<StoreEntry> {
    for await (const entry of parseBackup(chunks))
      if (entry.key === INVITATIONS_KEY) secret = entry.value
      else yield entry
  }
  await fillLevelStore(path, storeEntries())
  if (secret === undefined)
    return `${await checked(path)} It has no secret of invitations: those made before it are over.`
  await writeSecret(path, secret).catch((error: unknown) => {
    if (!(error instanceof RangeError)) throw error
    throw new BackupUnusable('What stands in it for the secret of invitations is none.')
  })
  return checked(path)
}

async function checked(path: string): Promise<string> {
  const journal = await openLevelJournal(path)
  try {
    const { groups, docs, records, damaged } = await inspectStore(journal)
    const found = `${countOf(groups, 'group')}, ${countOf(docs, 'document')}, ${countOf(records, 'record')}.`
    if (damaged.length === 0) return found
    return `${found} ${countOf(damaged.length, 'document')} with parts that cannot be read; members fill them again.`
  } finally {
    await journal.close()
  }
}

/** A folder where the move stopped half-way has no root yet, and is rebuilt when it is opened. */
async function moveUp(partial: string, data: string): Promise<void> {
  const names = await readdir(partial)
  const inOrder = [...names.filter((name) => name !== ROOT), ...names.filter((one) => one === ROOT)]
  for (const name of inOrder) await rename(join(partial, name), join(data, name))
  await rmdir(partial)
}
