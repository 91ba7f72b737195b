/**
 * What is held of one message: its posts (one, unless it was signed more than once), and every other
 * record about it. The only values of the timeline that change.
 */
import type { Hlc, MessageId, MessageRef, PersonId, RecordId, ThreadTag } from '@parley/protocol'
import type { ContentRecord, MessageKey } from './message.ts'
import type { Slot } from './sorted-messages.ts'

export interface MessageState {
  readonly key: MessageKey
  readonly person: PersonId
  readonly messageId: MessageId
  /** The posts held: one, unless it was signed more than once. */
  readonly posts: ContentRecord[]
  /** What stands in the order for it: its posts, or what stands in for a deleted one. */
  placed: readonly Post[]
  /** The one of those that shows: the lowest by time, then id. */
  shown: Post | undefined
  readonly edits: ContentRecord[]
  newestEdit: ContentRecord | undefined
  /** Also among those of somebody who writes in threads only, which count in threads only. */
  newestThreadEdit: ContentRecord | undefined
  readonly reacts: ContentRecord[]
  readonly unreacts: ContentRecord[]
  readonly pins: ContentRecord[]
  readonly unpins: ContentRecord[]
  /** Of those four, what was retracted. */
  readonly withdrawn: Set<RecordId>
  /** The retracts that take it back, by what tells so. */
  readonly takings: Map<string, Taking>
  /** Where it stands in the sorted list; `undefined` before its post came. */
  slot: Slot | undefined
}

/** One valid retract of a message, and the post it makes in its stead. */
export interface Taking {
  readonly removal: Removal
  /** Its author's own. */
  readonly isOwn: boolean
  readonly standIn: ContentRecord
}

export interface Removal {
  readonly by: PersonId
  /** Time and id of the retract. */
  readonly hlc: Hlc
  readonly id: RecordId
}

export interface Post {
  readonly record: ContentRecord
  readonly replyTo: MessageRef | undefined
  readonly root: MessageRef | undefined
  readonly thread: ThreadTag | undefined
  readonly state: MessageState
  order: Hlc
  /** Neighbours among the posts of one writer in one segment. */
  previous: Post | undefined
  next: Post | undefined
  /** Its reply leads back to itself, so it does not count for the order. */
  isLooping: boolean
}
