/** `parley backup`: everything the relay keeps, of one moment, in one file; also while it runs. */
import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { readlink, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseBackup } from '@parley/relay'
import { askRelay } from '../ask-relay.ts'
import type { Call, Command, Terminal } from '../command.ts'
import { damagedIn, mustBeThere, openAsOwner } from '../data-folder.ts'
import { DAMAGED_HEADER, encodeKept, KEPT_IN_NATS } from '../kept.ts'
import { mustBeKeptHere } from '../kept-in-nats.ts'
import { OperatorProblem, reasonOf } from '../operator-problem.ts'
import { codeOf } from '../ownership.ts'
import { mib } from './amounts.ts'

export const backup: Command = {
  name: 'backup',
  operands: ['<file>'],
  says: 'Copies all that the relay keeps into one file, also while it runs',
  more:
    'The file is of one moment, read back after it was written, and says itself whether it is whole. ' +
    '"-" writes it to standard output. It holds what the relay holds: no message can be read from it. With the ' +
    'secret in it invitations to a closed relay can be made, so keep it as private as the data folder.',
  settings: ['data', 'nats', 'adminToken'],
  flags: [['--url <address>', 'A relay elsewhere, which is asked with PARLEY_ADMIN_TOKEN.']],
  examples: [
    'parley backup parley-2026-11-21.backup',
    'parley backup - --data /srv/parley | ssh elsewhere "cat > parley.backup"',
    'PARLEY_ADMIN_TOKEN=… parley backup parley.backup --url https://chat.example.org',
  ],
  async run(call) {
    const [file, ...more] = call.operands
    const { terminal } = call
    if (file === undefined || more.length > 0)
      throw new OperatorProblem('Name one file to write to, as in parley backup parley.backup.')
    if (call.config.nats !== undefined) throw new OperatorProblem(KEPT_IN_NATS)
    const target = file === '-' ? undefined : await targetOf(file)
    const { bytes, damagedCount } = await sourceOf(call)
    if (target === undefined) await writeOut(bytes, terminal)
    else {
      const count = await writeWhole(bytes, target)
      const { size } = await stat(target)
      terminal.say(
        `${file} holds ${count === 1 ? '1 entry' : `${count} entries`} (${mib(size)}) and has been read back whole.`,
      )
    }
    if (damagedCount === 0) return 0
    terminal.note(
      `What it was made of is damaged: ${damagedCount} tables of the store do not fit their checksums. Keep the backups of ` +
        'before, look at the health of the disk, then stop the relay and run parley doctor.',
    )
    return 1
  },
}

interface Source {
  readonly bytes: Readable
  /** Tables of the store that a disk has changed. */
  readonly damagedCount: number
}

/** From the process that has the store open, or else from the store. */
async function sourceOf({ config, flags }: Call): Promise<Source> {
  const whom = { data: config.data, url: flags.get('url'), adminToken: config.adminToken }
  const answer = await askRelay(whom, '/admin/backup')
  if (answer !== undefined)
    return { bytes: answer, damagedCount: Number(answer.headers[DAMAGED_HEADER] ?? 0) }
  await mustBeThere(config.data)
  await mustBeKeptHere(config.data, KEPT_IN_NATS)
  const damaged = await damagedIn(config.data)
  const bytes = Readable.from(fromFolder(config.data), { objectMode: false })
  return { bytes, damagedCount: damaged.length }
}

async function* fromFolder(data: string): AsyncGenerator<Uint8Array> {
  const journal = await openAsOwner(data)
  try {
    yield* encodeKept(journal, data)
  } finally {
    await journal.close()
  }
}

async function writeOut(bytes: Readable, { bytesOut }: Terminal): Promise<void> {
  await pipeline(bytes, bytesOut, { end: false }).catch((error: unknown) => {
    throw new OperatorProblem(
      `The backup was cut short (${reasonOf(error)}): what came out cannot be restored. Run it again, and look at what reads it and at the relay's log.`,
    )
  })
}

/** Where the file is to be: what a link leads to, and nothing that is there and no file. */
async function targetOf(file: string): Promise<string> {
  const found = await stat(file).catch((error: unknown) => {
    if (codeOf(error) !== 'ELOOP') return undefined // nothing is there; or else writing says what is
    throw new OperatorProblem(`${file} is a link that leads to itself. Name a file.`)
  })
  if (found === undefined || found.isFile()) return followed(file)
  const instead = found.isDirectory()
    ? `Name a file in it, as in ${join(file, 'parley.backup')}.`
    : 'Name a file, or "-" for standard output.'
  throw new OperatorProblem(
    `${file} is no file, and a backup is never put in the place of anything else. ${instead}`,
  )
}

/** Also through links to what is not there yet. */
async function followed(file: string): Promise<string> {
  const whole = resolve(file)
  const folder = await realpath(dirname(whole)).catch((error: unknown) => {
    const isMissing = codeOf(error) === 'ENOENT'
    const next = isMissing
      ? `Make the folder first: mkdir -p ${dirname(whole)}.`
      : 'Name another place.'
    throw new OperatorProblem(
      `The backup cannot be written to ${file} (${reasonOf(error)}). ${next}`,
    )
  })
  const path = join(folder, basename(whole))
  const link = await readlink(path).catch(() => undefined)
  return link === undefined ? path : followed(resolve(folder, link))
}

/** Under its name only once it is known to be whole; answers the number of entries. */
async function writeWhole(source: Readable, file: string): Promise<number> {
  const partial = `${file}.${randomBytes(6).toString('hex')}.partial`
  try {
    await pipeline(source, createWriteStream(partial, { flags: 'wx', mode: 0o600, flush: true }))
    let count = 0
    for await (const _ of parseBackup(createReadStream(partial))) count++
    await rename(partial, file)
    return count
  } catch (error) {
    await rm(partial, { force: true })
    if (error instanceof OperatorProblem) throw error
    throw new OperatorProblem(
      `The backup could not be written to ${file} (${reasonOf(error)}). Nothing was kept; ${nextAfter(error)}, and run it again.`,
    )
  }
}

function nextAfter(error: unknown): string {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'make room or name another place'
  if (code === 'EACCES' || code === 'EPERM') return 'name a place that this user may write to'
  return 'look whether the relay still runs and at the disk'
}
