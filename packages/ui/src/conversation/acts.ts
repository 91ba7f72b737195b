/** What a person can do with a message, offered to every part of a message without passing it down. */
import type { MessageKey, QuotedMessage, ShownMessage } from '@parley/react'
import { createContext, use } from 'react'

export interface MessageActs {
  /** What the rules of the group let this person do now. */
  readonly may: {
    readonly post: boolean
    readonly react: boolean
    /** Open a thread to write in it. */
    readonly thread: boolean
    /** Pin to the main conversation. */
    readonly pin: boolean
    /** Lead out of this conversation: to other groups, by an address, back to the list of groups. */
    readonly leave: boolean
  }
  /** Opens the choice of emoji beside this element. */
  chooseEmoji(message: ShownMessage, beside: HTMLElement): void
  toggleReaction(key: MessageKey, emoji: string, isMine: boolean): void
  reply(message: ShownMessage): void
  openThread(root: MessageKey): void
  edit(message: ShownMessage): void
  togglePin(message: ShownMessage): void
  /** Asks to which groups. */
  forward(message: ShownMessage): void
  copyLink(message: ShownMessage): void
  copyText(message: ShownMessage): void
  /** Says by name who has it. */
  showWho(message: ShownMessage): void
  /** From there on it is to be read again; leads out of the conversation, where it would be read at once. */
  markUnread(message: ShownMessage): void
  /** Asks once, then deletes for everyone. The button that asked goes with it: focus stays nearby. */
  askToDelete(message: ShownMessage, button: HTMLElement): void
  /** Opens the list of everything one can do with it: a menu beside this element, or a sheet for a thumb. */
  showAll(message: ShownMessage, beside: HTMLElement): void
  jumpTo(key: MessageKey): void
  /** To what a message answers, wherever it stands. */
  goToQuoted(quoted: QuotedMessage): void
  /** Asks for a day to go to, beginning with the one that this moment is in. */
  goToDay(at?: number): void
}

export const MessageActsContext = createContext<MessageActs | undefined>(undefined)

export function useMessageActs(): MessageActs {
  const acts = use(MessageActsContext)
  if (acts === undefined) throw new Error('useMessageActs needs a conversation above it.')
  return acts
}
