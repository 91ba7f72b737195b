/**
 * Reads what stands under a subject, whole and in order, and erases of it.
 *
 * The leader of the stream says which message is the last; up to there the servers are asked for one
 * after the other, any of them, as all hold a copy; long documents by a consumer, which costs more to make
 * and is many times as quick. What others take away meanwhile stands in what they put in its place, so
 * reading goes on until it has reached the end.
 */
import { type Stored, toStored } from './parts.ts'
import type { Nats } from './nats.ts'

/** So many are asked for one by one; 500 of them took 420 ms, and 20 ms by a consumer. */
const FEW = 16
const FETCH_MESSAGES = 256
const FETCH_LIMIT_MS = 2_000
/** Erasings on their way at a time. */
const ERASE_WINDOW = 256

interface Reading {
  readonly filter: string
  readonly withoutData: boolean
  readonly found: Stored[]
  /** The last sequence that was looked at. */
  position: number
}

export class Reader {
  readonly #nats: Nats

  constructor(nats: Nats) {
    this.#nats = nats
  }

  /** Every message that was acknowledged before the call; of later ones, all up to one of them. */
  async read(filter: string, { withoutData = false } = {}): Promise<readonly Stored[]> {
    const { stream, manager } = this.#nats
    const reading: Reading = { filter, withoutData, found: [], position: 0 }
    for (;;) {
      const last = await manager.streams.getMessage(stream, { last_by_subj: filter })
      if (last === null || last.seq <= reading.position) return reading.found
      await this.#readUpTo(last.seq, reading)
    }
  }

  /** Overwrites these messages on the servers' disks. */
  async erase(sequences: readonly number[]): Promise<void> {
    for (let from = 0; from < sequences.length; from += ERASE_WINDOW) {
      const window = sequences.slice(from, from + ERASE_WINDOW)
      await Promise.all(window.map((sequence) => this.#eraseOne(sequence)))
    }
  }

  /** All of a subject that stands before this sequence. */
  async eraseBefore(subject: string, sequence: number): Promise<void> {
    const { stream, manager } = this.#nats
    const query = { seq: 1, next_by_subj: subject }
    for (;;) {
      const first = await manager.streams.getMessage(stream, query)
      if (first === null || first.seq >= sequence) return
      await this.#eraseOne(first.seq)
    }
  }

  async #readUpTo(last: number, reading: Reading): Promise<void> {
    for (let gets = 0; reading.position < last; gets++) {
      const { position } = reading
      if (gets < FEW) {
        const stored = await this.#next(reading.filter, position + 1)
        if (stored !== undefined) note(reading, stored)
      } else {
        await this.#consume(last, reading)
      }
      if (reading.position === position) return
    }
  }

  /** A replica may be behind the leader, so that only the leader's word is taken for the end. */
  async #next(filter: string, from: number): Promise<Stored | undefined> {
    const { stream, manager } = this.#nats
    const query = { seq: from, next_by_subj: filter }
    const found =
      (await manager.direct.getMessage(stream, query)) ??
      (await manager.streams.getMessage(stream, query))
    return found === null ? undefined : toStored(found, found.header)
  }

  /**
   * As far as one consumer comes. On a server that lags it ends before the last one, and what reaches the
   * library while it is being left is lost to it: whoever reads on makes another from where this one ended.
   */
  async #consume(last: number, reading: Reading): Promise<void> {
    const consumer = await this.#nats.jetstream.consumers.get(this.#nats.stream, {
      filter_subjects: reading.filter,
      opt_start_seq: reading.position + 1,
      headers_only: reading.withoutData,
    })
    try {
      for (let count = 1; count > 0;) {
        count = 0
        const pull = { max_messages: FETCH_MESSAGES, expires: FETCH_LIMIT_MS }
        for await (const message of await consumer.fetch(pull)) {
          count++
          note(reading, toStored(message, message.headers))
          if (reading.position >= last || message.info.pending === 0) return
        }
      }
    } finally {
      await consumer.delete().catch(() => undefined) // it ends by itself
    }
  }

  async #eraseOne(sequence: number): Promise<void> {
    const { stream, manager } = this.#nats
    try {
      await manager.streams.deleteMessage(stream, sequence, true)
    } catch (error) {
      // Another relay may have been quicker.
      if ((await manager.streams.getMessage(stream, { seq: sequence })) !== null) throw error
    }
  }
}

function note(reading: Reading, stored: Stored): void {
  if (stored.sequence <= reading.position) return
  reading.found.push(stored)
  reading.position = stored.sequence
}
