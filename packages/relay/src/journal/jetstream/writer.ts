/**
 * Writes batches into the stream: published in order on one connection, and durable when every message
 * was acknowledged, which a stream of several replicas does once most of them have it.
 */
import { cutToFit, headersOf } from './parts.ts'
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

interface Part {
  readonly subject: string
  readonly data: Uint8Array
  readonly headers: ReturnType<typeof headersOf>
  readonly at: number
}

/** For a group commit. */
export function newWriter(
  nats: Nats,
  own: OwnWrites,
): (changes: readonly Change[]) => Promise<void> {
  return async (changes) => {
    const writes: number[] = []
    try {
      await nats.ready()
      const parts = changes.flatMap((change, at) => {
        const write = own.begin()
        writes.push(write)
        return partsOf(change, { node: own.node, write, at, maxPayload: nats.maxPayload() })
      })
      const sequences = changes.map((): number[] => [])
      for (const window of windowsOf(parts))
        for (const [at, sequence] of await publish(nats, window)) sequences[at]?.push(sequence)
      nats.noteWrite(undefined)
      for (const [at, write] of writes.entries()) {
        own.settle(write, 'stored')
        changes[at]?.onStored?.(write, sequences[at] ?? [])
      }
    } catch (error) {
      for (const write of writes) own.settle(write, 'unknown')
      nats.noteWrite(error)
      throw nats.failure('not known to be stored', error)
    }
  }
}

function partsOf(
  { subject, data, isWhole = false, isTombstone = false }: Change,
  whose: { node: string; write: number; at: number; maxPayload: number },
): Part[] {
  const { node, write, at } = whose
  const pieces = cutToFit(data, whose.maxPayload)
  const of = pieces.length
  return pieces.map((piece, index) => ({
    subject,
    data: piece,
    headers: headersOf({ node, write, part: index + 1, of, isWhole, isTombstone }),
    at,
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

/** Answers which change each message was of, and its sequence; throws when one was not acknowledged. */
async function publish(
  { jetstream, ackLimitMs }: Nats,
  window: readonly Part[],
): Promise<readonly (readonly [at: number, sequence: number])[]> {
  const sent = window.map(async ({ subject, data, headers, at }) => {
    const { seq } = await jetstream.publish(subject, data, { headers, timeout: ackLimitMs })
    return [at, seq] as const
  })
  // All of them come to an end first, so that what comes next is not stored before what failed.
  const outcomes = await Promise.allSettled(sent)
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason
    return outcome.value
  })
}
