/** The way back to the newest message, with how many came while one was reading further up. */
import type { MessageKey, ShownMessage } from '@parley/react'
import { ArrowDown } from 'lucide-react'
import { useState } from 'react'
import { texts } from '../texts/catalogue.ts'
import styles from './to-newest.module.css'

interface ToNewestProps {
  readonly messages: readonly ShownMessage[]
  readonly isAtBottom: boolean
  readonly onPress: () => void
}

export function ToNewest({ messages, isAtBottom, onPress }: ToNewestProps) {
  const newest = messages.at(-1)?.key
  const [leftAt, setLeftAt] = useState(newest)
  if (isAtBottom && leftAt !== newest) setLeftAt(newest)
  if (isAtBottom || newest === undefined) return null
  const count = othersAfter(messages, leftAt)
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
