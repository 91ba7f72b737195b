/** One message in a list of messages that stand elsewhere: who, what, when, and a way there. */
import { useBlocked, type LastMessage, type PersonId } from '@parley/react'
import type { ReactNode } from 'react'
import { Avatar } from '../controls/avatar.tsx'
import { Hidden } from '../controls/hidden.tsx'
import { useLanguage } from '../language/use-language.ts'
import { texts } from '../texts/catalogue.ts'
import { number } from '../texts/locale.ts'
import { briefTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import { RichText } from '../writing/rich-text.tsx'
import { glimpse } from '../writing/glimpse.ts'
import styles from './entry-row.module.css'

const GLIMPSE_CHARS = 240

interface EntryRowProps {
  /** Of what it is about; `undefined` when that is not on this device. */
  readonly person: PersonId | undefined
  readonly author: string | undefined
  readonly text: string | undefined
  readonly isDeleted: boolean
  /** Epoch milliseconds. */
  readonly at: number | undefined
  /** Above the words, where it stands. */
  readonly where?: ReactNode
  readonly below?: string | undefined
  readonly last?: LastMessage | undefined
  /** What is unread, in words. */
  readonly unread?: string | undefined
  readonly unreadCount?: number
  readonly onOpen: () => void
  /** Beside it, what else one can do. */
  readonly act?: ReactNode
}

export function EntryRows({ name, children }: { name: string; children: ReactNode }) {
  return (
    <ul className={styles['rows']} aria-label={name}>
      {children}
    </ul>
  )
}

export function EntryRow(props: EntryRowProps) {
  useLanguage()
  const now = useNow()
  const { person, author = '', at, where, below, last, unread, unreadCount, onOpen, act } = props
  return (
    <li className={styles['row']} data-unread={unread === undefined ? undefined : ''}>
      <button type="button" className={styles['open']} onClick={onOpen}>
        <Avatar id={person ?? ''} name={author} small />
        <span className={styles['head']}>
          <bdi className={styles['author']}>{author}</bdi>
          {where !== undefined && <span className={styles['where']}>{where}</span>}
          {at !== undefined && <span className={styles['time']}>{briefTime(at, now)}</span>}
        </span>
        <span className={styles['text']}>
          <Text {...props} />
        </span>
        {(below !== undefined || unread !== undefined) && (
          <span className={styles['below']}>
            {below !== undefined && <span className={styles['count']}>{below}</span>}
            {last !== undefined && <Last last={last} />}
            {unread !== undefined && <Unread says={unread} count={unreadCount} />}
          </span>
        )}
      </button>
      {act}
    </li>
  )
}

/** How many; of what is one thing itself, the word. */
function Unread({ says, count }: { says: string; count: number | undefined }) {
  if (count === undefined) return <span className={styles['badge']}>{says}</span>
  return (
    <span className={styles['badge']}>
      <span aria-hidden>{number(count)}</span>
      <Hidden>{says}</Hidden>
    </span>
  )
}

function Text({ person, author = '', text, isDeleted }: EntryRowProps) {
  const isFolded = useBlocked().some((one) => one === person)
  if (isFolded) return <em>{texts.blocking.folded(author)}</em>
  if (isDeleted) return <em>{texts.message.deleted}</em>
  if (text === undefined) return <em>{texts.message.quoteMissing}</em>
  return <RichText text={glimpse(text, GLIMPSE_CHARS)} links={false} />
}

function Last({ last: { person, author, isMine, text, deleted } }: { last: LastMessage }) {
  const isFolded = useBlocked().includes(person)
  return (
    <span className={styles['last']}>
      <bdi>{isMine ? texts.groups.you : author}</bdi>
      {': '}
      {deleted || isFolded ? (
        <em>{deleted ? texts.message.deleted : texts.blocking.folded(author)}</em>
      ) : (
        <RichText text={glimpse(text, GLIMPSE_CHARS)} links={false} />
      )}
    </span>
  )
}
