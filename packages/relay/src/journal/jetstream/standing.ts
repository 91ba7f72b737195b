/**
 * How the stream stands, in words for an operator: from the line, from looks for its leader, and from what
 * came of writes, as a full stream is only known by that.
 */
import type { NatsConnection } from '@nats-io/transport-node'
import type { Clock } from '../../ports.ts'
import { JournalUnavailable } from '../level-opening.ts'
import { type Library, type Line, lookForLeader, textOf, WATCH_MS, watchLeader } from './line.ts'

/** "maximum bytes exceeded", "insufficient storage resources available" and what servers before said. */
const FULL = /maximum bytes|insufficient (storage )?resources|no space/i

/** Why the log is of no use now, in words for an operator; `connected`: a leader of it answers. */
export interface JetStreamStatus {
  readonly connected: boolean
  /** The server that this relay talks to. */
  readonly server?: string
  readonly reason?: string
  /** How many servers keep each message. */
  readonly replicas: number
  /** How often the line was lost and found again. */
  readonly reconnects: number
}

export interface Standing {
  status(): JetStreamStatus
  noteWrite(error: unknown): void
  failure(what: string, error: unknown): JournalUnavailable
  lookForLeader(): Promise<void>
  close(): void
}

interface Watched {
  readonly library: Library
  readonly stream: string
  readonly clock: Clock
  readonly replicas?: number
}

export async function newStanding(
  connection: NatsConnection,
  line: Line,
  { library, stream, clock, replicas: wanted = 1 }: Watched,
): Promise<Standing> {
  const options = { checkAPI: false, timeout: WATCH_MS }
  const watcher = await library.streams.jetstreamManager(connection, options)
  let replicas = wanted
  let isFull = false
  const watch = watchLeader(line, {
    clock,
    async look() {
      const look = await lookForLeader(library, watcher, { name: stream, replicas })
      replicas = look.replicas ?? replicas
      return look.lack
    },
    leave: () => connection.reconnect(),
  })

  function status(): JetStreamStatus {
    const known = { replicas, reconnects: line.reconnects() }
    if (!line.isUp()) return { ...known, connected: false, reason: line.gone }
    const leaderless = watch.reason()
    const reason = leaderless ?? (isFull ? full(stream) : undefined)
    const server = connection.getServer()
    return { ...known, connected: leaderless === undefined, server, ...(reason && { reason }) }
  }

  return {
    status,
    lookForLeader: () => watch.lookNow(),
    noteWrite(error) {
      // That there is a leader is looked for: one of the stream takes writes while nothing can be read yet.
      if (error === undefined || saysFull(error, library)) isFull = error !== undefined
    },
    failure(what, error) {
      if (saysFull(error, library)) return new JournalUnavailable(full(stream), 'other', error)
      const why = status().reason ?? said(error)
      const text = `${what}: ${why}. See that the servers of --nats are up and reach each other`
      return new JournalUnavailable(text, 'other', error)
    },
    close: () => watch.cancel(),
  }
}

/** The library's word for a question that nobody answered is that JetStream is off, which an operator would then look for. */
function said(error: unknown): string {
  const isUnanswered = error instanceof Error && error.name === 'JetStreamNotEnabled'
  return isUnanswered ? 'no server leads the stream at the moment' : `NATS says "${textOf(error)}"`
}

function full(stream: string): string {
  return `the stream ${stream} is full (its max_bytes, or the servers' disks): give it more with "nats stream edit ${stream} --max-bytes"`
}

function saysFull(error: unknown, { streams }: Library): boolean {
  return error instanceof streams.JetStreamApiError && FULL.test(error.message)
}
