/**
 * Messages of the stream, and updates cut into several of them: NATS takes no message above its
 * `max_payload`, and a document grows larger. All parts of an update carry who wrote it and its number
 * there, so those of two relays may stand between each other. An update whose last part never came was
 * never acknowledged: nobody is told of it.
 */
import type { MsgHdrs } from '@nats-io/transport-node'

/** One message, as far as the journal looks into it. */
export interface Stored {
  readonly subject: string
  readonly sequence: number
  /** Epoch milliseconds, by the clock of the server that took it. */
  readonly at: number
  /** The process that wrote it, and its number there. */
  readonly node: string
  readonly write: number
  readonly part: number
  readonly of: number
  /** Put in by a rewriting. */
  readonly isWhole: boolean
  /** Of a note: in place of one that was dropped. */
  readonly isTombstone: boolean
  readonly data: Uint8Array
}

/** An update of which all parts are there. */
export interface Complete {
  readonly last: Stored
  /** Of all its parts. */
  readonly sequences: readonly number[]
  readonly data: Uint8Array
}

/** Which process a message is from. */
export const FROM = 'Parley-Node'
const WRITE = 'Parley-Write'
const PART = 'Parley-Part'
const WHOLE = 'Parley-Whole'
const TOMBSTONE = 'Parley-Dropped'

/** Of `max_payload`, for the headers. */
const HEADER_ROOM_BYTES = 512
/**
 * An update unfinished for so long will never be finished: whoever wrote it has given up long ago, and
 * told nobody that it was stored.
 */
const UNFINISHED_MS = 600_000

export type Marking = Pick<Stored, 'node' | 'write' | 'part' | 'of' | 'isWhole' | 'isTombstone'>

/** Into empty headers. */
export function mark(
  all: MsgHdrs,
  { node, write, part, of, isWhole, isTombstone }: Marking,
): MsgHdrs {
  all.set(FROM, node)
  all.set(WRITE, String(write))
  if (of > 1) all.set(PART, `${part}/${of}`)
  if (isWhole) all.set(WHOLE, '1')
  if (isTombstone) all.set(TOMBSTONE, '1')
  return all
}

/** What the library answers, by whichever way a message was asked for. */
export interface Received {
  readonly subject: string
  readonly seq: number
  readonly time: Date
  readonly data: Uint8Array
}

export function toStored({ subject, seq, time, data }: Received, all: MsgHdrs | undefined): Stored {
  const [part = 1, of = 1] = (all?.get(PART) ?? '').split('/').filter(Boolean).map(Number)
  return {
    subject,
    sequence: seq,
    at: time.getTime(),
    node: all?.get(FROM) ?? '',
    write: Number(all?.get(WRITE) ?? 0),
    part,
    of,
    isWhole: all?.has(WHOLE) ?? false,
    isTombstone: all?.has(TOMBSTONE) ?? false,
    data: new Uint8Array(data), // a copy: the library hands out views of what it read
  }
}

export function cutToFit(data: Uint8Array, maxPayload: number): readonly Uint8Array[] {
  const size = Math.max(1, maxPayload - HEADER_ROOM_BYTES)
  const count = Math.max(1, Math.ceil(data.length / size))
  return Array.from({ length: count }, (_, at) => data.subarray(at * size, (at + 1) * size))
}

export interface Assembly {
  /** Answers what this message completes. */
  take(stored: Stored): Complete | undefined
  /** Whether parts that come before this one were not seen. */
  lacksBeginning(stored: Stored): boolean
  /** What would be torn apart if these sequences of a subject were taken away. */
  unfinished(subject: string): ReadonlySet<number>
}

export function newAssembly(): Assembly {
  const open = new Map<string, Map<number, Stored>>()

  function forgetDead(now: number): void {
    for (const [name, parts] of open)
      for (const { at } of parts.values()) if (now - at > UNFINISHED_MS) open.delete(name)
  }

  return {
    take(stored) {
      if (open.size > 0) forgetDead(stored.at)
      if (stored.of === 1) return { last: stored, sequences: [stored.sequence], data: stored.data }
      const parts = (open.get(nameOf(stored)) ?? new Map<number, Stored>()).set(stored.part, stored)
      open.set(nameOf(stored), parts)
      if (parts.size < stored.of) return undefined
      open.delete(nameOf(stored))
      const inOrder = [...parts.values()].toSorted((a, b) => a.part - b.part)
      return {
        last: stored,
        sequences: inOrder.map(({ sequence }) => sequence),
        data: new Uint8Array(Buffer.concat(inOrder.map(({ data }) => data))),
      }
    },
    lacksBeginning(stored) {
      return stored.part > 1 && (open.get(nameOf(stored))?.size ?? 0) < stored.part - 1
    },
    unfinished(subject) {
      const sequences = new Set<number>()
      for (const parts of open.values())
        for (const part of parts.values())
          if (part.subject === subject) sequences.add(part.sequence)
      return sequences
    },
  }
}

/** The updates of which all parts are among these messages, in their order. */
export function completeIn(messages: readonly Stored[]): readonly Complete[] {
  const assembly = newAssembly()
  return messages.flatMap((stored) => assembly.take(stored) ?? [])
}

/**
 * Of messages of a subject, in their order, those parts of which the rest may still come: from the first one on,
 * and not for long. What an erasing that was interrupted has left lacks its beginning.
 */
export function comingIn(subject: string, messages: readonly Stored[]): ReadonlySet<number> {
  const assembly = newAssembly()
  for (const stored of messages) if (!assembly.lacksBeginning(stored)) assembly.take(stored)
  return assembly.unfinished(subject)
}

function nameOf({ subject, node, write }: Stored): string {
  return `${subject} ${node} ${write}`
}
