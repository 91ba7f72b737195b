/** What the parts of the journal share: the connection, the stream's name, and what is said when it fails. */
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import type { Clock } from '../../ports.ts'
import {
  dial,
  type Library,
  loadLibrary,
  lookForLeader,
  newLine,
  textOf,
  WATCH_MS,
  watchLeader,
  withoutSecret,
} from './line.ts'

export interface JetStreamSettings {
  /** `nats://host:port`, with `user:password@` where the servers ask for it; one is enough to find the others. */
  readonly servers: readonly string[]
  /** How many servers keep each entry; without it as many as do, of a stream that is there. */
  readonly replicas?: number
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
  readonly library: Library
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
  /** Again while it fails quickly, as while a leader is chosen, for as long as a write may take. */
  patiently<Answer>(work: () => Promise<Answer>): Promise<Answer>
  close(): Promise<void>
}

export const DEFAULT_NAME = 'PARLEY'
const ACK_LIMIT_MS = 5_000
const DEFAULT_MAX_PAYLOAD = 1_048_576
const RETRY_MS = 200
/** "maximum bytes exceeded", "insufficient storage resources available" and what servers before said. */
const FULL = /maximum bytes|insufficient (storage )?resources|no space/i

export async function openNats(settings: JetStreamSettings): Promise<Nats> {
  const { clock, ackLimitMs = ACK_LIMIT_MS, name: stream = DEFAULT_NAME } = settings
  const names = settings.servers.map(withoutSecret).join(', ')
  const library = await loadLibrary()
  const { jetstreamManager } = library.streams
  const connection = await dial(library, settings.servers, names)
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: ackLimitMs })
  const line = newLine(connection, {
    clock,
    limitMs: ackLimitMs,
    gone: `no NATS server answers: ${names}`,
  })
  const watcher = await jetstreamManager(connection, { checkAPI: false, timeout: WATCH_MS })
  const watch = watchLeader(line, {
    clock,
    look: () => lookForLeader(watcher, { name: stream, replicas: settings.replicas ?? 1 }),
    leave: () => connection.reconnect(),
  })
  let isFull = false

  function status(): JetStreamStatus {
    if (!line.isUp()) return { connected: false, reason: line.gone }
    const leaderless = watch.reason()
    const reason = leaderless ?? (isFull ? full(stream) : undefined)
    const server = connection.getServer()
    return { connected: leaderless === undefined, server, ...(reason && { reason }) }
  }

  return {
    library,
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
    patiently: (work) => patiently(work, clock, ackLimitMs),
    noteWrite(error) {
      if (error === undefined) watch.note(undefined)
      if (error === undefined || saysFull(error, library)) isFull = error !== undefined
    },
    failure(what, error) {
      if (saysFull(error, library)) return new Error(full(stream), { cause: error })
      const why = status().reason ?? `NATS says "${textOf(error)}"`
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

async function patiently<Answer>(
  work: () => Promise<Answer>,
  clock: Clock,
  limitMs: number,
): Promise<Answer> {
  const endsAt = clock.now() + limitMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (clock.now() >= endsAt) throw error
      await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve))
    }
  }
}

function full(stream: string): string {
  return `the stream ${stream} is full (its max_bytes, or the servers' disks): give it more with "nats stream edit ${stream} --max-bytes"`
}

function saysFull(error: unknown, { streams }: Library): boolean {
  return error instanceof streams.JetStreamApiError && FULL.test(error.message)
}
