/** How much is unread in a group: in its conversation, in threads, and of it what names this person. */
import type { GroupSummary } from '@parley/react'
import { AtSign, MessagesSquare } from 'lucide-react'
import { Hidden } from '../controls/hidden.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './unread-signs.module.css'

export function UnreadSigns({ group }: { group: GroupSummary }) {
  const { unreadCount, threadsUnread, mentionsCount, markedUnread } = group
  if (unreadCount + threadsUnread + mentionsCount === 0 && !markedUnread) return null
  return (
    <span className={styles['signs']} data-signs="">
      {mentionsCount > 0 && (
        <span className={styles['sign']}>
          <AtSign size={14} aria-hidden />
          <Hidden>{texts.marking.mentions(mentionsCount)}</Hidden>
        </span>
      )}
      {threadsUnread > 0 && (
        <span className={styles['sign']}>
          <MessagesSquare size={14} aria-hidden />
          <Hidden>{texts.marking.inThreads(threadsUnread)}</Hidden>
        </span>
      )}
      {unreadCount > 0 ? (
        <span className={styles['badge']} data-sign="badge">
          <span aria-hidden>{unreadCount > 99 ? '99+' : unreadCount}</span>
          <Hidden>{texts.groups.unread(unreadCount)}</Hidden>
        </span>
      ) : (
        markedUnread && (
          <span className={styles['dot']} data-sign="dot">
            <Hidden>{texts.marking.isMarked}</Hidden>
          </span>
        )
      )}
    </span>
  )
}
