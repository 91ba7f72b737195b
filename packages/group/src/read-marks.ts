/**
 * What a person has received and read, and what is unread and late by that.
 *
 * What was received is a vector, what was read a set of places. Both only grow, so a message that arrives
 * late is unread by construction, and nothing read ever comes back. Rules RM1 to RM7.
 */
import type { PersonId, PlaceSet, PlaceVector, ReadMark, Writer } from '@parley/protocol'
import type { Message } from './message.ts'
import { hasPlace, joinPlaces, type SegmentPlace } from './place-sets.ts'

/** A message this old when it comes in above something read is pointed out. */
export const LATE_AFTER_MS = 60_000

/** The pointwise maximum; `a` itself when `b` adds nothing. */
export function mergeVectors(a: PlaceVector, b: PlaceVector): PlaceVector {
  let merged: Map<number, ReadonlyMap<Writer, number>> | undefined
  for (const [segment, counts] of b) {
    const mine = a.get(segment) ?? new Map<Writer, number>()
    const more = [...counts].filter(([writer, count]) => count > (mine.get(writer) ?? 0))
    if (more.length > 0) (merged ??= new Map(a)).set(segment, new Map([...mine, ...more]))
  }
  return merged ?? a
}

export function mergeMarks(a: ReadMark, b: ReadMark): ReadMark {
  return {
    received: mergeVectors(a.received, b.received),
    read: joinPlaces(a.read, b.read),
  }
}

export function covers(vector: PlaceVector, { segment, writer, clock }: SegmentPlace): boolean {
  return clock < (vector.get(segment)?.get(writer) ?? 0)
}

/** How many messages of others stand there unread; a deleted one asks for no reading. */
export function unreadCount(messages: readonly Message[], read: PlaceSet, me: PersonId): number {
  let count = 0
  for (const message of messages) if (isUnread(message, read, me)) count++
  return count
}

export function isUnread(message: Message, read: PlaceSet, me: PersonId): boolean {
  return message.person !== me && !message.deleted && !hasPlace(read, message)
}

/**
 * Whether this message of another's arrived above something this person has read or written, and
 * is over 60 s old. `messages` is in the timeline's order and holds it; `now` is epoch milliseconds.
 */
export function isLate(asked: {
  readonly message: Message
  readonly messages: readonly Message[]
  readonly read: PlaceSet
  readonly me: PersonId
  readonly now: number
}): boolean {
  const { message, messages, read, me, now } = asked
  if (!isUnread(message, read, me) || now - message.sentAt <= LATE_AFTER_MS) return false
  for (let at = messages.length - 1; at >= 0; at--) {
    const below = messages[at]
    if (below === undefined || below.key === message.key) return false
    if (below.person === me || hasPlace(read, below)) return true
  }
  return false
}
