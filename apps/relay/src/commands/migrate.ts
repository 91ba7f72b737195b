/** `parley migrate`: from a data folder to NATS servers, or back; the relays are stopped meanwhile. */
import { resolve } from 'node:path'
import { type Journal, migrate as copyJournal, MigrationRefused } from '@parley/relay'
import type { Call, Command } from '../command.ts'
import type { Config } from '../config.ts'
import { mustBeThere, openAsOwner } from '../data-folder.ts'
import { OperatorProblem } from '../operator-problem.ts'
import { openServers, replicasOn } from '../store.ts'
import { countOf } from './amounts.ts'

const NATS = /^(?:nats|tls):\/\//
const SAY_MS = 5_000
const MIB = 1_048_576

export const migrate: Command = {
  name: 'migrate',
  operands: [],
  says: 'Copies all that relays keep from a data folder to NATS servers, or back',
  more:
    'Stop every relay on both sides first. Each document is read back and compared. What was interrupted is begun ' +
    'again by the same words and goes on. Nothing is copied over anything else. The secret of invitations stays in ' +
    'its folder: start the first relay on the servers with --data naming that one, or copy invitations.key back from ' +
    'a relay’s folder.',
  settings: ['natsReplicas', 'natsMib'],
  flags: [
    ['--from <where>', 'A data folder, or the servers as nats://one:4222,nats://two:4222.'],
    ['--to <where>', 'The same. A folder that is not there is made.'],
  ],
  examples: [
    'parley migrate --from ./data --to nats://10.0.0.1:4222,nats://10.0.0.2:4222,nats://10.0.0.3:4222',
    'parley migrate --from nats://10.0.0.1:4222 --to /srv/parley',
  ],
  async run({ config, flags, terminal }) {
    const [from, to] = [sideOf(flags, 'from'), sideOf(flags, 'to')]
    if (from === to) throw new OperatorProblem('--from and --to are the same place. Name two.')
    const source = await openSource(from)
    try {
      const target = await openTarget(to, config)
      try {
        let saidAt = Date.now()
        const done = await copyJournal({ from: source, to: target }, (count, of) => {
          if (Date.now() - saidAt < SAY_MS) return
          saidAt = Date.now()
          terminal.note(`${count} of ${countOf(of, 'document')}`)
        })
        const { docs, entries, marks, notes, copied } = done
        const all = `${countOf(docs, 'document')} (${countOf(entries, 'update')}), ${countOf(marks, 'mark')} and ${countOf(notes, 'note')}`
        terminal.say(
          `${all} are in ${shown(to)} and were read back; ${copied} were not there before.`,
        )
        return 0
      } finally {
        await target.close()
      }
    } catch (error) {
      throw error instanceof MigrationRefused ? new OperatorProblem(error.message) : error
    } finally {
      await source.close()
    }
  },
}

function sideOf(flags: Call['flags'], name: 'from' | 'to'): string {
  const where = flags.get(name)
  if (where === undefined)
    throw new OperatorProblem(
      'Say from where to where, as in parley migrate --from ./data --to nats://10.0.0.1:4222.',
    )
  return NATS.test(where) ? where : resolve(where)
}

/** A stream that is read has to be there. */
async function openSource(where: string): Promise<Journal> {
  if (NATS.test(where)) return openServers(where.split(','), {})
  await mustBeThere(where)
  return openAsOwner(where)
}

async function openTarget(
  where: string,
  { natsReplicas, natsMib }: Pick<Config, 'natsReplicas' | 'natsMib'>,
): Promise<Journal> {
  if (!NATS.test(where)) return openAsOwner(where)
  const servers = where.split(',')
  const size = natsMib === undefined ? {} : { maxBytes: natsMib * MIB }
  return openServers(servers, { replicas: replicasOn(servers, natsReplicas), ...size })
}

/** Without a password. */
function shown(where: string): string {
  return where.replaceAll(/\/\/[^,]*@/g, '//')
}
