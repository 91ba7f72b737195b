/** `parley migrate`: from a data folder to NATS servers, or back; the relays are stopped meanwhile. */
import { readdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Migration, migrate as copyJournal, MigrationRefused } from '@parley/relay'
import type { Call, Command } from '../command.ts'
import { unmarkKeptInNats } from '../kept-in-nats.ts'
import { asProblem } from '../nats-store.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { countOf } from './amounts.ts'
import { openSide, type Place, placeOf, type Side } from './migration-sides.ts'

const SAY_MS = 5_000

export const migrate: Command = {
  name: 'migrate',
  operands: [],
  says: 'Copies all that relays keep from a data folder to NATS servers, or back',
  more:
    'Stop every relay on both sides first; one that runs is noticed. "nats" stands for the servers of PARLEY_NATS, whose ' +
    'password no list of processes shows then. Each document is read back and compared. What was interrupted is begun ' +
    'again by the same words and goes on. Nothing is copied over anything else: what servers hold from before is put aside ' +
    'with --aside. The secret of invitations stays in its folder: start the first relay on the servers with --data naming ' +
    'that one, or copy invitations.key back from a relay’s folder.',
  settings: ['nats', 'natsReplicas', 'natsMib'],
  flags: [
    ['--from <where>', 'A data folder, nats, or servers as nats://one:4222,nats://two:4222.'],
    ['--to <where>', 'The same. A folder that is not there is made.'],
    [
      '--aside <folder>',
      'What the servers of --to hold goes into this new folder first, and is then taken out of them.',
    ],
  ],
  examples: [
    'parley migrate --from ./data --to nats',
    'parley migrate --from nats --to /srv/parley',
    'parley migrate --from ./data --to nats://10.0.0.1:4222,nats://10.0.0.2:4222,nats://10.0.0.3:4222',
    'parley migrate --from ./data --to nats --aside ./before',
  ],
  async run(call) {
    const [from, to] = [sideOf(call, 'from'), sideOf(call, 'to')]
    if (from.shown === to.shown)
      throw new OperatorProblem('--from and --to are the same place. Name two.')
    if (from.isSecretShown || to.isSecretShown)
      call.terminal.note(
        'Lists of processes show this password while the copy is made: PARLEY_NATS and the word "nats" hide it.',
      )
    try {
      return await migrateBetween(from, to, call)
    } catch (error) {
      if (error instanceof MigrationRefused) throw refused(error, to)
      return asProblem(error)
    }
  },
}

function sideOf({ flags, config }: Call, name: 'from' | 'to'): Place {
  const where = flags.get(name)
  if (where === undefined)
    throw new OperatorProblem(
      'Say from where to where, as in parley migrate --from ./data --to nats, with the servers in PARLEY_NATS.',
    )
  return placeOf(where, config.nats)
}

async function migrateBetween(from: Place, to: Place, call: Call): Promise<number> {
  const source = await openSide(from, 'read')
  try {
    const target = await openSide(to, call.config)
    try {
      await putAside(target, to, call)
      const { docs, entries, marks, notes, copied } = await copyAll(source, target, call)
      if (to.servers === undefined) await unmarkKeptInNats(to.shown)
      const all = `${countOf(docs, 'document')} (${countOf(entries, 'update')}), ${countOf(marks, 'mark')} and ${countOf(notes, 'note')}`
      call.terminal.say(
        `${all} are in ${to.shown} and were read back; ${copied} were not there before.`,
      )
      return 0
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

function copyAll(from: Side, to: Side, { terminal }: Pick<Call, 'terminal'>): Promise<Migration> {
  let saidAt = Date.now()
  return copyJournal({ from: from.journal, to: to.journal }, (count, of) => {
    if (Date.now() - saidAt < SAY_MS) return
    saidAt = Date.now()
    terminal.note(`${count} of ${countOf(of, 'document')}`)
  })
}

/** Copied and compared before any of it goes. */
async function putAside(target: Side, { shown }: Place, call: Call): Promise<void> {
  const where = call.flags.get('aside')
  if (where === undefined) return
  const { empty } = target
  if (empty === undefined)
    throw new OperatorProblem(
      '--aside is for NATS servers: of a data folder name another one, which is not there yet.',
    )
  const folder = resolve(where)
  await mustBeNew(folder)
  const aside = await openSide(placeOf(folder, undefined), call.config)
  try {
    const { docs } = await copyAll(target, aside, call)
    await empty()
    call.terminal.say(
      `Put aside into ${folder}, and taken out of ${shown}: ${countOf(docs, 'document')}.`,
    )
  } finally {
    await aside.close()
  }
}

async function mustBeNew(folder: string): Promise<void> {
  const names = await readdir(folder).catch((): string[] => [])
  if (names.length > 0)
    throw new OperatorProblem(
      `${folder} is not empty, and --aside takes a folder that is not there yet. If it is of a copy that was interrupted, leave --aside away: what was in the servers lies in it.`,
    )
}

function refused({ message }: MigrationRefused, { servers, shown }: Place): OperatorProblem {
  const how =
    servers === undefined
      ? `Name a folder that is not there yet, as in --to ${shown}-2.`
      : 'If the relays went on in the folder since then, say the same again with --aside ./before: what the servers hold is copied into that folder, and then taken out of them. If they went on in NATS, nothing has to be copied.'
  return new OperatorProblem(`${message} ${how}`)
}
