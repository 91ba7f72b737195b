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
import type { Hlc, PersonId, PlaceSet } from '@parley/protocol'
import type { Device } from '../device.ts'
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
  /** The same of the main conversation, for which only what changed since is looked at. */
  inMain(messages: readonly Message[]): readonly Message[]
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
  readonly marks: Marks
  /** When this person came in; `undefined` while they are not. */
  cameAt(): Hlc | undefined
}

export function newUnread(ports: UnreadPorts): Unread {
  const { device, marks } = ports
  const me = device.identity.person
  let quiet: PlaceSet = NO_PLACES
  let main: Looked = NOT_LOOKED

  function placesOf(messages: readonly Message[]): PlaceSet {
    return bridgePlaces(placeSet(messages), { read: marks.read(), quiet })
  }

  /** What was read stays read: of what was looked at, only what was new is asked about again. */
  function look(messages: readonly Message[], before: Looked): Looked {
    const cameAt = ports.cameAt()
    const read = marks.read()
    if (cameAt === undefined) return NOT_LOOKED
    if (before.messages === messages && before.read === read && before.cameAt === cameAt)
      return before
    const isNew = (at: number): boolean => {
      const message = messages[at]
      return message !== undefined && message.hlc > cameAt && isUnread(message, read, me)
    }
    const newAt = newOrChanged(before.cameAt === cameAt ? before : NOT_LOOKED, messages).filter(
      isNew,
    )
    const unread = newAt.flatMap((at) => messages[at] ?? [])
    const people = new Set(unread.map(({ person }) => person))
    return { messages, cameAt, read, newAt, unread, people }
  }

  function callingIn({ unread, people }: Looked): readonly Message[] {
    const blocked = new Set([...people].filter((person) => isBlocked(device, person)))
    return blocked.size === 0 ? unread : unread.filter(({ person }) => !blocked.has(person))
  }

  return {
    learn(records) {
      quiet = joinPlaces(quiet, placeSet(records.filter(isAct)))
    },
    forget() {
      quiet = NO_PLACES
    },
    isRead: (message) => hasPlace(marks.read(), message),
    among: (messages) => callingIn(look(messages, NOT_LOOKED)),
    inMain(messages) {
      main = look(messages, main)
      return callingIn(main)
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

/** What a list of messages was like when it was looked at. */
interface Looked {
  readonly messages: readonly Message[]
  readonly cameAt: Hlc | undefined
  readonly read: PlaceSet
  /** Where the unread ones stand, those of blocked people among them; ascending. */
  readonly newAt: readonly number[]
  /** The same, and who wrote them. */
  readonly unread: readonly Message[]
  readonly people: ReadonlySet<PersonId>
}

const NOT_LOOKED: Looked = {
  messages: [],
  cameAt: undefined,
  read: NO_PLACES,
  newAt: [],
  unread: [],
  people: new Set(),
}

/** Where in the list stands what was new before, and what was not there or another message; ascending. */
function newOrChanged(
  { messages: before, newAt }: Looked,
  messages: readonly Message[],
): readonly number[] {
  const most = Math.min(before.length, messages.length)
  let above = 0
  while (above < most && before[above] === messages[above]) above++
  let below = 0
  while (below < most - above && before.at(-1 - below) === messages.at(-1 - below)) below++
  const changed = Array.from({ length: messages.length - above - below }, (_, at) => above + at)
  const moved = messages.length - before.length
  return [
    ...newAt.filter((at) => at < above),
    ...changed,
    ...newAt.filter((at) => at >= before.length - below).map((at) => at + moved),
  ]
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
