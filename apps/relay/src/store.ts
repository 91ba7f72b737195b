/** Where a relay keeps everything: its data folder, or NATS servers that several relays share. */
import {
  type Journal,
  JournalUnavailable,
  type LevelJournal,
  type Neighbours,
  nodePorts,
} from '@parley/relay'
import type { JetStreamJournal } from '@parley/relay/jetstream'
import type { Config } from './config.ts'
import { openDataFolder, prepareDataFolder } from './data-folder.ts'
import { mustHaveSecret, writeSecret } from './invitations.ts'
import { OperatorProblem, reasonOf } from './operator-problem.ts'
import { freeBytes, SCARCE_BYTES } from './readiness.ts'

export interface Store {
  readonly journal: Journal
  /** The same where it lies in the data folder. */
  readonly level?: LevelJournal
  /** Relays that share it. */
  readonly neighbours?: Neighbours
  /** Why nothing should be sent here now, in words that go on after "not ready:". */
  lack(): Promise<string | undefined>
}

const MIB = 1_048_576
const SERVERS_FOR_REPLICAS = 3

/** In words: after "kept in". */
export function keptIn({ data, nats }: Pick<Config, 'data' | 'nats'>): string {
  if (nats === undefined) return data
  return `NATS (${nats.map((server) => new URL(server).host).join(', ')})`
}

/** Throws `OperatorProblem` with what to do. */
export function openStore(config: Config): Promise<Store> {
  return config.nats === undefined
    ? openLevelStore(config.data)
    : openNatsStore(config, config.nats)
}

async function openLevelStore(data: string): Promise<Store> {
  const level = await openDataFolder(data)
  return {
    journal: level,
    level,
    async lack() {
      return (await freeBytes(data)) < SCARCE_BYTES ? 'the disk is almost full' : undefined
    },
  }
}

/** How many servers are to keep each entry. */
export function replicasOn(servers: readonly string[], wanted: number | undefined): number {
  return wanted ?? (servers.length >= SERVERS_FOR_REPLICAS ? SERVERS_FOR_REPLICAS : 1)
}

/** The data folder keeps this relay's secrets then, which all relays on the store have the same. */
async function openNatsStore(
  { data, natsReplicas, natsMib }: Config,
  servers: readonly string[],
): Promise<Store> {
  await prepareDataFolder(data)
  const replicas = replicasOn(servers, natsReplicas)
  const size = natsMib === undefined ? {} : { maxBytes: natsMib * MIB }
  const journal = await openServers(servers, { replicas, ...size })
  try {
    await writeSecret(data, await journal.agreeOn('invitations', await mustHaveSecret(data)))
  } catch (error) {
    await journal.close()
    if (error instanceof OperatorProblem) throw error
    throw new OperatorProblem(sentence(`the secret of invitations ${reasonOf(error)}`))
  }
  const { neighbours, status } = journal
  return { journal, neighbours, lack: async () => status().reason }
}

/** The store on these servers. Throws `OperatorProblem` with what to do. */
export async function openServers(
  servers: readonly string[],
  how: { readonly replicas?: number; readonly maxBytes?: number },
): Promise<JetStreamJournal> {
  // Loaded only where it is used: an ordinary relay does without it.
  const { openJetStreamJournal } = await import('@parley/relay/jetstream')
  const { clock } = nodePorts()
  return openJetStreamJournal({ servers, clock, ...how }).catch((error: unknown) => {
    if (!(error instanceof JournalUnavailable)) throw error
    throw new OperatorProblem(sentence(reasonOf(error)))
  })
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`
}
