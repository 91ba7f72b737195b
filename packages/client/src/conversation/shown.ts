/**
 * From timeline to screen: names for persons, ticks for places, quotes for references.
 *
 * Objects that say the same as before stay the same objects, so that a list redraws what changed.
 */
import {
  mentionsIn,
  type Message,
  messageKey,
  refKey,
  type MessageKey,
  type Reaction,
  type Timeline,
} from '@parley/group'
import type { MessageId, MessageRef, PersonId } from '@parley/protocol'
import type {
  DeliveryStatus,
  QuotedMessage,
  ShownMessage,
  ShownReaction,
  ShownThread,
} from '../model.ts'
import type { Reach } from './marks.ts'
import { isDeletionUnsent, isReactionUnsent, type UnsentActs } from './unsent-acts.ts'
import type { WaitingAct } from './waiting.ts'

export interface ShowingPorts {
  readonly me: PersonId
  nameOf(person: PersonId): string
  /** Whether this person may take away what that one wrote. */
  mayModerate(person: PersonId): boolean
  /** Whether this person is in the group now. */
  isPresent(): boolean
  /** Another number when names, rights, or who is here, may have changed. */
  namesVersion(): number
  othersCount(): number
  /** No relay has acknowledged what stands there yet. */
  isInOutbox(place: Message['said']): boolean
  /** Own reactions and deletions that no relay has acknowledged yet. */
  unsentActs(timeline: Timeline): UnsentActs
  reach(message: Message): Reach
  isLate(key: MessageKey): boolean
  /** What hangs from a message: the same object until it says something else. */
  threadOf(root: MessageKey): ShownThread | undefined
}

export interface Showing {
  show(timeline: Timeline, messages: readonly Message[]): readonly ShownMessage[]
  /** Posts that wait to go out into the main conversation, or into the thread under `root`. */
  showWaiting(
    timeline: Timeline,
    acts: readonly WaitingAct[],
    root?: MessageKey,
  ): readonly ShownMessage[]
}

export function newShowing(ports: ShowingPorts): Showing {
  /** A message that changed is another object. */
  const shown = new WeakMap<Message, Drawn>()

  return {
    show(timeline, messages) {
      const namesVersion = ports.namesVersion()
      const unsent = ports.unsentActs(timeline)
      return messages.map((message) => {
        const before = shown.get(message)
        const now = { message, namesVersion, acts: unsent.get(message.key) }
        if (before !== undefined && isSame(ports, timeline, before.basis, now)) return before.shown
        const basis = basisOf(ports, timeline, now)
        const after = { basis, shown: showMessage(ports, timeline, basis) }
        shown.set(message, after)
        return after.shown
      })
    },
    showWaiting: (timeline, acts, root) =>
      acts.flatMap((act) =>
        rootOf(act) === root ? (showWaitingPost(ports, { timeline, acts }, act) ?? []) : [],
      ),
  }
}

/** All that a shown message depends on, cheap to look up and to compare. */
interface Basis extends Reach {
  readonly message: Message
  readonly quoted: Message | undefined
  readonly namesVersion: number
  /** What this person did to it that no relay has acknowledged. */
  readonly acts: string | undefined
  readonly late: boolean
  readonly thread: ShownThread | undefined
  readonly inOutbox: boolean
  /** What it says now is an edit that no relay has acknowledged. */
  readonly editWaits: boolean
}

interface Drawn {
  readonly basis: Basis
  readonly shown: ShownMessage
}

function basisOf(
  ports: ShowingPorts,
  timeline: Timeline,
  drawn: Pick<Basis, 'message' | 'namesVersion' | 'acts'>,
): Basis {
  const { message } = drawn
  const { replyTo } = message
  const isMine = message.person === ports.me
  return {
    ...drawn,
    quoted: replyTo && timeline.get(refKey(replyTo)),
    late: ports.isLate(message.key),
    thread: ports.threadOf(message.key),
    inOutbox: isMine && ports.isInOutbox(message),
    editWaits: isMine && message.edited && ports.isInOutbox(message.said),
    ...(isMine ? ports.reach(message) : NOBODY),
  }
}

/** Asked of every message whenever anything changed: from cheap to dear, and nothing is made. */
function isSame(
  ports: ShowingPorts,
  timeline: Timeline,
  before: Basis,
  now: Pick<Basis, 'message' | 'namesVersion' | 'acts'>,
): boolean {
  const { message } = now
  if (before.namesVersion !== now.namesVersion || before.acts !== now.acts) return false
  if (before.late !== ports.isLate(message.key)) return false
  if (before.thread !== ports.threadOf(message.key)) return false
  const { replyTo } = message
  if (replyTo !== undefined && before.quoted !== timeline.get(refKey(replyTo))) return false
  if (message.person !== ports.me) return true
  if (before.inOutbox !== ports.isInOutbox(message)) return false
  if (message.edited && before.editWaits !== ports.isInOutbox(message.said)) return false
  const reach = ports.reach(message)
  return (
    before.receivedBy === reach.receivedBy &&
    before.readBy === reach.readBy &&
    before.ofCount === reach.ofCount &&
    before.told === reach.told
  )
}

function showMessage(ports: ShowingPorts, timeline: Timeline, basis: Basis): ShownMessage {
  const { message, acts, late, thread, receivedBy, readBy, ofCount } = basis
  const isMine = message.person === ports.me
  return {
    key: message.key,
    isMine,
    person: message.person,
    author: ports.nameOf(message.person),
    text: message.text,
    sentAt: message.sentAt,
    edited: message.edited,
    deleted: message.deleted,
    ...(message.deleted && isDeletionUnsent(acts) && { isDeletionUnsent: true }),
    removedBy: message.removedBy && ports.nameOf(message.removedBy),
    mayDelete: isMine ? ports.isPresent() : ports.mayModerate(message.person),
    late,
    replyTo: message.replyTo && showQuote(ports, timeline, message.replyTo),
    mentions: message.mentions,
    mentionsMe: namesPerson(message, ports.me),
    inThread: message.root && refKey(message.root),
    thread,
    pinned: message.pin !== undefined,
    forwarded: message.forwarded,
    announcement: message.announcement,
    usesNewer: message.usesNewer,
    reactions: message.reactions.map((reaction) => showReaction(ports, reaction, acts)),
    status: isMine ? statusOf(basis) : undefined,
    receivedBy,
    readBy,
    othersCount: isMine ? ofCount : ports.othersCount(),
  }
}

function showReaction(
  ports: ShowingPorts,
  { emoji, people }: Reaction,
  acts: string | undefined,
): ShownReaction {
  return {
    ...(isReactionUnsent(acts, emoji) && { isUnsent: true }),
    emoji,
    count: people.length,
    mine: people.includes(ports.me),
    people: people.map(ports.nameOf),
  }
}

const NOBODY: Reach = { receivedBy: 0, readBy: 0, ofCount: 0, told: undefined }

/** What others have is the text before, as long as an edit waits (GS95); of what nobody was sent they have nothing, whatever they tell. */
function statusOf({ receivedBy, readBy, told, inOutbox, editWaits }: Basis): DeliveryStatus {
  if (inOutbox || editWaits) return 'on-device'
  if (readBy > 0 || told === 'read') return 'read'
  return receivedBy > 0 || told === 'received' ? 'received' : 'on-relay'
}

/** Somebody else's, that names this person or everyone. */
export function namesPerson({ person: author, mentions }: Message, me: PersonId): boolean {
  return author !== me && mentions.some(({ person }) => person === me || person === 'everyone')
}

/** Whose thread a post that waits goes to. */
function rootOf({ content }: WaitingAct): MessageKey | undefined {
  return content.kind === 'post' && content.thread !== undefined
    ? refKey(content.thread)
    : undefined
}

interface Known {
  readonly timeline: Timeline
  readonly acts: readonly WaitingAct[]
}

/** Not what has gone out already, from this tab or another. */
function showWaitingPost(
  ports: ShowingPorts,
  { timeline, acts }: Known,
  { content, writtenAt }: WaitingAct,
): ShownMessage | undefined {
  const key = messageKey(ports.me, content.messageId)
  if (content.kind !== 'post' || timeline.get(key) !== undefined) return undefined
  return {
    key,
    isMine: true,
    person: ports.me,
    author: ports.nameOf(ports.me),
    text: content.text,
    sentAt: writtenAt,
    edited: false,
    deleted: false,
    removedBy: undefined,
    mayDelete: true,
    late: false,
    replyTo: content.replyTo && showQuote(ports, timeline, content.replyTo, acts),
    mentions: mentionsIn(content.text, content.mentions),
    mentionsMe: false,
    inThread: content.thread && refKey(content.thread),
    thread: undefined,
    pinned: false,
    forwarded: content.forwarded === true,
    announcement: content.announcement === true,
    usesNewer: false,
    reactions: showWaitingReactions(ports, acts, content.messageId),
    status: 'on-device',
    receivedBy: 0,
    readBy: 0,
    othersCount: ports.othersCount(),
  }
}

function showWaitingReactions(
  ports: ShowingPorts,
  acts: readonly WaitingAct[],
  messageId: MessageId,
): readonly ShownReaction[] {
  return acts.flatMap(({ content }) => {
    if (content.kind !== 'react' || content.person !== ports.me || content.messageId !== messageId)
      return []
    const people = [ports.nameOf(ports.me)]
    return [{ emoji: content.emoji, count: 1, mine: true, people, isUnsent: true }]
  })
}

function showQuote(
  ports: ShowingPorts,
  timeline: Timeline,
  ref: MessageRef,
  acts: readonly WaitingAct[] = [],
): QuotedMessage {
  const key = refKey(ref)
  const quoted = timeline.get(key)
  const deleted = quoted?.deleted ?? false
  const waiting = acts.find(
    ({ content }) =>
      content.kind === 'post' && ref.person === ports.me && content.messageId === ref.messageId,
  )
  const text = quoted?.text ?? (waiting?.content.kind === 'post' ? waiting.content.text : undefined)
  return {
    key,
    segment: quoted?.segment ?? ref.segment,
    person: ref.person,
    author: ports.nameOf(ref.person),
    inThread:
      quoted === undefined ? waiting && rootOf(waiting) : quoted.root && refKey(quoted.root),
    text: deleted ? undefined : text,
    deleted,
  }
}
