/**
 * A group's conversation as this device has read it: timeline, late list, what waits, how it shows.
 *
 * Everything shown is computed from here when somebody looks, and only then.
 */
import { isUnread, type Message, type MessageKey, newTimeline, type Timeline, type TimelineRecord, unreadCount } from '@parley/group'
import { type GroupId, type PersonId, type PlaceVector, segmentDoc } from '@parley/protocol'
import type { Device } from '../device.ts'
import { newDerived } from '../live.ts'
import type { Conversation, LastMessage, Live } from '../model.ts'
import { lateAmong, openLate } from './late.ts'
import type { Marks } from './marks.ts'
import type { Membership } from './membership.ts'
import { newShowing } from './shown.ts'
import type { Waiting } from './waiting.ts'

export interface HistoryPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  readonly marks: Marks
  readonly waiting: Waiting
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
  /** The documents are read anew from their beginning. */
  reset(): void
  unreadCount(): number
  lastMessage(): LastMessage | undefined
  /** Everything of others down to this message, as a vector of places. */
  vectorTo(key: MessageKey): PlaceVector
  seeLate(key: MessageKey | undefined): void
}

export async function openHistory(ports: HistoryPorts): Promise<History> {
  const { device, group, membership, marks, waiting } = ports
  const me = device.identity.person
  const late = await openLate(device.store, group)
  let timeline = newTimeline()
  const showing = newShowing({
    me,
    nameOf: ports.nameOf,
    othersCount: () => Math.max(0, membership.roster().members.size - 1),
    isInOutbox: ({ segment, writer, clock }) => device.outbox.holds({ doc: segmentDoc(group, segment), writer, clock }),
    reach: marks.reach,
    isLate: late.has,
  })
  const conversation = newDerived<Conversation>(show)

  function show(): Conversation {
    const oldest = ports.oldestShown()
    const messages = timeline.messages().filter(({ segment }) => segment >= oldest)
    const read = marks.read()
    const posts = showing.show(timeline, messages)
    const firstUnread = messages.find((message) => isUnread(message, read, me) && !late.has(message.key))?.key
    return {
      messages: [...posts, ...showing.showWaiting(timeline, waiting.list())],
      hasOlder: oldest > 0,
      firstUnread,
      late: late.keys().filter((key) => timeline.get(key)?.deleted === false),
    }
  }

  function addLate(records: readonly TimelineRecord[]): void {
    const arrived = new Set<MessageKey>()
    for (const record of records) {
      if (record.type !== 'content' || record.content.kind !== 'post' || record.person === me) continue
      arrived.add(`${record.person}/${record.content.messageId}`)
    }
    if (arrived.size > 0) late.add(lateAmong(arrived, { messages: timeline.messages(), read: marks.read(), me, now: device.ownClock.now() }))
  }

  return {
    conversation,
    timeline: () => timeline,
    apply(records, loaded) {
      timeline.apply(records)
      if (!loaded) addLate(records)
      conversation.invalidate()
    },
    refresh: conversation.invalidate,
    reset() {
      timeline = newTimeline()
      conversation.invalidate()
    },
    unreadCount: () => unreadCount(timeline.messages(), marks.read(), me),
    lastMessage() {
      const act = waiting.list().findLast(({ content }) => content.kind === 'post')
      if (act?.content.kind === 'post') return { author: ports.nameOf(me), isMine: true, text: act.content.text, deleted: false, sentAt: act.writtenAt }
      const last = timeline.messages().at(-1)
      return last && { author: ports.nameOf(last.person), isMine: last.person === me, text: last.text, deleted: last.deleted, sentAt: last.sentAt }
    },
    vectorTo: (key) => vectorTo(timeline.messages(), key, { read: marks.read(), me }),
    seeLate(key) {
      late.see(key)
      conversation.invalidate()
    },
  }
}

/** Walks up from the message until others' messages are read already. */
function vectorTo(messages: readonly Message[], key: MessageKey, seen: { readonly read: PlaceVector; readonly me: PersonId }): PlaceVector {
  const vector = new Map<number, Map<number, number>>()
  let at = messages.findLastIndex((message) => message.key === key)
  for (; at >= 0; at--) {
    const message = messages[at]
    if (message === undefined || message.person === seen.me || message.deleted) continue
    if (!isUnread(message, seen.read, seen.me)) break
    const writers = vector.get(message.segment) ?? new Map<number, number>()
    writers.set(message.writer, Math.max(writers.get(message.writer) ?? 0, message.clock + 1))
    vector.set(message.segment, writers)
  }
  return vector
}
