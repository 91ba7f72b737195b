/**
 * From timeline to screen: names for persons, ticks for places, quotes for references.
 *
 * Objects that say the same as before stay the same objects, so that a list redraws what changed.
 */
import { type Message, messageKey, type MessageKey, type Timeline } from '@parley/group'
import type { MessageRef, PersonId } from '@parley/protocol'
import type { DeliveryStatus, QuotedMessage, ShownMessage, ShownReaction } from '../model.ts'
import type { WaitingAct } from './waiting.ts'

export interface ShowingPorts {
  readonly me: PersonId
  nameOf(person: PersonId): string
  othersCount(): number
  /** Not acknowledged by any relay yet. */
  isInOutbox(message: Message): boolean
  reach(message: Message): { readonly receivedBy: number; readonly readBy: number }
  isLate(key: MessageKey): boolean
}

export interface Showing {
  show(timeline: Timeline, messages: readonly Message[]): readonly ShownMessage[]
  showWaiting(timeline: Timeline, acts: readonly WaitingAct[]): readonly ShownMessage[]
}

export function newShowing(ports: ShowingPorts): Showing {
  let shown = new Map<MessageKey, ShownMessage>()

  return {
    show(timeline, messages) {
      const next = new Map<MessageKey, ShownMessage>()
      for (const message of messages) {
        const fresh = showMessage(ports, timeline, message)
        const before = shown.get(message.key)
        next.set(message.key, before !== undefined && isSame(before, fresh) ? before : fresh)
      }
      shown = next
      return [...next.values()]
    },
    showWaiting: (timeline, acts) => acts.flatMap((act) => showWaitingPost(ports, timeline, act) ?? []),
  }
}

function showMessage(ports: ShowingPorts, timeline: Timeline, message: Message): ShownMessage {
  const isMine = message.person === ports.me
  const reach = isMine ? ports.reach(message) : NOBODY
  return {
    key: message.key,
    isMine,
    person: message.person,
    author: ports.nameOf(message.person),
    text: message.text,
    sentAt: message.sentAt,
    edited: message.edited,
    deleted: message.deleted,
    late: ports.isLate(message.key),
    replyTo: message.replyTo && showQuote(ports, timeline, message.replyTo),
    reactions: message.reactions.map((reaction): ShownReaction => ({
      emoji: reaction.emoji,
      count: reaction.people.length,
      mine: reaction.people.includes(ports.me),
      people: reaction.people.map(ports.nameOf),
    })),
    status: isMine ? statusOf(ports, message, reach) : undefined,
    ...reach,
    othersCount: ports.othersCount(),
  }
}

const NOBODY = { receivedBy: 0, readBy: 0 }

function statusOf(ports: ShowingPorts, message: Message, reach: { readonly receivedBy: number; readonly readBy: number }): DeliveryStatus {
  if (reach.readBy > 0) return 'read'
  if (reach.receivedBy > 0) return 'received'
  return ports.isInOutbox(message) ? 'on-device' : 'on-relay'
}

function showWaitingPost(ports: ShowingPorts, timeline: Timeline, { content, writtenAt }: WaitingAct): ShownMessage | undefined {
  if (content.kind !== 'post') return undefined
  return {
    key: messageKey(ports.me, content.messageId),
    isMine: true,
    person: ports.me,
    author: ports.nameOf(ports.me),
    text: content.text,
    sentAt: writtenAt,
    edited: false,
    deleted: false,
    late: false,
    replyTo: content.replyTo && showQuote(ports, timeline, content.replyTo),
    reactions: [],
    status: 'on-device',
    ...NOBODY,
    othersCount: ports.othersCount(),
  }
}

function showQuote(ports: ShowingPorts, timeline: Timeline, ref: MessageRef): QuotedMessage {
  const key = messageKey(ref.person, ref.messageId)
  const quoted = timeline.get(key)
  const deleted = quoted?.deleted ?? false
  return { key, author: ports.nameOf(ref.person), text: deleted ? undefined : quoted?.text, deleted }
}

/** Plain data of two levels: compared as what it says. */
function isSame(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false
  const [before, after] = [Object.entries(left), Object.entries(right)]
  const fields = right as Record<string, unknown>
  return before.length === after.length && before.every(([field, value]) => isSame(value, fields[field]))
}
