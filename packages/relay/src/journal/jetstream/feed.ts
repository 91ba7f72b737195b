/**
 * Follows the stream: one ordered consumer of the library over all of it, and another one when it falls
 * silent or the connection was lost. Each begins after the last message that was looked at, so that none is
 * left out and none told twice. What was looked at is told group by group in turn.
 */
import type { Consumer, ConsumerMessages } from '@nats-io/jetstream'
import { parseDocName } from '@parley/protocol'
import type { SharedEntry } from '../journal.ts'
import type { Nats } from './nats.ts'
import type { OwnWrites } from './own-writes.ts'
import { newAssembly, type Stored, toStored, type Complete } from './parts.ts'
import type { Reader } from './reader.ts'
import type { Subjects } from './subjects.ts'
import { newTelling } from './telling.ts'

/** Silence for twice the heartbeat, and another consumer is made. */
const PULL = { max_messages: 256, expires: 4_000, idle_heartbeat: 1_000 }
const AGAIN_MS = 200

export interface ToldUpdate {
  readonly sequence: number
  readonly data: Uint8Array
}

export interface FeedPorts {
  readonly nats: Nats
  readonly subjects: Subjects
  readonly reader: Reader
  readonly own: OwnWrites
  readonly take: (entry: SharedEntry) => void
}

interface Begun {
  readonly position: number
  readonly madeAt: string
}

export class Feed {
  readonly #ports: FeedPorts
  readonly #assembly = newAssembly()
  readonly #telling = newTelling()
  /** By subject, what was looked at and waits to be told. */
  readonly #waiting = new Map<string, Set<number>>()
  readonly #watching = new Map<string, Set<ToldUpdate[]>>()
  /** Of this process, and not known to be stored or not. */
  readonly #undecided = new Map<number, Complete>()
  readonly #running: Promise<void>
  #position: number
  #consumer: Consumer | undefined
  #messages: ConsumerMessages | undefined
  #isClosed = false
  /** Of the stream: one of the same name that was made since is another one, and counts from the beginning. */
  #madeAt: string

  /** From now on. */
  static async open(ports: FeedPorts): Promise<Feed> {
    const { state, created } = await ports.nats.manager.streams.info(ports.nats.stream)
    return new Feed(ports, { position: state.last_seq, madeAt: created })
  }

  private constructor(ports: FeedPorts, { position, madeAt }: Begun) {
    this.#ports = ports
    this.#position = position
    this.#madeAt = madeAt
    ports.own.onSettled((write, outcome) => {
      const update = this.#undecided.get(write)
      this.#undecided.delete(write)
      if (update !== undefined && outcome === 'unknown' && !this.#isClosed) this.#tell(update)
    })
    ports.nats.onReconnect(() => void this.#messages?.close())
    this.#running = this.#run()
  }

  /** Everything up to this sequence was looked at. */
  get position(): number {
    return this.#position
  }

  /** Messages that it has still to look at or to tell, roughly; undefined while no server says it. */
  async behind(): Promise<number | undefined> {
    if (!this.#ports.nats.isUp()) return undefined
    const info = await this.#consumer?.info().catch(() => undefined)
    if (info === undefined) return undefined
    const unseen = info.num_pending + Math.max(0, info.delivered.stream_seq - this.#position)
    return unseen + this.#telling.count()
  }

  /** What of it is not told yet, for it is not whole, or waits for its turn. */
  untold(subject: string): ReadonlySet<number> {
    const waiting = this.#waiting.get(subject) ?? []
    return new Set([...this.#assembly.unfinished(subject), ...waiting])
  }

  /** What is told of a subject from now on, for who reads it meanwhile. */
  watch(subject: string): { readonly told: readonly ToldUpdate[]; end(): void } {
    const told: ToldUpdate[] = []
    const all = this.#watching.get(subject) ?? new Set<ToldUpdate[]>()
    this.#watching.set(subject, all.add(told))
    return {
      told,
      end: () => {
        all.delete(told)
        if (all.size === 0) this.#watching.delete(subject)
      },
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#telling.close()
    await this.#messages?.close()
    await Promise.race([this.#running, this.#ports.nats.wait(AGAIN_MS)]) // without a server its consumer ends by itself
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      // Whatever it failed for, the next one begins where this one ended; `status` says what there is to say.
      await this.#runOnce().catch(() => undefined)
      if (!this.#isClosed) await this.#ports.nats.wait(AGAIN_MS)
    }
  }

  /** Until it ends or seems dead; the library would wait for a consumer on a server that is down. */
  async #runOnce(): Promise<void> {
    const { nats } = this.#ports
    await nats.ready()
    const { created } = await nats.manager.streams.info(nats.stream)
    if (created !== this.#madeAt) {
      this.#madeAt = created
      this.#position = 0
    }
    const from = { opt_start_seq: this.#position + 1 }
    const consumer = await nats.jetstream.consumers.get(nats.stream, from)
    const messages = await consumer.consume(PULL)
    this.#consumer = consumer
    this.#messages = messages
    if (this.#isClosed) void messages.close()
    void closeWhenSilent(messages)
    try {
      for await (const message of messages)
        if (message.seq > this.#position) {
          await this.#telling.room()
          await this.#look(toStored(message, message.headers))
        }
    } finally {
      const deleted = consumer.delete().catch(() => false) // it ends by itself, too
      if (this.#isClosed) await deleted
    }
  }

  async #look(stored: Stored): Promise<void> {
    const { reader, own } = this.#ports
    // Its first parts came before this relay did.
    if (this.#assembly.lacksBeginning(stored))
      for (const earlier of await reader.read(stored.subject))
        if (isSameWrite(earlier, stored) && earlier.part < stored.part) this.#assembly.take(earlier)
    const update = this.#assembly.take(stored)
    this.#position = stored.sequence
    if (update === undefined) return
    const outcome = own.outcomeOf(stored)
    if (outcome === 'waiting') this.#undecided.set(stored.write, update)
    else if (outcome !== 'stored') this.#tell(update)
  }

  #tell(update: Complete): void {
    const entry = entryOf(update, this.#ports.subjects)
    if (entry === undefined) return
    const { subject, sequence } = update.last
    const waiting = this.#waiting.get(subject) ?? new Set<number>()
    this.#waiting.set(subject, waiting)
    for (const part of update.sequences) waiting.add(part)
    this.#telling.add({
      group: groupOf(entry),
      sizeBytes: update.data.length,
      tell: () => {
        for (const part of update.sequences) waiting.delete(part)
        if (waiting.size === 0) this.#waiting.delete(subject)
        for (const told of this.#watching.get(subject) ?? [])
          told.push({ sequence, data: update.data })
        this.#ports.take(entry)
      },
    })
  }
}

/** Marks and notes wait for the documents that they are about, and segments for their group's. */
function groupOf(entry: SharedEntry): string {
  if (entry.type === 'mark') return entry.group
  return parseDocName(entry.doc)?.group ?? entry.doc
}

function entryOf({ last, data }: Complete, subjects: Subjects): SharedEntry | undefined {
  const place = subjects.parse(last.subject)
  switch (place?.type) {
    case 'update':
      return { ...place, update: data, isWhole: last.isWhole }
    case 'mark':
      return { ...place, mark: data }
    case 'note':
      return { ...place, note: last.isTombstone ? undefined : data }
    case undefined:
      return undefined
  }
}

async function closeWhenSilent(messages: ConsumerMessages): Promise<void> {
  for await (const { type } of messages.status())
    if (type === 'heartbeats_missed') void messages.close()
}

function isSameWrite(one: Stored, other: Stored): boolean {
  return one.node === other.node && one.write === other.write
}
