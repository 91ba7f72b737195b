/** What the parts of the journal share: the connection, the stream's name, and what is said when it fails. */
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import type { Clock } from '../../ports.ts'
import { JournalUnavailable } from '../level-opening.ts'
import { dial, type Library, loadLibrary, newLine } from './line.ts'
import { parseServer } from './servers.ts'
import { type JetStreamStatus, newStanding } from './standing.ts'

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

export interface Nats {
  readonly library: Library
  readonly connection: NatsConnection
  readonly stream: string
  readonly jetstream: JetStreamClient
  readonly manager: JetStreamManager
  /** For what takes a server long, as to list all subjects. */
  readonly unhurried: JetStreamManager
  readonly ackLimitMs: number
  readonly clock: Clock
  isUp(): boolean
  maxPayload(): number
  /** Resolves once there is a server; rejects when there is none for the time of a write. */
  ready(): Promise<void>
  /** Whether the stream has a leader now; `status` says it. */
  lookForLeader(): Promise<void>
  /** What came of a write: a full stream is only known by that. */
  noteWrite(error: unknown): void
  /** In words, with what to do; `what` begins the sentence. */
  failure(what: string, error: unknown): JournalUnavailable
  status(): JetStreamStatus
  /** Answers with how to stop. */
  onReconnect(listen: () => void): () => void
  wait(ms: number): Promise<void>
  /** Again while it fails quickly, as while a leader is chosen, for as long as a write may take if no limit is told. */
  patiently<Answer>(work: () => Promise<Answer>, limitMs?: number): Promise<Answer>
  close(): Promise<void>
}

export const DEFAULT_NAME = 'PARLEY'
/** Choosing a leader takes a cluster four or five seconds. */
const ACK_LIMIT_MS = 8_000
/** Of one question: what a server was asked that died is not answered, and asked again. */
const ASK_MS = 2_000
const ASK_UNHURRIED_MS = 15_000
const DEFAULT_MAX_PAYLOAD = 1_048_576
/** A cluster that was started with us is still choosing its leaders, and so is a stream that was just made. */
export const STARTING_MS = 30_000
const RETRY_MS = 200

export async function openNats(settings: JetStreamSettings): Promise<Nats> {
  const { clock, ackLimitMs = ACK_LIMIT_MS, name: stream = DEFAULT_NAME } = settings
  const servers = settings.servers.flatMap((server) => parseServer(server) ?? [])
  const names = servers.map(({ address }) => address).join(', ')
  const library = await loadLibrary()
  const { jetstreamManager } = library.streams
  const connection = await dial(library, servers)
  const timeout = Math.min(ASK_MS, ackLimitMs)
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout })
  const unhurried = await jetstreamManager(connection, {
    checkAPI: false,
    timeout: ASK_UNHURRIED_MS,
  })
  const line = newLine(connection, {
    clock,
    limitMs: ackLimitMs,
    gone: `no NATS server answers: ${names}`,
  })
  const standing = await newStanding(connection, line, { ...settings, library, stream })

  return {
    library,
    connection,
    isUp: () => line.isUp(),
    stream,
    jetstream: manager.jetstream(),
    manager,
    unhurried,
    ackLimitMs,
    clock,
    maxPayload: () => connection.info?.max_payload ?? DEFAULT_MAX_PAYLOAD,
    ready: () => line.ready(),
    onReconnect: (listen) => line.onUp(listen),
    wait: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
    patiently: (work, limitMs = ackLimitMs) => patiently(work, clock, limitMs),
    lookForLeader: standing.lookForLeader,
    noteWrite: standing.noteWrite,
    failure: standing.failure,
    status: standing.status,
    async close() {
      standing.close()
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
      const isFinal = error instanceof JournalUnavailable // which says what to do
      if (isFinal || clock.now() >= endsAt) throw error
      await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve))
    }
  }
}
