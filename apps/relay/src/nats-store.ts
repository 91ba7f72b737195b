/**
 * The store in NATS, which several relays share. The data folder keeps this relay's secrets then, which all relays
 * on the store have the same, and is this one's alone.
 */
import { hostname } from 'node:os'
import { type FolderLock, JournalUnavailable, lockFolder, nodePorts } from '@parley/relay'
import type { JetStreamJournal, User } from '@parley/relay/jetstream'
import type { Config } from './config.ts'
import { prepareDataFolder } from './data-folder.ts'
import { mustHaveSecret, writeSecret } from './invitations.ts'
import { lackInNats, markKeptInNats } from './kept-in-nats.ts'
import { OperatorProblem, reasonOf } from './operator-problem.ts'
import type { Store } from './store.ts'

const MIB = 1_048_576
const SERVERS_FOR_REPLICAS = 3

/** How many servers are to keep each entry. */
export function replicasOn(servers: readonly string[], wanted: number | undefined): number {
  return wanted ?? (servers.length >= SERVERS_FOR_REPLICAS ? SERVERS_FOR_REPLICAS : 1)
}

/** Throws `OperatorProblem` with what to do. */
export async function openNatsStore(
  { data, natsReplicas, natsMib }: Config,
  servers: readonly string[],
): Promise<Store> {
  await prepareDataFolder(data)
  const lock = await lockFolder(data).catch(asProblem)
  try {
    const replicas = replicasOn(servers, natsReplicas)
    const size = natsMib === undefined ? {} : { maxBytes: natsMib * MIB }
    const journal = await openServers(servers, { replicas, ...size })
    try {
      await comeIn(journal, data)
      await markKeptInNats(data, servers)
    } catch (error) {
      await journal.close()
      throw error
    }
    return storeIn(journal, lock)
  } catch (error) {
    await lock.release()
    return asProblem(error)
  }
}

/** Agrees with the other relays on the secret, keeps out of a copy's way, and leaves nothing behind in the folder. */
async function comeIn(journal: JetStreamJournal, data: string): Promise<void> {
  await journal.here.announce({ as: 'relay', where: `${hostname()}, ${data}` })
  const migration = (await journal.here.others()).find((user) => user.as === 'migration')
  if (migration !== undefined)
    throw new OperatorProblem(
      `A parley migrate is copying what these NATS servers keep (on ${migration.where}). Start this relay when that is done.`,
    )
  const lack = await lackInNats(data, journal)
  if (lack !== undefined) throw new OperatorProblem(lack)
  const own = await mustHaveSecret(data)
  const agreed = await journal.agreeOn('invitations', own).catch((error: unknown) => {
    throw new OperatorProblem(`The secret of invitations ${reasonOf(error)}.`)
  })
  await writeSecret(data, agreed)
}

function storeIn(journal: JetStreamJournal, lock: FolderLock): Store {
  return {
    journal: {
      ...journal,
      async close() {
        await journal.close()
        await lock.release()
      },
    },
    neighbours: journal.neighbours,
    nats: journal,
    lack: async () => journal.status().reason,
  }
}

/** The store on these servers. Throws `OperatorProblem` with what to do. */
export async function openServers(
  servers: readonly string[],
  how: { readonly replicas?: number; readonly maxBytes?: number },
): Promise<JetStreamJournal> {
  // Loaded only where it is used: an ordinary relay does without it.
  const { openJetStreamJournal } = await import('@parley/relay/jetstream')
  const { clock } = nodePorts()
  return openJetStreamJournal({ servers, clock, ...how }).catch(asProblem)
}

/** Whoever else uses the stream, one after the other, in words; `undefined`: nobody. */
export function wordsOfUsers(users: readonly User[]): string | undefined {
  if (users.length === 0) return undefined
  return users.map(wordsOfUser).join('; ')
}

function wordsOfUser({ as, where }: User): string {
  if (as === 'relay') return `a relay (${where})`
  if (as === 'migration') return `another parley migrate (on ${where})`
  return 'a relay that stands still and does not say where it is'
}

/** Throws it; what a journal says of itself is for operators. */
export function asProblem(error: unknown): never {
  if (!(error instanceof JournalUnavailable)) throw error
  const { message } = error
  const end = message.endsWith('.') ? '' : '.'
  throw new OperatorProblem(`${message.slice(0, 1).toUpperCase()}${message.slice(1)}${end}`)
}
