/**
 * Where the line "New" stands. It is drawn when a conversation is opened or comes back into view with
 * something unread, and then stays, although reading moves on: a line that vanishes while one looks
 * at it helps nobody.
 */
import type { Conversation, MessageKey } from '@parley/react'
import { useState } from 'react'

export function useUnreadLine(
  conversation: Conversation,
  isFollowing: boolean,
): MessageKey | undefined {
  const { firstUnread, messages } = conversation
  const [line, setLine] = useState(firstUnread)
  const [seen, setSeen] = useState(messages)
  if (seen !== messages) {
    setSeen(messages)
    const isAway = document.visibilityState !== 'visible' || !isFollowing || seen.length === 0
    const isAnswered = messages.at(-1)?.isMine === true && messages.at(-1) !== seen.at(-1)
    if (isAnswered) setLine(undefined)
    else if (firstUnread !== undefined && isAway && (line === undefined || firstUnread !== line)) {
      setLine((kept) =>
        kept === undefined || isBelow(messages, firstUnread, kept) ? firstUnread : kept,
      )
    }
  }
  return line
}

/** Late messages become unread far above: the line does not go back for them. */
function isBelow(messages: Conversation['messages'], key: MessageKey, other: MessageKey): boolean {
  const at = messages.findIndex((message) => message.key === key)
  return at > messages.findIndex((message) => message.key === other)
}
