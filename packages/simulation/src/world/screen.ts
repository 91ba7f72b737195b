/** What a tab shows of a group, as plain data that two tabs can be compared by. */
import type { Group, MessageKey, ShownMessage } from '@parley/client'

export interface ScreenMessage {
  readonly key: MessageKey
  readonly author: string
  readonly text: string
  readonly edited: boolean
  readonly deleted: boolean
  readonly replyTo: MessageKey | undefined
  /** What it hangs from; `undefined`: it stands in the main conversation. */
  readonly inThread: MessageKey | undefined
  /** How many hang from it. */
  readonly hungCount: number
  readonly mentions: readonly string[]
  readonly pinned: boolean
  /** Emoji and who, sorted. */
  readonly reactions: readonly string[]
}

/** The main conversation, then each thread, by its root. */
export function screenOf(group: Group): readonly ScreenMessage[] {
  const roots = group.threads.get().map(({ root }) => root)
  return [
    ...screenIn(group.conversation.get().messages, undefined),
    ...roots
      .toSorted()
      .flatMap((root) => screenIn(group.thread(root).conversation.get().messages, root)),
  ]
}

function screenIn(
  messages: readonly ShownMessage[],
  inThread: MessageKey | undefined,
): readonly ScreenMessage[] {
  return messages.map((message) => ({
    key: message.key,
    author: message.author,
    text: message.text,
    edited: message.edited,
    deleted: message.deleted,
    replyTo: message.replyTo?.key,
    inThread,
    hungCount: message.thread?.count ?? 0,
    mentions: message.mentions.map(({ name }) => name),
    pinned: message.pinned,
    reactions: message.reactions
      .flatMap(({ emoji, people }) => people.map((person) => `${emoji} ${person}`))
      .toSorted(),
  }))
}

export function isSameScreen(
  left: readonly ScreenMessage[],
  right: readonly ScreenMessage[],
): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}
