/** What a user interface sees of a class beside its conversation: hands, who has the word, and what was announced. */
import type { MessageKey } from '@parley/group'
import type { PersonId } from '@parley/protocol'
import type { Live } from './model-live.ts'
import type { ShownMessage } from './model-messages.ts'

export interface RaisedHand {
  readonly key: MessageKey
  readonly person: PersonId
  readonly name: string
  readonly isMe: boolean
  /** Epoch milliseconds by the clock of whoever raised it. */
  readonly at: number
}

/** Somebody was given the word a short while ago. */
export interface CalledOn {
  readonly person: PersonId
  readonly name: string
  readonly isMe: boolean
  /** Name of who did it. */
  readonly by: string
  /** Epoch milliseconds by the clock of whoever did it. */
  readonly at: number
}

export interface Hands {
  /** In the order they went up, one of each person; the own one also while it cannot go out yet. */
  readonly up: readonly RaisedHand[]
  readonly called: CalledOn | undefined
}

/** What whoever teaches sent as one. It stands in the conversation too, and is read there. */
export interface Announcement {
  readonly message: ShownMessage
  readonly unread: boolean
}

/** Every act works offline, and rejects with `NotAllowed` or `StorageFailed`. */
export interface Lesson {
  readonly hands: Live<Hands>
  /** Newest first: at most 200, of what this device holds. */
  readonly announcements: Live<readonly Announcement[]>
  /** Does nothing while the own hand is up. */
  raiseHand(): Promise<void>
  /** One's own, or as a moderator anybody's. */
  lowerHand(key: MessageKey): Promise<void>
  /** As a moderator: the hand goes down, and its person has the word. */
  callOn(key: MessageKey): Promise<void>
  /** As a moderator: all that are up now. */
  lowerAll(): Promise<void>
}
