/**
 * What hangs from the messages of a conversation: its threads, its pins, and who is named where.
 *
 * Like the conversation, computed from the timeline when somebody looks. What blocked people wrote
 * stands in its thread, and calls nobody: it is not counted and names nobody. Rules GS80 to GS84.
 */
import type { Message, MessageKey, ThreadPosts, Timeline } from '@parley/group'
import type { PersonId } from '@parley/protocol'
import { type Derived, newDerived } from '../live.ts'
import type { Conversation, Live, ShownMessage, ShownThread } from '../model.ts'
import type { ThreadSummary } from '../model-threads.ts'
import { namesPerson, type Showing } from './shown.ts'
import { byTurns } from './turns.ts'
import type { WaitingAct } from './waiting.ts'

export interface ThreadViewsPorts {
  readonly me: PersonId
  readonly showing: Showing
  timeline(): Timeline
  waiting(): readonly WaitingAct[]
  nameOf(person: PersonId): string
  /** Of these messages the unread ones, in their order. */
  unreadAmong(messages: readonly Message[]): readonly Message[]
  isBlocked(person: PersonId): boolean
  /** From before this person came into the group. */
  isBefore(message: Message): boolean
  /** Late messages not seen yet. */
  late(): readonly MessageKey[]
  waitsForKey(): boolean
  /** These are all that are pinned, of what is held. */
  onPinned(messages: readonly Message[]): void
}

export interface ThreadView {
  readonly root: Live<ShownMessage | undefined>
  readonly conversation: Live<Conversation>
}

/** A message that names this person. */
export interface FoundMention {
  readonly message: Message
  readonly thread: MessageKey | undefined
  readonly unread: boolean
}

export interface ThreadViews {
  readonly threads: Live<readonly ThreadSummary[]>
  readonly pins: Live<readonly ShownMessage[]>
  /** The same object each time. */
  view(root: MessageKey): ThreadView
  /** As the message it hangs from shows it. */
  statsOf(root: MessageKey): ShownThread | undefined
  unreadCount(): number
  /** Newest first. */
  mentions(): readonly FoundMention[]
  refresh(): void
}

/** More than a screen lists; who pins thousands harms nobody. */
const MAX_PINS = 100
const MAX_MENTIONS = 200

export function newThreadViews(ports: ThreadViewsPorts): ThreadViews {
  return new HeldThreadViews(ports)
}

class HeldThreadViews implements ThreadViews {
  readonly threads: Derived<readonly ThreadSummary[]>
  readonly pins: Derived<readonly ShownMessage[]>
  readonly #ports: ThreadViewsPorts
  readonly #stats: Derived<ReadonlyMap<MessageKey, ShownThread>>
  readonly #mentions: Derived<readonly FoundMention[]>
  readonly #views = new Map<
    MessageKey,
    { [K in keyof ThreadView]: Derived<ReturnType<ThreadView[K]['get']>> }
  >()

  constructor(ports: ThreadViewsPorts) {
    this.#ports = ports
    this.#stats = newDerived((last) => this.#allStats(last))
    this.#mentions = newDerived(() => this.#findMentions())
    this.threads = newDerived(() => this.#summaries())
    this.pins = newDerived(() => this.#pinned())
  }

  view(root: MessageKey): ThreadView {
    const view = this.#views.get(root) ?? {
      root: newDerived(() => this.#shown(root)),
      conversation: newDerived(() => this.#conversation(root)),
    }
    this.#views.set(root, view)
    return view
  }

  statsOf(root: MessageKey): ShownThread | undefined {
    return this.#stats.get().get(root)
  }

  unreadCount(): number {
    let count = 0
    for (const { unreadCount } of this.#stats.get().values()) count += unreadCount
    return count
  }

  mentions(): readonly FoundMention[] {
    return this.#mentions.get()
  }

  refresh(): void {
    this.#stats.invalidate()
    this.#mentions.invalidate()
    this.threads.invalidate()
    this.pins.invalidate()
    for (const { root, conversation } of this.#views.values()) {
      root.invalidate()
      conversation.invalidate()
    }
  }

  /** What says the same as before stays the same object, so that its root is not drawn anew. */
  #allStats(
    last: ReadonlyMap<MessageKey, ShownThread> | undefined,
  ): ReadonlyMap<MessageKey, ShownThread> {
    const stats = new Map<MessageKey, ShownThread>()
    for (const thread of this.#ports.timeline().threads()) {
      const before = last?.get(thread.rootKey)
      const after = this.#statsOf(thread)
      if (after === undefined) continue
      stats.set(thread.rootKey, before !== undefined && isSame(before, after) ? before : after)
    }
    return stats
  }

  #statsOf({ posts }: ThreadPosts): ShownThread | undefined {
    const { nameOf, unreadAmong } = this.#ports
    const counted = this.#counted(posts)
    const last = counted.at(-1)
    const people = new Set(counted.toReversed().map(({ person }) => person))
    return (
      last && {
        count: counted.length,
        unreadCount: unreadAmong(counted).length,
        lastAt: last.sentAt,
        people: [...people].map((person) => ({ person, name: nameOf(person) })),
      }
    )
  }

  #counted(posts: readonly Message[]): readonly Message[] {
    return posts.filter(({ deleted, person }) => !deleted && !this.#ports.isBlocked(person))
  }

  #summaries(): readonly ThreadSummary[] {
    const newest = ({ posts }: ThreadPosts) => this.#counted(posts).at(-1)
    return this.#ports
      .timeline()
      .threads()
      .flatMap((thread) => {
        const last = newest(thread)
        return last === undefined ? [] : [{ thread, last }]
      })
      .toSorted((a, b) => Number(b.last.hlc - a.last.hlc) || (a.last.key < b.last.key ? -1 : 1))
      .flatMap(({ thread, last }) => this.#summaryOf(thread, last) ?? [])
  }

  #summaryOf({ rootKey, posts }: ThreadPosts, last: Message): ThreadSummary | undefined {
    const { me } = this.#ports
    const stats = this.statsOf(rootKey)
    const rootMessage = this.#shown(rootKey)
    return (
      stats && {
        root: rootKey,
        rootMessage,
        count: stats.count,
        unreadCount: stats.unreadCount,
        last: this.#shown(last.key),
        mine:
          rootKey.startsWith(`${me}/`) ||
          posts.some(({ person, deleted }) => person === me && !deleted),
      }
    )
  }

  #shown(key: MessageKey): ShownMessage | undefined {
    const { showing, timeline, waiting } = this.#ports
    const message = timeline().get(key)
    if (message !== undefined) return showing.show(timeline(), [message])[0]
    return showing.showWaiting(timeline(), waiting()).find((one) => one.key === key)
  }

  #conversation(root: MessageKey): Conversation {
    const { showing, timeline, waiting, unreadAmong, late, waitsForKey } = this.#ports
    const posts = timeline().thread(root)?.posts ?? []
    const isHere = new Set(posts.map(({ key }) => key))
    const lateHere = new Set(late().filter((key) => isHere.has(key)))
    return {
      messages: [
        ...showing.show(timeline(), posts),
        ...showing.showWaiting(timeline(), waiting(), root),
      ],
      hasOlder: false,
      isOlderAway: false,
      firstUnread: unreadAmong(posts).find(({ key }) => !lateHere.has(key))?.key,
      late: [...lateHere],
      waitsForKey: waitsForKey(),
    }
  }

  #pinned(): readonly ShownMessage[] {
    const { showing, timeline, onPinned } = this.#ports
    const threads = timeline()
      .threads()
      .flatMap(({ posts }) => posts)
    const pinned = [...timeline().messages(), ...threads]
      .flatMap((message) => (message.pin === undefined ? [] : [{ message, pin: message.pin }]))
      .toSorted((a, b) => Number(b.pin.hlc - a.pin.hlc) || (a.pin.id > b.pin.id ? -1 : 1))
    const listed = byTurns(pinned, MAX_PINS, ({ pin }) => pin.by).map(({ message }) => message)
    onPinned(listed)
    return showing.show(timeline(), listed)
  }

  #findMentions(): readonly FoundMention[] {
    const { me, timeline, unreadAmong, isBlocked, isBefore } = this.#ports
    const found: Omit<FoundMention, 'unread'>[] = []
    const note = (message: Message, thread: MessageKey | undefined): void => {
      if (message.mentions.length === 0 || !namesPerson(message, me)) return
      if (!isBlocked(message.person) && !isBefore(message)) found.push({ message, thread })
    }
    for (const message of timeline().messages()) note(message, undefined)
    for (const { rootKey, posts } of timeline().threads())
      for (const post of posts) note(post, rootKey)
    const unread = new Set(unreadAmong(found.map(({ message }) => message)))
    const all = found
      .map((one) => ({ ...one, unread: unread.has(one.message) }))
      .toSorted((a, b) => Number(b.message.hlc - a.message.hlc))
    return byTurns(all, MAX_MENTIONS, ({ message }) => message.person)
  }
}

function isSame(a: ShownThread, b: ShownThread): boolean {
  return (
    a.count === b.count &&
    a.unreadCount === b.unreadCount &&
    a.lastAt === b.lastAt &&
    a.people.length === b.people.length &&
    a.people.every(
      ({ person, name }, at) => person === b.people[at]?.person && name === b.people[at].name,
    )
  )
}
