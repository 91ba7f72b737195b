/** What a user interface sees of threads, mentions and pins. */
import type { MessageKey } from '@parley/group'
import type { GroupId, Mention, MessageId, PersonId } from '@parley/protocol'
import type { Live } from './model-live.ts'
import type { Conversation, LastMessage, ShownMessage } from './model-messages.ts'

export interface SendOptions {
  /** The message that is quoted; of a thread, one of the same thread. */
  readonly replyTo?: MessageKey | undefined
  /** The message of the main conversation that the thread hangs from. */
  readonly thread?: MessageKey | undefined
  /** Those that stand in the text, after an @; of very many, the first. */
  readonly mentions?: readonly Mention[] | undefined
  /** It was said elsewhere, by whomever. */
  readonly forwarded?: boolean | undefined
  /** It stands among the announcements too: of moderators and above, in the main conversation. */
  readonly announcement?: boolean | undefined
  /** Sent twice with the same, by accident or after a crash, it is one message. */
  readonly id?: MessageId | undefined
}

/** What a message that is about to be sent will be called, so that it can be shown before it is kept. */
export interface NewMessage {
  readonly id: MessageId
  readonly key: MessageKey
  readonly person: PersonId
}

/** An edit that was not sent yet. */
export interface BegunEdit {
  readonly message: MessageKey
  readonly text: string
}

/** Where somebody writes: in a group's main conversation, or in a thread. */
export interface WritingPlace {
  readonly draft: Live<string>
  /** Kept over restarts, and told to this person's other devices. */
  setDraft(text: string): void
  /** One turns away from it: the other devices hear of it now. */
  leaveDraft(): void
  readonly begunEdit: Live<BegunEdit | undefined>
  /** Kept over restarts, on this device alone, until it is unset or its message is deleted. */
  setBegunEdit(edit: BegunEdit | undefined): void
}

/** A thread, open on a screen. Its messages are those below its root. */
export interface Thread extends WritingPlace {
  readonly key: MessageKey
  /** `undefined` while it is not on this device. */
  readonly root: Live<ShownMessage | undefined>
  readonly conversation: Live<Conversation>
  /** As the group's own, for messages of this thread. */
  markRead(key: MessageKey, first?: MessageKey): void
}

export interface ThreadSummary {
  readonly root: MessageKey
  readonly rootMessage: ShownMessage | undefined
  readonly count: number
  readonly unreadCount: number
  readonly last: LastMessage | undefined
  /** This person wrote in it, or what it hangs from. */
  readonly mine: boolean
}

/** A message that names this person. */
export interface MentionEntry {
  readonly group: GroupId
  readonly groupName: string
  readonly message: ShownMessage
  /** Where it stands in a thread, what that hangs from. */
  readonly thread: MessageKey | undefined
  readonly unread: boolean
}

/**
 * `here`: it is in the conversation now, or in the thread of that message. `not-held`: this device could
 * not fetch all of what is there; `none`: it could, and there is no such message.
 */
export type Reveal =
  | { readonly where: 'here'; readonly thread?: MessageKey }
  | { readonly where: 'not-held' | 'none' }

/** `here`: that message is in the conversation now. Of the others, as for one message. */
export type DayReveal =
  | { readonly where: 'here'; readonly key: MessageKey }
  | { readonly where: 'not-held' | 'none' }
