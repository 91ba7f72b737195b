/**
 * What is unread in a group for this person, and which places a message on screen makes read.
 *
 * Unread is what others posted after this person came, that stands, and that was on screen on none of
 * their devices. What is folded away calls nobody. Rules GS13, GS64.
 */
import {
  bridgePlaces,
  hasPlace,
  isUnread,
  joinPlaces,
  type Message,
  type MessageKey,
  NO_PLACES,
  placeSet,
  type TimelineRecord,
} from '@parley/group'
import type { PlaceSet } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Membership } from '../membership/membership.ts'
import { isBlocked } from '../privacy.ts'
import type { Marks } from './marks.ts'

export interface Unread {
  /** Acts among the records show nothing by themselves: they are read with what stands around them. */
  learn(records: readonly TimelineRecord[]): void
  /** The documents are read anew. */
  forget(): void
  /** It was on screen, on whichever own device. */
  isRead(message: Message): boolean
  /** Of these messages the unread ones, in their order. */
  among(messages: readonly Message[]): readonly Message[]
  /**
   * The places that are read once everything from `first` down to `key` was on screen: those, and what
   * stands above as far up as nothing was read before; but nothing that came in late up there, of which
   * nobody could know. `messages` in the order in which they are shown.
   */
  placesTo(messages: readonly Message[], seen: SeenMessages): PlaceSet
  placesOf(messages: readonly Message[]): PlaceSet
}

export interface SeenMessages {
  readonly key: MessageKey
  readonly first: MessageKey
  /** Came in late, and was not seen yet. */
  isLate(key: MessageKey): boolean
}

export interface UnreadPorts {
  readonly device: Device
  readonly membership: Membership
  readonly marks: Marks
}

export function newUnread(ports: UnreadPorts): Unread {
  const { device, membership, marks } = ports
  const me = device.identity.person
  let quiet: PlaceSet = NO_PLACES

  function placesOf(messages: readonly Message[]): PlaceSet {
    return bridgePlaces(placeSet(messages), { read: marks.read(), quiet })
  }

  return {
    learn(records) {
      quiet = joinPlaces(quiet, placeSet(records.filter(isAct)))
    },
    forget() {
      quiet = NO_PLACES
    },
    isRead: (message) => hasPlace(marks.read(), message),
    among(messages) {
      const cameAt = membership.cameAt(me)
      if (cameAt === undefined) return []
      const read = marks.read()
      return messages.filter(
        (message) =>
          message.hlc > cameAt && isUnread(message, read, me) && !isBlocked(device, message.person),
      )
    },
    placesTo(messages, seen) {
      const read = marks.read()
      const isNew = (message: Message) => isUnread(message, read, me)
      const isPassed = (message: Message) => message.person === me || message.deleted
      return placesOf(seenAmong(messages, seen, { isNew, isPassed }))
    },
    placesOf,
  }
}

/** Walks up from the message, above `first` only until others' messages are read already. */
function seenAmong(
  messages: readonly Message[],
  { key, first, isLate }: SeenMessages,
  is: { readonly isNew: (message: Message) => boolean; isPassed: (message: Message) => boolean },
): readonly Message[] {
  const seen: Message[] = []
  let isAbove = false
  for (let at = messages.findLastIndex((one) => one.key === key); at >= 0; at--) {
    const message = messages[at]
    if (message === undefined) break
    const isUnseen = is.isPassed(message) || (isAbove && isLate(message.key))
    isAbove ||= message.key === first
    if (isUnseen) continue
    if (is.isNew(message)) seen.push(message)
    else if (isAbove) break
  }
  return seen
}

/** What a newer version may show as a message is none. */
function isAct(record: TimelineRecord): boolean {
  if (record.type === 'retract') return true
  const { kind } = record.content
  return kind !== 'post' && kind !== 'unknown'
}
