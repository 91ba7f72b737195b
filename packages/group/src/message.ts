/**
 * What a timeline is made of and what it shows. A message is known by its person and message id,
 * wherever and however often it was signed.
 */
import type {
  Content,
  Hlc,
  Mention,
  MessageId,
  MessageRef,
  PersonId,
  RecordId,
  RetractTarget,
  ThreadTag,
  Writer,
} from '@parley/protocol'

/** `${person}/${messageId}` */
export type MessageKey = `${PersonId}/${MessageId}`

interface Written {
  readonly id: RecordId
  readonly segment: number
  readonly writer: Writer
  readonly clock: number
  /** Whose device signed it; the roster said so. */
  readonly person: PersonId
  readonly hlc: Hlc
}

export type ContentRecord = Written & {
  readonly type: 'content'
  readonly content: Content
  /**
   * A post or an edit of somebody who writes in threads only: it counts in a thread alone, and a post
   * not without the message it hangs from.
   */
  readonly needsRoot?: boolean
  /** Its author was moderator or above at its heads; asked only of what counts for more by one. */
  readonly byModerator?: boolean
  /** What stands in for a deleted post of a thread: the thread. */
  readonly standsIn?: ThreadTag | undefined
}
export type RetractRecord = Written & {
  readonly type: 'retract'
  readonly retract: readonly RetractTarget[]
  /** The message it takes back, as it says itself: what was purged is known by nothing else. */
  readonly messageId: MessageId
  /** When that was written; 0 when it takes back no message but a reaction or a pin. */
  readonly postHlc: Hlc
  /** What it takes back was written by then: its own time, or where that lies ahead the reader's. */
  readonly notAfter?: Hlc
  /** The thread it stood in, as the retract says. */
  readonly thread?: ThreadTag | undefined
  /** Whose message: the person behind the writer of the first record it names. */
  readonly target: PersonId | undefined
  /** Its author was moderator or above at its heads: it counts for what others wrote. */
  readonly byModerator: boolean
  /** Its author writes in threads only: what it says of where its message stood opens nothing (TL28). */
  readonly needsRoot?: boolean
}
/** A valid envelope, opened, or a valid retract. */
export type TimelineRecord = ContentRecord | RetractRecord

/** Where a record of a message stands; what a retract names, by segment. */
export interface RecordRef {
  readonly id: RecordId
  readonly segment: number
  readonly writer: Writer
  readonly clock: number
}

export interface Reaction {
  readonly emoji: string
  /** Who reacted, first to last; each once. */
  readonly people: readonly PersonId[]
  /** The records that stand behind it, by person: what an unreact names. */
  readonly records: ReadonlyMap<PersonId, readonly RecordId[]>
}

/** What keeps a message pinned: the newest of the pins that nobody took away. */
export interface Pin {
  readonly id: RecordId
  readonly by: PersonId
  readonly hlc: Hlc
  /** All of them: what an unpin names. */
  readonly records: readonly RecordId[]
}

export type TextPlace = Pick<Written, 'segment' | 'writer' | 'clock'>

export interface Message {
  readonly key: MessageKey
  readonly person: PersonId
  readonly messageId: MessageId
  /** Place and time of the post that is shown; of a deleted one, as the retract tells them. */
  readonly segment: number
  readonly writer: Writer
  readonly clock: number
  readonly hlc: Hlc
  /** Epoch milliseconds, as the author's device told. */
  readonly sentAt: number
  /** '' once deleted. */
  readonly text: string
  /** Where the record stands that says so: the post, or its newest edit; once deleted, the post. */
  readonly said: TextPlace
  readonly edited: boolean
  readonly deleted: boolean
  /** Who deleted it; `undefined` when its author did, or nobody. */
  readonly removedBy: PersonId | undefined
  readonly replyTo: MessageRef | undefined
  /** The thread it stands in, deleted or not; `undefined`: the main conversation. */
  readonly thread: ThreadTag | undefined
  /** The message that thread hangs from, as the post says; `undefined` once deleted. */
  readonly root: MessageRef | undefined
  /** By somebody who writes in threads only. Unless deleted it shows nowhere without the message it hangs from. */
  readonly needsRoot: boolean
  /** Those that stand in the text. */
  readonly mentions: readonly Mention[]
  readonly forwarded: boolean
  /** Sent as one by a moderator or above, in the main conversation. */
  readonly announcement: boolean
  /** It has parts of a later version, which are not shown. */
  readonly usesNewer: boolean
  readonly pin: Pin | undefined
  readonly reactions: readonly Reaction[]
}

export function messageKey(person: PersonId, messageId: MessageId): MessageKey {
  return `${person}/${messageId}`
}

/** The key of what names a message by these two. */
export function refKey({
  person,
  messageId,
}: Pick<MessageRef, 'person' | 'messageId'>): MessageKey {
  return messageKey(person, messageId)
}
