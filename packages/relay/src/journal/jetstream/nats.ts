/**
 * The connection to a cluster of NATS servers: kept for ever, and told to an operator when it is of no use.
 * A server that is cut off from the others still talks to us, but has no leader: then another one is tried.
 */
import {
  type JetStreamClient,
  type JetStreamManager,
  JetStreamApiError,
  jetstreamManager,
} from '@nats-io/jetstream'
import { connect, type NatsConnection } from '@nats-io/transport-node'
import type { Clock } from '../../ports.ts'
import { JournalUnavailable } from '../level-opening.ts'

export interface JetStreamSettings {
  /** `nats://host:port`, with `user:password@` where the servers ask for it; one is enough to find the others. */
  readonly servers: readonly string[]
  /** How many servers keep each entry. */
  readonly replicas: number
  /** Of the stream; several clusters of relays can share the servers under different names. */
  readonly name?: string
  /** Of the stream, when it is made; without it only the servers' disks are the limit. */
  readonly maxBytes?: number
  /** How long a write may take until it counts as failed. */
  readonly ackLimitMs?: number
  readonly clock: Clock
}

/** Why the log is of no use now, in words for an operator; `connected`: a leader of it answers. */
export interface JetStreamStatus {
  readonly connected: boolean
  /** The server that this relay talks to. */
  readonly server?: string
  readonly reason?: string
}

export interface Nats {
  readonly connection: NatsConnection
  readonly stream: string
  readonly jetstream: JetStreamClient
  readonly manager: JetStreamManager
  readonly ackLimitMs: number
  readonly clock: Clock
  isUp(): boolean
  maxPayload(): number
  /** Resolves once there is a server; rejects when there is none for the time of a write. */
  ready(): Promise<void>
  /** What came of a write: a full stream is only known by that. */
  noteWrite(error: unknown): void
  /** In words, with what to do; `what` begins the sentence. */
  failure(what: string, error: unknown): Error
  status(): JetStreamStatus
  onReconnect(listen: () => void): void
  wait(ms: number): Promise<void>
  close(): Promise<void>
}

export const DEFAULT_NAME = 'PARLEY'
const ACK_LIMIT_MS = 5_000
const CONNECT_LIMIT_MS = 5_000
const DEFAULT_MAX_PAYLOAD = 1_048_576
const WATCH_MS = 2_000
const MISSES_UNTIL_ANOTHER = 3
/** Between two tries of the same server; the library adds some chance, so that not all relays come at once. */
const RECONNECT_WAIT_MS = 1_000
/** "maximum bytes exceeded", "insufficient storage resources available" and what servers before said. */
const FULL = /maximum bytes|insufficient (storage )?resources|no space/i

export async function openNats(settings: JetStreamSettings): Promise<Nats> {
  const { clock, ackLimitMs = ACK_LIMIT_MS, name: stream = DEFAULT_NAME } = settings
  const names = settings.servers.map(withoutSecret).join(', ')
  const connection = await dial(settings.servers, names)
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: ackLimitMs })
  const line = newLine(connection, {
    clock,
    limitMs: ackLimitMs,
    gone: `no NATS server answers: ${names}`,
  })
  const watcher = await jetstreamManager(connection, { checkAPI: false, timeout: WATCH_MS })
  const watch = watchLeader(line, {
    clock,
    look: () => lookForLeader(watcher, settings),
    leave: () => connection.reconnect(),
  })
  let isFull = false

  function status(): JetStreamStatus {
    if (!line.isUp()) return { connected: false, reason: line.gone }
    const server = connection.getServer()
    const reason = watch.reason() ?? (isFull ? full(stream) : undefined)
    const connected = watch.reason() === undefined
    return { connected, server, ...(reason === undefined ? {} : { reason }) }
  }

  return {
    connection,
    isUp: () => line.isUp(),
    stream,
    jetstream: manager.jetstream(),
    manager,
    ackLimitMs,
    clock,
    maxPayload: () => connection.info?.max_payload ?? DEFAULT_MAX_PAYLOAD,
    ready: () => line.ready(),
    onReconnect: (listen) => line.onUp(listen),
    wait: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
    noteWrite(error) {
      if (error === undefined) isFull = false
      else if (saysFull(error)) isFull = true
    },
    failure(what, error) {
      if (saysFull(error)) return new Error(full(stream), { cause: error })
      const why = status().reason ?? `NATS says "${textOf(error)}" after at most ${ackLimitMs} ms`
      const text = `${what}: ${why}. See that the servers of --nats are up and reach each other`
      return new Error(text, { cause: error })
    },
    status,
    async close() {
      watch.cancel()
      await connection.close()
    },
  }
}

interface Line {
  /** What is to be said while there is none. */
  readonly gone: string
  isUp(): boolean
  ready(): Promise<void>
  onUp(listen: () => void): void
}

function newLine(
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

function watchLeader(
  line: Line,
  { clock, look, leave }: LeaderWatch,
): { reason(): string | undefined; cancel(): void } {
  let misses = 0
  let reason: string | undefined
  let isLooking = false

  async function lookOnce(): Promise<void> {
    const why = await look()
    misses = why === undefined ? 0 : misses + 1
    reason = misses > 1 ? why : undefined // one may be a change of leaders
    if (misses > 0 && misses % MISSES_UNTIL_ANOTHER === 0) await leave()
  }

  const cancel = clock.every(WATCH_MS, () => {
    if (isLooking || !line.isUp()) return
    isLooking = true
    lookOnce()
      .catch(() => undefined) // closed meanwhile
      .finally(() => (isLooking = false))
  })
  return { reason: () => reason, cancel }
}

async function lookForLeader(
  { streams }: JetStreamManager,
  { name = DEFAULT_NAME, replicas }: JetStreamSettings,
): Promise<string | undefined> {
  try {
    const { cluster, config } = await streams.info(name)
    const isLed = cluster === undefined || Boolean(cluster.leader)
    return isLed ? undefined : leaderless(config.num_replicas)
  } catch (error) {
    return `${leaderless(replicas)} (${textOf(error)})`
  }
}

async function dial(servers: readonly string[], names: string): Promise<NatsConnection> {
  try {
    const [first] = servers.map((server) => new URL(server))
    const login =
      first !== undefined && first.username !== ''
        ? { user: decodeURIComponent(first.username), pass: decodeURIComponent(first.password) }
        : {}
    return await connect({
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

function full(stream: string): string {
  return `the stream ${stream} is full (its max_bytes, or the servers' disks): give it more with "nats stream edit ${stream} --max-bytes"`
}

function saysFull(error: unknown): boolean {
  return error instanceof JetStreamApiError && FULL.test(error.message)
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Of `nats://user:password@host:port`, what may be shown. */
function withoutSecret(server: string): string {
  return server.replace(/\/\/[^/@]*@/, '//')
}
