/**
 * Writes batches into the stream: published in order on one connection, and durable when every message
 * was acknowledged, which a stream of several replicas does once most of them have it.
 */
import type { PubAck } from '@nats-io/jetstream'
import type { MsgHdrs } from '@nats-io/transport-node'
import { cutToFit, mark } from './parts.ts'
import type { Library } from './line.ts'
import type { Nats } from './nats.ts'
import type { OwnWrites } from './own-writes.ts'

export interface Change {
  readonly subject: string
  readonly data: Uint8Array
  /** Put in by a rewriting. */
  readonly isWhole?: boolean
  /** In place of a note that was dropped. */
  readonly isTombstone?: boolean
  /** Told before anybody is told that it is durable: its number, and where it stands. */
  onStored?(write: number, sequences: readonly number[]): void
}

/** On their way at a time; enough for the round trips to overlap. */
const WINDOW_MESSAGES = 512
const WINDOW_BYTES = 4 * 1_048_576

/** While nobody takes anything. */
const RETRY_MS = 100

interface Write {
  readonly change: Change
  readonly number: number
  /** Of its parts that were acknowledged. */
  readonly sequences: number[]
  /** A part of it was acknowledged, or nothing came back. */
  mayBeThere: boolean
}

interface Part {
  readonly write: Write
  readonly subject: string
  readonly data: Uint8Array
  readonly headers: MsgHdrs
}

/** For a group commit. */
export function newWriter(
  nats: Nats,
  own: OwnWrites,
): (changes: readonly Change[]) => Promise<void> {
  return async (changes) => {
    const writes = changes.map((change): Write => ({
      change,
      number: own.begin(),
      sequences: [],
      mayBeThere: false,
    }))
    try {
      await nats.ready()
      const parts = writes.flatMap((write) => partsOf(write, own.node, nats))
      for (const window of windowsOf(parts)) await publish(nats, window)
      nats.noteWrite(undefined)
    } catch (error) {
      for (const { number, mayBeThere } of writes)
        own.settle(number, mayBeThere ? 'unknown' : 'refused')
      nats.noteWrite(error)
      throw nats.failure('not known to be stored', error)
    }
    for (const { change, number, sequences } of writes) {
      own.settle(number, 'stored')
      change.onStored?.(number, sequences)
    }
  }
}

function partsOf(write: Write, node: string, { maxPayload, library }: Nats): Part[] {
  const { subject, data, isWhole = false, isTombstone = false } = write.change
  const pieces = cutToFit(data, maxPayload())
  const of = pieces.length
  return pieces.map((piece, at) => ({
    write,
    subject,
    data: piece,
    headers: mark(library.core.headers(), {
      node,
      write: write.number,
      part: at + 1,
      of,
      isWhole,
      isTombstone,
    }),
  }))
}

function windowsOf(parts: readonly Part[]): readonly Part[][] {
  const windows: Part[][] = []
  let bytes = Infinity
  for (const part of parts) {
    const last = windows.at(-1)
    if (
      last === undefined ||
      bytes + part.data.length > WINDOW_BYTES ||
      last.length >= WINDOW_MESSAGES
    ) {
      windows.push([part])
      bytes = part.data.length
    } else {
      last.push(part)
      bytes += part.data.length
    }
  }
  return windows
}

/**
 * Throws when one was not acknowledged. While the stream chooses its leader nobody takes anything: then all of
 * them are sent again, for as long as a write may take, which keeps their order.
 */
async function publish(
  { library, jetstream, ackLimitMs, clock, wait }: Nats,
  window: readonly Part[],
): Promise<void> {
  const endsAt = clock.now() + ackLimitMs
  for (;;) {
    const sent = window.map(({ subject, data, headers }) =>
      jetstream.publish(subject, data, { headers, timeout: ackLimitMs }),
    )
    // All of them come to an end first, so that what comes next is not stored before what failed.
    const outcomes = await Promise.allSettled(sent)
    for (const [at, { write }] of window.entries()) noteOutcome(write, outcomes[at], library)
    const failed = outcomes.find((outcome) => outcome.status === 'rejected')
    if (failed === undefined) return
    if (!outcomes.every((outcome) => wasHeardByNobody(outcome, library)) || clock.now() >= endsAt)
      throw failed.reason
    await wait(RETRY_MS)
  }
}

function noteOutcome(
  write: Write,
  outcome: PromiseSettledResult<PubAck> | undefined,
  library: Library,
): void {
  if (outcome?.status === 'fulfilled') write.sequences.push(outcome.value.seq)
  write.mayBeThere ||= !isRefusal(outcome, library)
}

/** Known not to be stored. */
function isRefusal(outcome: PromiseSettledResult<PubAck> | undefined, library: Library): boolean {
  if (outcome?.status !== 'rejected') return false
  return (
    outcome.reason instanceof library.streams.JetStreamApiError ||
    wasHeardByNobody(outcome, library)
  )
}

function wasHeardByNobody(outcome: PromiseSettledResult<PubAck>, { core }: Library): boolean {
  if (outcome.status !== 'rejected' || !(outcome.reason instanceof Error)) return false
  const { cause } = outcome.reason
  return cause instanceof core.RequestError && cause.isNoResponders()
}
