/** What the parts of the journal share: the connection, the stream's name, and what is said when it fails. */
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream'
import type { NatsConnection } from '@nats-io/transport-node'
import type { Clock } from '../../ports.ts'
import type { JournalUnavailable } from '../level-opening.ts'
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

export async function openNats(settings: JetStreamSettings): Promise<Nats> {
  const { clock, ackLimitMs = ACK_LIMIT_MS, name: stream = DEFAULT_NAME } = settings
  const servers = settings.servers.flatMap((server) => parseServer(server) ?? [])
  const names = servers.map(({ address }) => address).join(', ')
  const library = await loadLibrary()
  const { jetstreamManager } = library.streams
  const connection = await dial(library, servers)
  const manager = await jetstreamManager(connection, { checkAPI: false, timeout: ackLimitMs })
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
    ackLimitMs,
    clock,
    maxPayload: () => connection.info?.max_payload ?? DEFAULT_MAX_PAYLOAD,
    ready: () => line.ready(),
    onReconnect: (listen) => line.onUp(listen),
    wait: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
    patiently: (work) => patiently(work, clock, ackLimitMs),
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
      if (clock.now() >= endsAt) throw error
      await new Promise<void>((resolve) => void clock.after(RETRY_MS, resolve))
    }
  }
}
