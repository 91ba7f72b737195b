/** `parley backup`: everything the relay keeps, of one moment, in one file; also while it runs. */
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { encodeBackup, parseBackup } from '@parley/relay'
import { askRelay } from '../ask-relay.ts'
import type { Call, Command } from '../command.ts'
import { openDataFolder } from '../data-folder.ts'
import { OperatorProblem, reasonOf } from '../operator-problem.ts'
import { mib } from './amounts.ts'

export const backup: Command = {
  name: 'backup',
  operands: ['<file>'],
  says: 'Copies all that the relay keeps into one file, also while it runs',
  more:
    'The file is of one moment, checked after it was written, and says itself whether it is whole. ' +
    '"-" writes it to standard output. It holds what the relay holds: no message can be read from it.',
  settings: ['data', 'adminToken'],
  flags: [['--url <address>', 'A relay elsewhere, which is asked with PARLEY_ADMIN_TOKEN.']],
  examples: [
    'parley backup parley-2026-11-21.backup',
    'parley backup - --data /srv/parley | ssh elsewhere "cat > parley.backup"',
    'PARLEY_ADMIN_TOKEN=… parley backup parley.backup --url https://chat.example.org',
  ],
  async run(call) {
    const [file, ...more] = call.operands
    if (file === undefined || more.length > 0)
      throw new OperatorProblem('Name one file to write to, as in parley backup parley.backup.')
    const source = await sourceOf(call)
    if (file === '-') {
      await pipeline(source, call.terminal.bytesOut, { end: false })
      return 0
    }
    const count = await writeWhole(source, file)
    const { size } = await stat(file)
    call.terminal.say(`${file} holds ${count} entries (${mib(size)}) and has been read back whole.`)
    return 0
  },
}

/** From the process that has the store open, or else from the store. */
async function sourceOf({ config, flags }: Call): Promise<Readable> {
  const whom = { data: config.data, url: flags.get('url'), adminToken: config.adminToken }
  const answer = await askRelay(whom, '/admin/backup')
  if (answer !== undefined) return answer
  if (!(await stat(config.data).catch(() => undefined)))
    throw new OperatorProblem(
      `There is no data directory ${config.data}. Name the relay's own, as in parley backup parley.backup --data /srv/parley.`,
    )
  return Readable.from(fromFolder(config.data), { objectMode: false })
}

async function* fromFolder(data: string): AsyncGenerator<Uint8Array> {
  const journal = await openDataFolder(data)
  try {
    yield* encodeBackup(journal.entries())
  } finally {
    await journal.close()
  }
}

/** Under its name only once it is known to be whole; answers the number of entries. */
async function writeWhole(source: Readable, file: string): Promise<number> {
  const partial = `${file}.partial`
  try {
    await pipeline(source, createWriteStream(partial, { mode: 0o600, flush: true }))
    let count = 0
    for await (const _ of parseBackup(createReadStream(partial))) count++
    await rename(partial, file)
    return count
  } catch (error) {
    await rm(partial, { force: true })
    if (error instanceof OperatorProblem) throw error
    throw new OperatorProblem(
      `The backup could not be written to ${file} (${reasonOf(error)}). Nothing was kept; make room or name another place, and run it again.`,
    )
  }
}
