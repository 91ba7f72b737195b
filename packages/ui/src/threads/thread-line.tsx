/** Below a message: how many answered in its thread, who, and whether anything there is unread. */
import type { MessageKey, ShownThread } from '@parley/react'
import { useMessageActs } from '../conversation/acts.ts'
import { Avatar } from '../controls/avatar.tsx'
import { Hidden } from '../controls/hidden.tsx'
import { texts } from '../texts/catalogue.ts'
import { list } from '../texts/locale.ts'
import { sinceTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import styles from './thread-line.module.css'

const FACES = 3

interface ThreadLineProps {
  readonly root: MessageKey
  readonly thread: ShownThread
  readonly tabIndex: number
}

export function ThreadLine({ root, thread, tabIndex }: ThreadLineProps) {
  const acts = useMessageActs()
  const now = useNow()
  const { count, unreadCount, lastAt, people } = thread
  return (
    <button
      type="button"
      className={styles['line']}
      data-unread={unreadCount > 0 ? '' : undefined}
      tabIndex={tabIndex}
      title={list(people.map(({ name }) => name))}
      onClick={() => acts.openThread(root)}
    >
      <span className={styles['faces']} aria-hidden>
        {people.slice(0, FACES).map(({ person, name }) => (
          <Avatar key={person} id={person} name={name} small />
        ))}
      </span>
      <span className={styles['count']}>{texts.threads.replies(count)}</span>
      {unreadCount > 0 && (
        <span className={styles['dot']}>
          <Hidden>{texts.threads.unread(unreadCount)}</Hidden>
        </span>
      )}
      <span className={styles['when']}>{texts.threads.last(sinceTime(lastAt, now))}</span>
    </button>
  )
}

/** Between the message a thread hangs from and what hangs from it. */
export function RootLine({ thread }: { thread: ShownThread | undefined }) {
  const says = texts.threads
  return (
    <p className={styles['root']}>
      <span>{thread === undefined ? says.noReplies : says.replies(thread.count)}</span>
    </p>
  )
}
