/** What a user interface sees of a class beside its conversation: hands, who has the word, announcements, questions. */
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

/** A question to whoever teaches: its asker sees their own, whoever teaches all that were asked since they do. */
export interface ShownQuestion {
  readonly key: MessageKey
  readonly person: PersonId
  readonly name: string
  readonly isMine: boolean
  /** Whoever asked is in the class now. */
  readonly isHere: boolean
  readonly text: string
  /** Epoch milliseconds by the clock of whoever asked. */
  readonly at: number
  /** Of an own one: a relay has it. */
  readonly isSent: boolean
  /** Oldest first. */
  readonly answers: readonly ShownAnswer[]
  readonly isDone: boolean
}

export interface ShownAnswer {
  /** Name of who gave it. */
  readonly by: string
  readonly isMine: boolean
  /** Epoch milliseconds by their clock. */
  readonly at: number
  readonly text: string
  /** It was said in the conversation too. */
  readonly toAll: boolean
  /** To an own question, and not on the screen of this device yet. */
  readonly isNew: boolean
}

export interface AnswerOptions {
  /** What is said to the class with it; without it, whoever asked reads the answer, and who teaches. */
  readonly toAll?: string | undefined
}

/** Every act works offline, and rejects with `NotAllowed` or `StorageFailed`. */
export interface Lesson {
  readonly hands: Live<Hands>
  /** Newest first: at most 200, of what this device holds. */
  readonly announcements: Live<readonly Announcement[]>
  /** Oldest first: at most 100, of what this device holds and this person may read. */
  readonly questions: Live<readonly ShownQuestion[]>
  /** The question that is being written; kept and told to own devices as every draft is. */
  readonly draft: Live<string>
  setDraft(text: string): void
  /** The answer to it that is being written, kept and told likewise until one is given or the question settled. */
  answerDraft(question: MessageKey): Live<string>
  setAnswerDraft(question: MessageKey, text: string): void
  /** Read by whoever teaches now, and by nobody else. Also rejects with `TextTooLong`. */
  ask(text: string): Promise<void>
  /** As a moderator. Without `toAll` whoever asked has to be in the class. Also rejects with `TextTooLong`. */
  answerQuestion(key: MessageKey, text: string, options?: AnswerOptions): Promise<void>
  /** As a moderator: it is done. Of an own one: it is taken back. For good. */
  settleQuestion(key: MessageKey): Promise<void>
  /** The answers to own questions are on the screen. */
  sawAnswers(): void
  /** Does nothing while the own hand is up. */
  raiseHand(): Promise<void>
  /** One's own, or as a moderator anybody's. */
  lowerHand(key: MessageKey): Promise<void>
  /** As a moderator: the hand goes down, and its person has the word. */
  callOn(key: MessageKey): Promise<void>
  /** As a moderator: all that are up now. */
  lowerAll(): Promise<void>
}
