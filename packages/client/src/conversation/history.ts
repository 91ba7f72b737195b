/**
 * A group's conversation as this device has read it: timeline, late list, what waits, how it shows.
 *
 * Everything shown is computed from here when somebody looks, and only then.
 */
import {
  type Message,
  LATE_AFTER_MS,
  messageKey,
  refKey,
  type MessageKey,
  newTimeline,
  type Roster,
  type Timeline,
  type TimelineRecord,
} from '@parley/group'
import {
  type GroupId,
  hlcMs,
  type MessageId,
  type PersonId,
  type PlaceSet,
  segmentDoc,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { type Derived, newDerived } from '../live.ts'
import type { Conversation, LastMessage, Live, ShownMessage } from '../model.ts'
import type { FirstSyncs } from '../syncing/first-syncs.ts'
import { type Came, openCame } from './came.ts'
import { type KeptPins, openKeptPins } from './kept-pins.ts'
import { type Late, lateAmong, openLate } from './late.ts'
import type { Marks } from './marks.ts'
import type { Membership } from '../membership/membership.ts'
import { isAtLeast, mayModerate } from '../membership/rights.ts'
import { isBlocked } from '../privacy.ts'
import { newShowing, type Showing } from './shown.ts'
import {
  type FoundMention,
  newThreadViews,
  type ThreadView,
  type ThreadViews,
} from './thread-views.ts'
import { newUnread, type Unread } from './unread.ts'
import { newUnsentActs } from './unsent-acts.ts'
import type { Waiting, WaitingAct } from './waiting.ts'

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
  /** What is older was freed, and is not here again yet. */
  isOlderAway(): boolean
}

type Views = Pick<ThreadViews, 'threads' | 'pins' | 'mentions'>

export interface History extends Views {
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
  /** In all threads. */
  threadsUnread(): number
  threadView(root: MessageKey): ThreadView
  /** As views show them. */
  shown(messages: readonly Message[]): readonly ShownMessage[]
  mayDelete(message: Message): boolean
  /** What a message says, if it is here and neither deleted nor of somebody this person blocked. */
  textOf(key: MessageKey): string | undefined
  /** Older segments with something to show: pins, and what threads hang from. */
  segmentsWanted(): Iterable<number>
  /** An own message, sent or not: whether it stands in a thread. */
  isInThread(messageId: MessageId): boolean
  lastMessage(): LastMessage | undefined
  /** Epoch milliseconds of the own newest post that went out; 0 when there is none. */
  lastOwnPostAt(): number
  /** What is read once everything from `first` down to this message was on screen. */
  placesTo(key: MessageKey, first?: MessageKey): PlaceSet
  /** Came in late, seen since or not. */
  isLate(key: MessageKey): boolean
  /** In all of the group, threads too. */
  unreadMessages(): readonly Message[]
  /** What is read once nothing is unread. */
  placesOfAll(): PlaceSet
  /** Not seen yet, here or on another own device. */
  lateMessages(): readonly Message[]
  /** Late messages were on screen: this one, or all. Returns their places. */
  seeLate(key: MessageKey | undefined): PlaceSet
}

export async function openHistory(ports: HistoryPorts): Promise<History> {
  const { device, group } = ports
  const late = await openLate(device.store, group)
  const came = await openCame(ports)
  return new ReadHistory(ports, { late, pins: await openKeptPins(device.store, group), came })
}

interface Kept {
  readonly late: Late
  readonly pins: KeptPins
  readonly came: Came
}

class ReadHistory implements History {
  readonly conversation: Derived<Conversation>
  readonly threads: ThreadViews['threads']
  readonly pins: ThreadViews['pins']
  readonly #ports: HistoryPorts
  readonly #late: Late
  readonly #showing: Showing
  readonly #unread: Unread
  readonly #views: ThreadViews
  readonly #pins: KeptPins
  readonly #came: Came
  /** Asked for with every message on a screen. */
  readonly #docNames = new Map<number, string>()
  #timeline = newTimeline()

  constructor(ports: HistoryPorts, { late, pins, came }: Kept) {
    const { device, group, membership, marks } = ports
    this.#ports = ports
    this.#late = late
    this.#pins = pins
    this.#came = came
    this.#unread = newUnread({ device, marks, cameAt: () => came.at() })
    this.#showing = newShowing({
      me: device.identity.person,
      nameOf: ports.nameOf,
      namesVersion: () => membership.version(),
      othersCount: () => Math.max(0, membership.roster().members.size - 1),
      isInOutbox: ({ segment, writer, clock }) =>
        device.outbox.holds({ doc: this.#docOf(segment), writer, clock }),
      unsentActs: newUnsentActs(device.outbox, group),
      reach: (place) => marks.reach(place),
      isLate: late.has,
      threadOf: (root) => this.#views.statsOf(root),
      isPresent: () => membership.roster().members.has(device.identity.person),
      mayModerate: (person) => mayRemoveOf(membership.roster(), device.identity.person, person),
    })
    this.#views = newThreadViews({
      me: device.identity.person,
      showing: this.#showing,
      timeline: () => this.#timeline,
      waiting: () => ports.waiting.list(),
      nameOf: ports.nameOf,
      unreadAmong: (messages) => this.#unread.among(messages),
      isBlocked: (person) => isBlocked(device, person),
      isBefore: (message) => this.#isBefore(message),
      late: () => this.#lateNow(),
      waitsForKey: () => membership.waitsForKey(),
      onPinned: (pinned) => this.#pins.note(pinned, (key) => this.#timeline.get(key) !== undefined),
    })
    this.threads = this.#views.threads
    this.pins = this.#views.pins
    this.conversation = newDerived(() => this.#show())
  }

  mentions(): readonly FoundMention[] {
    return this.#views.mentions()
  }

  threadsUnread(): number {
    return this.#views.unreadCount()
  }

  threadView(root: MessageKey): ThreadView {
    return this.#views.view(root)
  }

  shown(messages: readonly Message[]): readonly ShownMessage[] {
    return this.#showing.show(this.#timeline, messages)
  }

  segmentsWanted(): Iterable<number> {
    return [...this.#pins.segments(), ...this.#timeline.missingRoots()]
  }

  mayDelete(message: Message): boolean {
    return this.shown([message])[0]?.mayDelete !== false
  }

  textOf(key: MessageKey): string | undefined {
    const message = this.#timeline.get(key)
    if (message === undefined || message.deleted) return undefined
    return isBlocked(this.#ports.device, message.person) ? undefined : message.text
  }

  isInThread(messageId: MessageId): boolean {
    const me = this.#ports.device.identity.person
    const isSent = this.#timeline.get(messageKey(me, messageId))?.thread !== undefined
    const isIt = ({ content }: WaitingAct) =>
      content.kind === 'post' && content.messageId === messageId && content.thread !== undefined
    return isSent || this.#ports.waiting.list().some(isIt)
  }

  timeline(): Timeline {
    return this.#timeline
  }

  apply(records: readonly TimelineRecord[], loaded: boolean): void {
    this.#timeline.apply(records)
    this.#unread.learn(records)
    if (!loaded) this.#addLate(records)
    this.refresh()
  }

  refresh(): void {
    this.#views.refresh()
    this.conversation.invalidate()
  }

  anew(records: readonly TimelineRecord[]): void {
    this.reset()
    this.#timeline.apply(records)
    this.#unread.learn(records)
    this.refresh()
  }

  reset(): void {
    this.#timeline = newTimeline()
    this.#unread.forget()
    this.refresh()
  }

  unreadCount(): number {
    return this.#unread.inMain(this.#timeline.messages()).length
  }

  lastMessage(): LastMessage | undefined {
    const waits = this.#showing.showWaiting(this.#timeline, this.#ports.waiting.list()).at(-1)
    const last = this.#timeline.messages().at(-1)
    return waits ?? (last && this.shown([last])[0])
  }

  lastOwnPostAt(): number {
    const me = this.#ports.device.identity.person
    return this.#lists().reduce(
      (at, list) => Math.max(at, list.findLast(({ person }) => person === me)?.sentAt ?? 0),
      0,
    )
  }

  placesTo(key: MessageKey, first = key): PlaceSet {
    const late = new Set(this.#late.keys())
    const seen = { key, first, isLate: (one: MessageKey) => late.has(one) }
    return this.#unread.placesTo(this.#listWith(key), seen)
  }

  isLate(key: MessageKey): boolean {
    return this.#late.has(key)
  }

  unreadMessages(): readonly Message[] {
    const inThreads = this.#timeline.threads().flatMap(({ posts }) => this.#unread.among(posts))
    return [...this.#unread.inMain(this.#timeline.messages()), ...inThreads]
  }

  placesOfAll(): PlaceSet {
    return this.#unread.placesOf(this.unreadMessages())
  }

  lateMessages(): readonly Message[] {
    return this.#lateNow().flatMap((key) => this.#timeline.get(key) ?? [])
  }

  seeLate(key: MessageKey | undefined): PlaceSet {
    const seen = key === undefined ? this.#late.keys() : [key]
    this.#late.see(key)
    this.refresh()
    return this.#unread.placesOf(seen.flatMap((one) => this.#timeline.get(one) ?? []))
  }

  #docOf(segment: number): string {
    const name = this.#docNames.get(segment) ?? segmentDoc(this.#ports.group, segment)
    this.#docNames.set(segment, name)
    return name
  }

  #show(): Conversation {
    const { waiting, membership, oldestShown } = this.#ports
    const oldest = oldestShown()
    const isOpen = ({ segment }: Message): boolean => segment >= oldest
    const messages = this.#timeline.messages().filter(isOpen)
    const unread = this.#unread.inMain(this.#timeline.messages()).filter(isOpen)
    const posts = this.#showing.show(this.#timeline, messages)
    return {
      messages: [...posts, ...this.#showing.showWaiting(this.#timeline, waiting.list())],
      hasOlder: oldest > 0,
      isOlderAway: this.#ports.isOlderAway(),
      firstUnread: unread.find(({ key }) => !this.#late.has(key))?.key,
      late: this.#lateNow().filter((key) => this.#timeline.get(key)?.thread === undefined),
      waitsForKey: membership.waitsForKey(),
    }
  }

  #lateNow(): readonly MessageKey[] {
    return this.#late.keys().filter((key) => {
      const message = this.#timeline.get(key)
      return message?.deleted === false && !this.#unread.isRead(message)
    })
  }

  /** The main conversation, and each thread. */
  #lists(): readonly (readonly Message[])[] {
    return [this.#timeline.messages(), ...this.#timeline.threads().map(({ posts }) => posts)]
  }

  /** The messages among which it stands. */
  #listWith(key: MessageKey): readonly Message[] {
    const root = this.#timeline.get(key)?.root
    if (root === undefined) return this.#timeline.messages()
    return this.#timeline.thread(refKey(root))?.posts ?? []
  }

  /** To who is not in, nothing is new. */
  #isBefore({ hlc }: Message): boolean {
    const cameAt = this.#came.at()
    return cameAt === undefined || hlc <= cameAt
  }

  #addLate(records: readonly TimelineRecord[]): void {
    const { marks, device, firstSyncs } = this.#ports
    const me = device.identity.person
    const now = device.ownClock.now()
    const arrived = new Map<readonly Message[], Set<MessageKey>>()
    for (const record of records) {
      if (record.type !== 'content' || record.content.kind !== 'post' || record.person === me)
        continue
      // What has just been written is never late: in a live chat nobody walks the history.
      if (now - hlcMs(record.hlc) <= LATE_AFTER_MS || firstSyncs.isHistory(record)) continue
      const key = messageKey(record.person, record.content.messageId)
      const list = this.#listWith(key)
      arrived.set(list, (arrived.get(list) ?? new Set()).add(key))
    }
    for (const [messages, keys] of arrived)
      this.#late.add(lateAmong(keys, { messages, read: marks.read(), me, now }))
  }
}

/** Moderators take away what those below them wrote, and what those wrote who are gone. */
function mayRemoveOf({ members }: Roster, me: PersonId, author: PersonId): boolean {
  const mine = members.get(me)?.role
  const theirs = members.get(author)?.role
  return theirs === undefined ? isAtLeast(mine, 'moderator') : mayModerate(mine, theirs)
}
