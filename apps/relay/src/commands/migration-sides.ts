/** The two sides of a migration: a data folder or NATS servers, opened for nobody else meanwhile. */
import { hostname } from 'node:os'
import { resolve } from 'node:path'
import { type Journal, parseServer, serversIn, withoutSecrets } from '@parley/relay'
import type { Config } from '../config.ts'
import { mustBeThere, openAsOwner } from '../data-folder.ts'
import { mustBeKeptHere } from '../kept-in-nats.ts'
import { openServers, replicasOn, wordsOfUsers } from '../nats-store.ts'
import { OperatorProblem } from '../operator-problem.ts'

const MIB = 1_048_576
const SERVERS = /^(?:nats|tls):\/\//i
/** In the place of servers that stand in PARLEY_NATS. */
const WORD = 'nats'

export interface Place {
  /** Undefined: a folder. */
  readonly servers: readonly string[] | undefined
  /** Without passwords; of a folder its whole path. */
  readonly shown: string
  /** Its password stands in the command itself. */
  readonly isSecretShown: boolean
}

export interface Side {
  readonly journal: Journal
  /** Takes everything out, where that can be. */
  readonly empty?: () => Promise<void>
  close(): Promise<void>
}

/** `known`: the servers of PARLEY_NATS. */
export function placeOf(where: string, known: readonly string[] | undefined): Place {
  if (where === WORD) {
    if (known !== undefined) return placeOn(known, false)
    throw new OperatorProblem(
      'PARLEY_NATS is not set, and "nats" stands for its servers. Set it as the relays have it, as in PARLEY_NATS=nats://name:password@one:4222,nats://two:4222. A folder of that name is ./nats.',
    )
  }
  if (!SERVERS.test(where))
    return { servers: undefined, shown: resolve(where), isSecretShown: false }
  const servers = serversIn(where)
  const wrong = servers.find((server) => parseServer(server) === undefined)
  if (wrong === undefined)
    return placeOn(
      servers,
      servers.some((server) => parseServer(server)?.login !== undefined),
    )
  throw new OperatorProblem(
    `${withoutSecrets(wrong)} is no address of a NATS server. Write scheme, host and port of each, separated by commas, as in nats://one:4222,nats://two:4222.`,
  )
}

function placeOn(servers: readonly string[], isSecretShown: boolean): Place {
  return { servers, shown: withoutSecrets(servers.join(',')), isSecretShown }
}

/** `read`: it has to be there already. Throws `OperatorProblem` while anybody else uses it. */
export async function openSide(
  { servers, shown }: Place,
  how: 'read' | Pick<Config, 'natsReplicas' | 'natsMib'>,
): Promise<Side> {
  if (servers !== undefined) return openServersAlone(servers, how)
  if (how === 'read') {
    await mustBeThere(shown)
    await mustBeKeptHere(
      shown,
      `What lies in it is from before. If that is what you want, delete ${shown}/kept-in-nats.`,
    )
  }
  const journal = await openAsOwner(shown, 'Stop it, then say the same again.')
  return { journal, close: () => journal.close() }
}

async function openServersAlone(
  servers: readonly string[],
  how: 'read' | Pick<Config, 'natsReplicas' | 'natsMib'>,
): Promise<Side> {
  const journal = await openServers(servers, how === 'read' ? {} : settingsOf(servers, how))
  try {
    const { here } = journal
    const before = wordsOfUsers(await here.others())
    if (before !== undefined) throw inUse(before)
    // Who comes from now on is told of this copy; who came just now is found by asking once more.
    await here.announce({ as: 'migration', where: hostname() })
    const meanwhile = wordsOfUsers(await here.others())
    if (meanwhile !== undefined) throw inUse(meanwhile)
    return { journal, empty: () => journal.empty(), close: () => journal.close() }
  } catch (error) {
    await journal.close()
    throw error
  }
}

function settingsOf(
  servers: readonly string[],
  { natsReplicas, natsMib }: Pick<Config, 'natsReplicas' | 'natsMib'>,
): { readonly replicas: number; readonly maxBytes?: number } {
  const size = natsMib === undefined ? {} : { maxBytes: natsMib * MIB }
  return { replicas: replicasOn(servers, natsReplicas), ...size }
}

function inUse(users: string): OperatorProblem {
  return new OperatorProblem(
    `These NATS servers are in use by ${users}. Stop every relay, then say the same again. One whose machine was cut off counts for some minutes.`,
  )
}
