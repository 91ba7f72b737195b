/** The way to the newest message, with how many below are unread, or came while one was reading further up. */
import type { Conversation, MessageKey, ShownMessage } from '@parley/react'
import { ArrowDown } from 'lucide-react'
import { useState } from 'react'
import { texts } from '../texts/catalogue.ts'
import styles from './to-newest.module.css'

interface ToNewestProps {
  readonly of: Conversation
  readonly isAtBottom: boolean
  readonly onPress: () => void
}

export function ToNewest({ of, isAtBottom, onPress }: ToNewestProps) {
  const { messages, firstUnread } = of
  const newest = messages.at(-1)?.key
  const [leftAt, setLeftAt] = useState(newest)
  if (isAtBottom && leftAt !== newest) setLeftAt(newest)
  if (isAtBottom || newest === undefined) return null
  const unreadAt = messages.findIndex(({ key }) => key === firstUnread)
  const unread = unreadAt < 0 ? 0 : othersAfter(messages, messages[unreadAt - 1]?.key)
  const count = Math.max(unread, othersAfter(messages, leftAt))
  return (
    <button
      type="button"
      className={styles['button']}
      data-passing="gone"
      data-new={count > 0 ? '' : undefined}
      onClick={onPress}
    >
      <ArrowDown size={16} aria-hidden />
      {count > 0 ? texts.conversation.newMessages(count) : texts.conversation.toNewest}
    </button>
  )
}

function othersAfter(messages: readonly ShownMessage[], key: MessageKey | undefined): number {
  let count = 0
  for (let at = messages.length - 1; at >= 0 && messages[at]?.key !== key; at--) {
    if (messages[at]?.isMine === false) count++
  }
  return count
}
