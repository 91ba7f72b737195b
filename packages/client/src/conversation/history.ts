/**
 * A group's conversation as this device has read it: timeline, late list, what waits, how it shows.
 *
 * Everything shown is computed from here when somebody looks, and only then.
 */
import {
  isUnread,
  LATE_AFTER_MS,
  type Message,
  messageKey,
  type MessageKey,
  newTimeline,
  type Roster,
  type Timeline,
  type TimelineRecord,
  unreadCount,
} from '@parley/group'
import { type GroupId, hlcMs, type PersonId, type PlaceVector, segmentDoc } from '@parley/protocol'
import type { Device } from '../device.ts'
import { type Derived, newDerived } from '../live.ts'
import type { Conversation, LastMessage, Live } from '../model.ts'
import type { FirstSyncs } from '../syncing/first-syncs.ts'
import { type Late, lateAmong, openLate } from './late.ts'
import type { Marks } from './marks.ts'
import type { Membership } from '../membership/membership.ts'
import { isAtLeast, mayModerate } from '../membership/rights.ts'
import { newShowing, type Showing } from './shown.ts'
import type { Waiting } from './waiting.ts'

export interface HistoryPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  readonly marks: Marks
  readonly waiting: Waiting
  readonly firstSyncs: FirstSyncs
  nameOf(person: PersonId): string
  /** The oldest segment that is shown. */
  oldestShown(): number
}

export interface History {
  readonly conversation: Live<Conversation>
  timeline(): Timeline
  apply(records: readonly TimelineRecord[], loaded: boolean): void
  /** Names, ticks or waiting acts changed. */
  refresh(): void
  /** These are all the records that count now. */
  anew(records: readonly TimelineRecord[]): void
  /** The documents are read anew from their beginning. */
  reset(): void
  unreadCount(): number
  lastMessage(): LastMessage | undefined
  /** Epoch milliseconds of the own newest post that went out; 0 when there is none. */
  lastOwnPostAt(): number
  /** Everything of others down to this message, as a vector of places. */
  vectorTo(key: MessageKey, first?: MessageKey): PlaceVector
  /** Late messages were on screen: this one, or all. Returns their places. */
  seeLate(key: MessageKey | undefined): PlaceVector
}

export async function openHistory(ports: HistoryPorts): Promise<History> {
  return new ReadHistory(ports, await openLate(ports.device.store, ports.group))
}

class ReadHistory implements History {
  readonly conversation: Derived<Conversation>
  readonly #ports: HistoryPorts
  readonly #late: Late
  readonly #showing: Showing
  #timeline = newTimeline()

  constructor(ports: HistoryPorts, late: Late) {
    const { device, group, membership, marks } = ports
    this.#ports = ports
    this.#late = late
    this.#showing = newShowing({
      me: device.identity.person,
      nameOf: ports.nameOf,
      namesVersion: () => membership.version(),
      othersCount: () => Math.max(0, membership.roster().members.size - 1),
      isInOutbox: ({ segment, writer, clock }) =>
        device.outbox.holds({ doc: segmentDoc(group, segment), writer, clock }),
      reach: (place) => marks.reach(place),
      isLate: late.has,
      isPresent: () => membership.roster().members.has(device.identity.person),
      mayModerate: (person) => mayRemoveOf(membership.roster(), device.identity.person, person),
    })
    this.conversation = newDerived(() => this.#show())
  }

  timeline(): Timeline {
    return this.#timeline
  }

  apply(records: readonly TimelineRecord[], loaded: boolean): void {
    this.#timeline.apply(records)
    if (!loaded) this.#addLate(records)
    this.refresh()
  }

  refresh(): void {
    this.conversation.invalidate()
  }

  anew(records: readonly TimelineRecord[]): void {
    this.#timeline = newTimeline()
    this.#timeline.apply(records)
    this.refresh()
  }

  reset(): void {
    this.#timeline = newTimeline()
    this.refresh()
  }

  unreadCount(): number {
    const { marks, device, membership } = this.#ports
    const me = device.identity.person
    const cameAt = membership.cameAt(me)
    if (cameAt === undefined) return 0
    const since = this.#timeline
      .messages()
      .filter(({ hlc, person }) => hlc > cameAt && !this.#isBlocked(person))
    return unreadCount(since, marks.read(), me)
  }

  lastMessage(): LastMessage | undefined {
    const { waiting, device, nameOf } = this.#ports
    const me = device.identity.person
    const act = waiting.list().findLast(({ content }) => content.kind === 'post')
    if (act?.content.kind === 'post')
      return {
        person: me,
        author: nameOf(me),
        isMine: true,
        text: act.content.text,
        deleted: false,
        sentAt: act.writtenAt,
      }
    const last = this.#timeline.messages().at(-1)
    return (
      last && {
        person: last.person,
        author: nameOf(last.person),
        isMine: last.person === me,
        text: last.text,
        deleted: last.deleted,
        sentAt: last.sentAt,
      }
    )
  }

  lastOwnPostAt(): number {
    const me = this.#ports.device.identity.person
    return this.#timeline.messages().findLast(({ person }) => person === me)?.sentAt ?? 0
  }

  vectorTo(key: MessageKey, first = key): PlaceVector {
    const { marks, device } = this.#ports
    const seen = { read: marks.read(), me: device.identity.person }
    return vectorTo(this.#timeline.messages(), { key, first }, seen)
  }

  seeLate(key: MessageKey | undefined): PlaceVector {
    const seen = key === undefined ? this.#late.keys() : [key]
    this.#late.see(key)
    this.refresh()
    return placesOf(seen.flatMap((one) => this.#timeline.get(one) ?? []))
  }

  #show(): Conversation {
    const { marks, device, waiting, membership, oldestShown } = this.#ports
    const me = device.identity.person
    const cameAt = membership.cameAt(me)
    const oldest = oldestShown()
    const messages = this.#timeline.messages().filter(({ segment }) => segment >= oldest)
    const read = marks.read()
    const isNew = (message: Message) =>
      cameAt !== undefined &&
      message.hlc > cameAt &&
      isUnread(message, read, me) &&
      !this.#late.has(message.key)
    const posts = this.#showing.show(this.#timeline, messages)
    return {
      messages: [...posts, ...this.#showing.showWaiting(this.#timeline, waiting.list())],
      hasOlder: oldest > 0,
      firstUnread: messages.find(isNew)?.key,
      late: this.#late.keys().filter((key) => this.#timeline.get(key)?.deleted === false),
      waitsForKey: membership.waitsForKey(),
    }
  }

  /** What is folded away calls nobody. */
  #isBlocked(person: PersonId): boolean {
    return this.#ports.device.settings.get(`blocked/${person}`) === true
  }

  #addLate(records: readonly TimelineRecord[]): void {
    const { marks, device, firstSyncs } = this.#ports
    const me = device.identity.person
    const now = device.ownClock.now()
    const arrived = new Set<MessageKey>()
    for (const record of records) {
      if (record.type !== 'content' || record.content.kind !== 'post' || record.person === me)
        continue
      // What has just been written is never late: in a live chat nobody walks the history.
      if (now - hlcMs(record.hlc) > LATE_AFTER_MS && !firstSyncs.isHistory(record))
        arrived.add(messageKey(record.person, record.content.messageId))
    }
    if (arrived.size === 0) return
    this.#late.add(
      lateAmong(arrived, { messages: this.#timeline.messages(), read: marks.read(), me, now }),
    )
  }
}

/** Moderators take away what those below them wrote, and what those wrote who are gone. */
function mayRemoveOf({ members }: Roster, me: PersonId, author: PersonId): boolean {
  const mine = members.get(me)?.role
  const theirs = members.get(author)?.role
  return theirs === undefined ? isAtLeast(mine, 'moderator') : mayModerate(mine, theirs)
}

function placesOf(messages: readonly Message[]): PlaceVector {
  const vector = new Map<number, Map<number, number>>()
  for (const { segment, writer, clock } of messages) {
    const writers = vector.get(segment) ?? new Map<number, number>()
    writers.set(writer, Math.max(writers.get(writer) ?? 0, clock + 1))
    vector.set(segment, writers)
  }
  return vector
}

/** Walks up from the message, above `first` only until others' messages are read already. */
function vectorTo(
  messages: readonly Message[],
  { key, first }: { readonly key: MessageKey; readonly first: MessageKey },
  seen: { readonly read: PlaceVector; readonly me: PersonId },
): PlaceVector {
  const unread: Message[] = []
  let at = messages.findLastIndex((message) => message.key === key)
  let isOnScreen = true
  for (; at >= 0; at--) {
    const message = messages[at]
    if (message === undefined) continue
    if (message.key === first) isOnScreen = false
    if (message.person === seen.me || message.deleted) continue
    if (isUnread(message, seen.read, seen.me)) unread.push(message)
    else if (!isOnScreen) break
  }
  return placesOf(unread)
}
