/** Opens the list of a group's threads; says how much in them is unread. */
import { useThreads, type Group } from '@parley/react'
import { MessagesSquare } from 'lucide-react'
import { IconButton } from '../controls/button.tsx'
import { useSide } from '../shell/use-side.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './threads-button.module.css'

export function ThreadsButton({ group }: { group: Group }) {
  const threads = useThreads(group)
  const side = useSide(group.id)
  const unread = threads.reduce((sum, { unreadCount }) => sum + unreadCount, 0)
  const says = texts.threads
  return (
    <span className={styles['holder']} data-threads={threads.length > 0 ? '' : undefined}>
      <IconButton
        name={unread > 0 ? says.openListUnread(unread) : says.openList}
        aria-expanded={side.open === 'threads'}
        onClick={() => side.toggle('threads')}
      >
        <MessagesSquare size={20} aria-hidden />
      </IconButton>
      {unread > 0 && (
        <span className={styles['badge']} aria-hidden>
          {unread > 9 ? '9+' : unread}
        </span>
      )}
    </span>
  )
}
