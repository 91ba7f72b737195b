/**
 * The connection to NATS servers, kept for ever, and whether the one that it leads to is of use: a server
 * that is cut off from the others still talks to us, but has no leader. Then another one is tried.
 */
import type { JetStreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import type { Clock } from '../../ports.ts'
import { JournalUnavailable } from '../level-opening.ts'

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
  isUp(): boolean
  ready(): Promise<void>
  onUp(listen: () => void): void
}

export function newLine(
  connection: NatsConnection,
  { clock, limitMs, gone }: { clock: Clock; limitMs: number; gone: string },
): Line {
  let isUp = true
  const listeners = new Set<() => void>()
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') isUp = false
      if (type !== 'reconnect') continue
      isUp = true
      for (const listen of [...listeners]) listen()
    }
  })()

  return {
    gone,
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
    onUp: (listen) => void listeners.add(listen),
  }
}

interface LeaderWatch {
  /** Answers why the stream has no leader, if it has none. */
  look(): Promise<string | undefined>
  /** For another server. */
  leave(): Promise<void>
  readonly clock: Clock
}

export function watchLeader(
  line: Line,
  { clock, look, leave }: LeaderWatch,
): { reason(): string | undefined; note(why: string | undefined): void; cancel(): void } {
  let misses = 0
  let reason: string | undefined
  let isLooking = false

  function note(why: string | undefined): void {
    misses = why === undefined ? 0 : misses + 1
    reason = misses > 1 ? why : undefined // one may be a change of leaders
  }

  async function lookOnce(): Promise<void> {
    note(await look())
    if (misses > 0 && misses % MISSES_UNTIL_ANOTHER === 0) await leave()
  }

  const cancel = clock.every(WATCH_MS, () => {
    if (isLooking || !line.isUp()) return
    isLooking = true
    lookOnce()
      .catch(() => undefined) // closed meanwhile
      .finally(() => (isLooking = false))
  })
  return { reason: () => reason, note, cancel }
}

export async function lookForLeader(
  { streams }: JetStreamManager,
  { name, replicas }: { readonly name: string; readonly replicas: number },
): Promise<string | undefined> {
  try {
    const { cluster, config } = await streams.info(name)
    const isLed = cluster === undefined || Boolean(cluster.leader)
    return isLed ? undefined : leaderless(config.num_replicas)
  } catch (error) {
    return `${leaderless(replicas)} (${textOf(error)})`
  }
}

export async function dial(
  { core }: Library,
  servers: readonly string[],
  names: string,
): Promise<NatsConnection> {
  try {
    const [first] = servers.map((server) => new URL(server))
    const login =
      first !== undefined && first.username !== ''
        ? { user: decodeURIComponent(first.username), pass: decodeURIComponent(first.password) }
        : {}
    return await core.connect({
      servers: servers.map(withoutSecret),
      ...login,
      name: 'parley relay',
      timeout: CONNECT_LIMIT_MS,
      maxReconnectAttempts: -1,
      ignoreAuthErrorAbort: true, // also a server that is being set up anew
      reconnectTimeWait: RECONNECT_WAIT_MS,
      pingInterval: 5_000,
      maxPingOut: 2,
    })
  } catch (error) {
    const text = `no NATS server answers at ${names}: ${textOf(error)}. Start one with JetStream, or name others by --nats`
    throw new JournalUnavailable(text, 'other', error)
  }
}

function leaderless(replicas: number): string {
  if (replicas === 1) return 'no leader: the NATS server that keeps the stream does not answer'
  const majority = Math.floor(replicas / 2) + 1
  return `no leader: fewer than ${majority} of ${replicas} NATS servers answer`
}

export function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Of `nats://user:password@host:port`, what may be shown; a password may hold whatever stands for an end of it. */
export function withoutSecret(server: string): string {
  return server.replace(/\/\/.*@/, '//')
}
