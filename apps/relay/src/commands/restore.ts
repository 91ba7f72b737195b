/** `parley restore`: a backup becomes a data folder, checked before it takes the folder's name. */
import { createReadStream } from 'node:fs'
import { chmod, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { fillLevelStore, inspectStore, openLevelJournal, parseBackup } from '@parley/relay'
import type { Command } from '../command.ts'
import { makeDirectory } from '../data-folder.ts'
import { OperatorProblem, reasonOf } from '../operator-problem.ts'

export const restore: Command = {
  name: 'restore',
  operands: ['<file>'],
  says: 'Makes a data folder of a backup',
  more:
    'The folder must be empty or not there yet; a relay that runs goes on with its own meanwhile. Every document ' +
    'is read once before the folder is used. What came after the backup comes back from the devices of members.',
  settings: ['data'],
  flags: [],
  examples: [
    'parley restore parley.backup --data /srv/parley-restored',
    'parley relay --data /srv/parley-restored',
  ],
  async run({ config, operands, terminal }) {
    const [file, ...more] = operands
    if (file === undefined || more.length > 0)
      throw new OperatorProblem(
        'Name one backup, as in parley restore parley.backup --data /srv/parley.',
      )
    const { data } = config
    await mustBeEmpty(data)
    const partial = `${data}.partial`
    try {
      await makeDirectory(dirname(data))
      await rm(partial, { recursive: true, force: true })
      await fillLevelStore(partial, parseBackup(createReadStream(file)))
      await chmod(partial, 0o700)
      const said = await checked(partial)
      await rmdir(data).catch(() => undefined) // it is empty, or not there
      await rename(partial, data)
      terminal.say(
        `${data} is ready: ${said} Start the relay with it, as in parley relay --data ${data}.`,
      )
      return 0
    } catch (error) {
      await rm(partial, { recursive: true, force: true })
      if (error instanceof OperatorProblem) throw error
      throw new OperatorProblem(
        `${file} was not restored, and ${data} is as it was. ${reasonOf(error)}`,
      )
    }
  },
}

async function mustBeEmpty(data: string): Promise<void> {
  const names = await readdir(data).catch((): string[] => [])
  if (names.length > 0)
    throw new OperatorProblem(
      `${data} is not empty, and a restore never writes over anything. Name a folder that is not there yet, as in --data ${data}-restored.`,
    )
}

async function checked(path: string): Promise<string> {
  const journal = await openLevelJournal(path)
  try {
    const { groups, docs, records, damaged } = await inspectStore(journal)
    const found = `${groups} groups, ${docs} documents, ${records} records.`
    if (damaged.length === 0) return found
    return `${found} ${damaged.length} documents have parts that cannot be read; members fill them again.`
  } finally {
    await journal.close()
  }
}
