/** What a user interface sees of a conversation: messages, in their order, with honest ticks. */
import type { MessageKey } from '@parley/group'
import type { Mention, PersonId } from '@parley/protocol'

export interface Conversation {
  /** Oldest first. */
  readonly messages: readonly ShownMessage[]
  readonly hasOlder: boolean
  /** What stands before was taken off this device to free space, and comes when a relay is reached. */
  readonly isOlderAway: boolean
  readonly firstUnread: MessageKey | undefined
  readonly late: readonly MessageKey[]
  /** There is more here than can be read before another device of the group is reached. */
  readonly waitsForKey: boolean
}

export type DeliveryStatus = 'on-device' | 'on-relay' | 'received' | 'read'

export interface ShownMessage {
  readonly key: MessageKey
  readonly isMine: boolean
  readonly person: PersonId
  readonly author: string
  readonly text: string
  /** Epoch milliseconds by the author's clock. */
  readonly sentAt: number
  readonly edited: boolean
  readonly deleted: boolean
  /** This person deleted it, and no relay knows yet: others still see it. */
  readonly isDeletionUnsent?: boolean
  /** Name of the moderator who deleted it; `undefined` when its author did, or nobody. */
  readonly removedBy: string | undefined
  /** Own, or of somebody this person may moderate. */
  readonly mayDelete: boolean
  readonly late: boolean
  readonly replyTo: QuotedMessage | undefined
  /** Those that stand in the text, each as `@name`. */
  readonly mentions: readonly Mention[]
  /** It names this person, or everyone, and is somebody else's. */
  readonly mentionsMe: boolean
  /** The message whose thread it stands in; `undefined`: the main conversation, or it is deleted. */
  readonly inThread: MessageKey | undefined
  /** What hangs from this message; `undefined`: nothing. */
  readonly thread: ShownThread | undefined
  readonly pinned: boolean
  readonly forwarded: boolean
  /** Whoever teaches sent it as one. */
  readonly announcement: boolean
  /** It has something that this version does not know and cannot show. */
  readonly usesNewer: boolean
  readonly reactions: readonly ShownReaction[]
  /** Own messages only. */
  readonly status: DeliveryStatus | undefined
  /** Of an own message how many others told it, and of how many: who is gone by now counts if they told it. */
  readonly receivedBy: number
  readonly readBy: number
  readonly othersCount: number
}

export interface QuotedMessage {
  readonly key: MessageKey
  /** Where it stands, or if it is not here yet where whoever quotes it says. */
  readonly segment?: number
  readonly person: PersonId
  readonly author: string
  /** The message whose thread it stands in; `undefined`: the main conversation, or it is deleted or not here yet. */
  readonly inThread: MessageKey | undefined
  /** `undefined` when the message is deleted or not here yet. */
  readonly text: string | undefined
  readonly deleted: boolean
}

export interface ShownReaction {
  readonly emoji: string
  readonly count: number
  readonly mine: boolean
  readonly people: readonly string[]
  /** This person's part in it waits: no relay knows yet that they gave it, or took it back. */
  readonly isUnsent?: boolean
}

/** What a list says of the newest message. */
export type LastMessage = Pick<
  ShownMessage,
  'person' | 'author' | 'isMine' | 'text' | 'deleted' | 'sentAt' | 'status'
>

/** What the main conversation shows of the thread under a message. */
export interface ShownThread {
  /** Deleted ones are not counted. */
  readonly count: number
  readonly unreadCount: number
  /** Epoch milliseconds by the author's clock. */
  readonly lastAt: number
  /** Who wrote in it, the latest first. */
  readonly people: readonly { readonly person: PersonId; readonly name: string }[]
}
