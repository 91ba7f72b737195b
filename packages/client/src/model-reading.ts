/** What a user interface sees of reading: what was missed, who has a message, and how complete this device is. */
import type { MessageKey } from '@parley/group'
import type { GroupId } from '@parley/protocol'
import type { ShownMessage } from './model-messages.ts'

/** Others, by name. */
export interface WhoHas {
  /** It has been on their screen. */
  readonly read: readonly string[]
  /** It is on a device of theirs, and was not on screen. */
  readonly received: readonly string[]
  /** Of how many nothing is known. */
  readonly others: number
}

export interface Completeness {
  /**
   * Epoch milliseconds: all that the relay had by then is here. Not far behind the clock while in step;
   * `undefined` before this device was in step for the first time.
   */
  readonly knownUntil: number | undefined
  /** The relay is heard, and has told all it has. */
  readonly isInStep: boolean
  /** Something is known to exist that is not here, or that cannot be shown without what is not here. */
  readonly missing: boolean
}

/** What is unread in all groups, for who was away. */
export interface CatchUp {
  /** As in the list of groups; each has something to be read. */
  readonly groups: readonly MissedGroup[]
}

export interface MissedGroup {
  readonly group: GroupId
  readonly name: string
  /** Epoch milliseconds: when the oldest of it was written, by its author's clock. */
  readonly since: number
  /** Of the main conversation. */
  readonly unreadCount: number
  readonly firstUnread: MessageKey | undefined
  readonly threads: readonly MissedThread[]
  /** Late messages that were not seen yet. */
  readonly late: readonly MissedMessage[]
  /** Unread ones that name this person, newest first. */
  readonly mentions: readonly MissedMessage[]
}

export interface MissedThread {
  readonly root: MessageKey
  readonly rootMessage: ShownMessage | undefined
  readonly unreadCount: number
  readonly firstUnread: MessageKey | undefined
}

export interface MissedMessage {
  readonly message: ShownMessage
  /** Of the conversation, where it stands. */
  readonly segment: number
  /** Where it stands in a thread, what that hangs from. */
  readonly thread: MessageKey | undefined
}
