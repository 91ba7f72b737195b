/** What a tab shows of a group, as plain data that two tabs can be compared by. */
import type { Group, MessageKey } from '@parley/client'

export interface ScreenMessage {
  readonly key: MessageKey
  readonly author: string
  readonly text: string
  readonly edited: boolean
  readonly deleted: boolean
  readonly replyTo: MessageKey | undefined
  /** Emoji and who, sorted. */
  readonly reactions: readonly string[]
}

export function screenOf(group: Group): readonly ScreenMessage[] {
  return group.conversation.get().messages.map((message) => ({
    key: message.key,
    author: message.author,
    text: message.text,
    edited: message.edited,
    deleted: message.deleted,
    replyTo: message.replyTo?.key,
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
