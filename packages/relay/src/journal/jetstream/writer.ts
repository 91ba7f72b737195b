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

/** Until what was not acknowledged is sent again: a server that died with it says nothing. */
const TRY_MS = 1_500
/** While nobody takes anything. */
const RETRY_MS = 100

interface Write {
  readonly change: Change
  readonly number: number
  /** Of its parts, in their order, once they are acknowledged. */
  readonly sequences: number[]
  /** A part of it was acknowledged, or nothing came back. */
  mayBeThere: boolean
}

interface Part {
  readonly write: Write
  /** Which one of it. */
  readonly at: number
  /** Under it the stream stores what is sent more than once only once. */
  readonly id: string
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
    at,
    id: `${node} ${write.number} ${at}`,
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
 * Throws when one was not acknowledged. While the stream chooses its leader nobody takes anything, and what was on
 * its way is lost: then all that was not acknowledged is sent again, for as long as a write may take.
 */
async function publish(nats: Nats, window: readonly Part[]): Promise<void> {
  const { library, jetstream, ackLimitMs, clock, wait } = nats
  const endsAt = clock.now() + ackLimitMs
  const timeout = Math.min(TRY_MS, ackLimitMs)
  let left = window
  for (;;) {
    const sent = left.map(({ subject, data, headers, id }) =>
      jetstream.publish(subject, data, { headers, msgID: id, timeout }).then(mustBeStored),
    )
    // All of them come to an end first, so that what comes next is not stored before what failed.
    const outcomes = await Promise.allSettled(sent)
    for (const [at, part] of left.entries()) noteOutcome(part, outcomes[at], library)
    const failed = outcomes.filter((outcome) => outcome.status === 'rejected')
    const [first] = failed
    if (first === undefined) return mustBeInOrder(window)
    const isFinal = failed.some(({ reason }) => isSaidByStream(reason, library))
    if (isFinal || clock.now() >= endsAt) throw first.reason
    left = left.filter((_, at) => outcomes[at]?.status === 'rejected')
    await wait(RETRY_MS)
  }
}

/** The leader says of what it was sent before, and does not know to be stored, that it stands nowhere. */
function mustBeStored(ack: PubAck): PubAck {
  if (ack.seq === 0) throw new Error('it is not known to be stored yet')
  return ack
}

/** What was lost may have come after all, behind what was sent later. */
function mustBeInOrder(window: readonly Part[]): void {
  let last = 0
  for (const { write, at } of window) {
    const sequence = write.sequences[at] ?? 0
    if (sequence <= last) throw new Error('it was stored in another order')
    last = sequence
  }
}

function noteOutcome(
  { write, at }: Part,
  outcome: PromiseSettledResult<PubAck> | undefined,
  library: Library,
): void {
  if (outcome?.status === 'fulfilled') write.sequences[at] = outcome.value.seq
  write.mayBeThere ||= !isRefusal(outcome, library)
}

/** Known not to be stored. */
function isRefusal(outcome: PromiseSettledResult<PubAck> | undefined, library: Library): boolean {
  if (outcome?.status !== 'rejected') return false
  return isSaidByStream(outcome.reason, library) || wasHeardByNobody(outcome.reason, library)
}

function isSaidByStream(reason: unknown, { streams }: Library): boolean {
  return reason instanceof streams.JetStreamApiError
}

function wasHeardByNobody(reason: unknown, { core }: Library): boolean {
  if (!(reason instanceof Error)) return false
  return reason.cause instanceof core.RequestError && reason.cause.isNoResponders()
}
