/**
 * The connection to NATS servers, kept for ever, and whether the one that it leads to is of use: a server
 * that is cut off from the others still talks to us, but has no leader. Then another one is tried.
 */
import type { JetStreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import type { Clock } from '../../ports.ts'
import { JournalUnavailable } from '../level-opening.ts'
import { mustBeServers } from './greeting.ts'
import type { NamedServer } from './servers.ts'

/** Loaded by who connects, and by nobody else: of NATS nothing but types is imported. */
export async function loadLibrary() {
  return {
    core: await import('@nats-io/transport-node'),
    streams: await import('@nats-io/jetstream'),
  }
}
export type Library = Awaited<ReturnType<typeof loadLibrary>>

export const WATCH_MS = 2_000
const CONNECT_LIMIT_MS = 5_000
const MISSES_UNTIL_ANOTHER = 3
/** Between two tries of the same server; the library adds some chance, so that not all relays come at once. */
const RECONNECT_WAIT_MS = 1_000

export interface Line {
  /** What is to be said while there is none. */
  readonly gone: string
  /** How often it was lost and found again. */
  reconnects(): number
  isUp(): boolean
  ready(): Promise<void>
  /** Answers with how to stop. */
  onUp(listen: () => void): () => void
  onDown(listen: () => void): void
}

export function newLine(
  connection: NatsConnection,
  { clock, limitMs, gone }: { clock: Clock; limitMs: number; gone: string },
): Line {
  let isUp = true
  let reconnects = 0
  const listeners = new Set<() => void>()
  const onDown: (() => void)[] = []
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') {
        isUp = false
        for (const listen of onDown) listen()
      }
      if (type !== 'reconnect') continue
      isUp = true
      reconnects++
      for (const listen of [...listeners]) listen()
    }
  })()

  return {
    gone,
    reconnects: () => reconnects,
    isUp: () => isUp,
    async ready() {
      if (isUp) return
      await new Promise<void>((resolve, reject) => {
        const cancel = clock.after(limitMs, () => {
          listeners.delete(resume)
          reject(new Error(gone))
        })
        const resume = (): void => {
          cancel()
          listeners.delete(resume)
          resolve()
        }
        listeners.add(resume)
      })
    },
    onUp(listen) {
      listeners.add(listen)
      return () => void listeners.delete(listen)
    },
    onDown: (listen) => void onDown.push(listen),
  }
}

const UNSEEN = 'no leader was seen on this connection yet'

interface LeaderWatch {
  /** Answers why the stream has no leader, if it has none. */
  look(): Promise<string | undefined>
  /** For another server. */
  leave(): Promise<void>
  readonly clock: Clock
}

export interface Watch {
  /** Why nobody leads the stream, as far as is known; also until somebody was seen to. */
  reason(): string | undefined
  note(why: string | undefined): void
  /** Now, and not only when it is time. */
  lookNow(): Promise<void>
  cancel(): void
}

export function watchLeader(line: Line, { clock, look, leave }: LeaderWatch): Watch {
  let misses = 0
  let reason: string | undefined
  let isLooking = false
  /** On this connection. */
  let isSeen = false

  function note(why: string | undefined): void {
    if (why === undefined) isSeen = true
    misses = why === undefined ? 0 : misses + 1
    reason = misses > 1 ? why : undefined // one may be a change of leaders
  }

  async function lookOnce(): Promise<void> {
    note(await look())
    if (misses > 0 && misses % MISSES_UNTIL_ANOTHER === 0) await leave()
  }

  async function lookNow(): Promise<void> {
    if (isLooking || !line.isUp()) return
    isLooking = true
    await lookOnce().catch(() => undefined) // closed meanwhile
    isLooking = false
  }

  const cancel = clock.every(WATCH_MS, () => void lookNow())
  line.onDown(() => (isSeen = false))
  line.onUp(() => void lookNow())
  return {
    reason: () => reason ?? (isSeen ? undefined : UNSEEN),
    note,
    lookNow,
    cancel,
  }
}

export interface Look {
  /** Why nobody leads it, if nobody does. */
  readonly lack: string | undefined
  /** How many servers keep each message, if that was told. */
  readonly replicas?: number
}

export async function lookForLeader(
  { streams: { JetStreamApiCodes, JetStreamApiError } }: Library,
  manager: JetStreamManager,
  { name, replicas }: { readonly name: string; readonly replicas: number },
): Promise<Look> {
  try {
    const { cluster, config } = await manager.streams.info(name)
    const { num_replicas } = config
    const isLed = cluster === undefined || Boolean(cluster.leader)
    // Only the leader of all servers answers it, without whom nothing long can be read.
    if (cluster !== undefined) await manager.getAccountInfo()
    return { lack: isLed ? undefined : leaderless(num_replicas), replicas: num_replicas }
  } catch (error) {
    const isMissing =
      error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound
    return { lack: isMissing ? missing(name) : `${leaderless(replicas)} (${textOf(error)})` }
  }
}

function missing(name: string): string {
  return `the stream ${name} is not there any more: restore it with "nats stream restore", or start a relay anew, which makes an empty one for members’ devices to fill`
}

/** Throws `JournalUnavailable` with what to do. */
export async function dial(
  { core }: Library,
  servers: readonly NamedServer[],
): Promise<NatsConnection> {
  await mustBeServers(servers)
  const { login } = servers.find((server) => server.login !== undefined) ?? {}
  try {
    const options = {
      servers: servers.map(({ address }) => address),
      ...login,
      name: 'parley relay',
      timeout: CONNECT_LIMIT_MS,
      maxReconnectAttempts: -1,
      ignoreAuthErrorAbort: true, // also a server that is being set up anew
      reconnectTimeWait: RECONNECT_WAIT_MS,
      pingInterval: 5_000,
      maxPingOut: 2,
    }
    // Each server that refuses us names the others, which the library would try for ever.
    await (await core.connect({ ...options, ignoreClusterUpdates: true })).close()
    return await core.connect(options)
  } catch (error) {
    const names = servers.map(({ address }) => address).join(', ')
    const isRefused = error instanceof core.AuthorizationError
    const text = isRefused
      ? refused(names, login !== undefined)
      : `no NATS server answers at ${names}: ${textOf(error)}. Start one with JetStream, or name others by --nats`
    throw new JournalUnavailable(text, 'other', error)
  }
}

function refused(names: string, hasLogin: boolean): string {
  const where =
    'before the first host, as in PARLEY_NATS=nats://name:password@one:4222,nats://two:4222'
  return hasLogin
    ? `NATS at ${names} refuses this name and password. Set those that stand under "authorization" in its configuration ${where}`
    : `NATS at ${names} asks for a name and a password. Set them ${where}`
}

function leaderless(replicas: number): string {
  if (replicas === 1) return 'no leader: the NATS server that keeps the stream does not answer'
  return `no leader: most of the ${replicas} NATS servers are away, or they are choosing one, which takes some seconds`
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
