/**
 * What was missed, by group and thread: each line leads to the first of it. What arrived late and what
 * names this person is listed by itself, because nobody would look for it where it stands.
 */
import {
  useLive,
  useParley,
  type GroupId,
  type MissedGroup,
  type MissedMessage,
  type MissedThread,
  type MessageKey,
} from '@parley/react'
import { AtSign, History, MessageCircle, MessagesSquare } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '../controls/button.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { dayAndTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import { RichText } from '../writing/rich-text.tsx'
import { glimpse } from '../writing/glimpse.ts'
import styles from './catch-up-dialog.module.css'

/** Of one kind in one group; the rest is met on the way. */
const SHOWN = 5
const GLIMPSE_CHARS = 120

export function CatchUpDialog({ onClose }: { onClose: () => void }) {
  const parley = useParley()
  const { groups } = useLive(parley.catchUp)
  return (
    <Modal title={texts.catchUp.title} shape="wide" isRead onClose={onClose}>
      {groups.length === 0 && <p className={styles['nothing']}>{texts.catchUp.nothing}</p>}
      <div className={styles['groups']}>
        {groups.map((missed) => (
          <Missed key={missed.group} missed={missed} onLeave={onClose} />
        ))}
      </div>
      {groups.length > 0 && (
        <ModalButtons>
          <Button onClick={() => parley.markAllRead()}>{texts.catchUp.allRead}</Button>
        </ModalButtons>
      )}
    </Modal>
  )
}

interface MissedProps {
  readonly missed: MissedGroup
  readonly onLeave: () => void
}

function Missed({ missed, onLeave }: MissedProps) {
  const now = useNow()
  const parley = useParley()
  const { group, name, since, unreadCount, threads, late, mentions } = missed
  const way = { group, onLeave }
  return (
    <section className={styles['group']} aria-label={name}>
      <header>
        <h3 dir="auto">{name}</h3>
        <span>{texts.catchUp.since(dayAndTime(since, now))}</span>
      </header>
      <ul>
        {unreadCount > 0 && (
          <Way {...way} sign={<MessageCircle size={18} aria-hidden />}>
            {texts.catchUp.messages(unreadCount)}
          </Way>
        )}
        {threads.slice(0, SHOWN).map((thread) => (
          <Way
            key={thread.root}
            {...way}
            thread={thread.root}
            sign={<MessagesSquare size={18} aria-hidden />}
          >
            <ThreadWords thread={thread} />
          </Way>
        ))}
        {mentions.slice(0, SHOWN).map((one) => (
          <Told key={one.message.key} {...way} one={one} kind="mention" />
        ))}
        {late.slice(0, SHOWN).map((one) => (
          <Told
            key={one.message.key}
            {...way}
            one={one}
            kind="late"
            onTake={() => parley.openGroup(group)?.seeLate(one.message.key)}
          />
        ))}
      </ul>
      <More count={[threads, mentions, late].reduce((sum, list) => sum + beyond(list), 0)} />
    </section>
  )
}

function More({ count }: { count: number }) {
  return count === 0 ? null : <p className={styles['more']}>{texts.catchUp.more(count)}</p>
}

function beyond(list: readonly unknown[]): number {
  return Math.max(0, list.length - SHOWN)
}

interface WayProps {
  readonly group: GroupId
  readonly onLeave: () => void
  readonly sign: ReactNode
  readonly children: ReactNode
  readonly thread?: MessageKey | undefined
  /** The message to be shown; otherwise the conversation opens where it was left. */
  readonly at?: MissedMessage | undefined
  readonly onTake?: (() => void) | undefined
}

/** A conversation opens at its first unread message by itself. */
function Way({ group, onLeave, sign, children, thread, at, onTake }: WayProps) {
  const { go } = useNavigation()
  const take = () => {
    onLeave()
    onTake?.()
    const side = thread === undefined ? {} : { side: { pane: 'thread' as const, root: thread } }
    const place = at === undefined ? {} : { at: { key: at.message.key, segment: at.segment } }
    go({ screen: 'group', group, ...side, ...place })
  }
  return (
    <li>
      <button type="button" onClick={take}>
        {sign}
        <span>{children}</span>
      </button>
    </li>
  )
}

function ThreadWords({ thread }: { thread: MissedThread }) {
  const { rootMessage, unreadCount } = thread
  const isHere = rootMessage !== undefined && !rootMessage.deleted
  return (
    <>
      {texts.catchUp.inThread(unreadCount)}
      <small dir="auto">
        {isHere ? (
          <RichText text={glimpse(rootMessage.text, GLIMPSE_CHARS)} links={false} />
        ) : (
          texts.catchUp.threadGone
        )}
      </small>
    </>
  )
}

interface ToldProps {
  readonly group: GroupId
  readonly onLeave: () => void
  readonly one: MissedMessage
  readonly kind: 'mention' | 'late'
  readonly onTake?: () => void
}

function Told({ group, onLeave, one, kind, onTake }: ToldProps) {
  const { message, thread } = one
  const Sign = kind === 'late' ? History : AtSign
  return (
    <Way
      group={group}
      onLeave={onLeave}
      onTake={onTake}
      thread={thread}
      at={one}
      sign={<Sign size={18} aria-hidden />}
    >
      {texts.catchUp[kind]}
      <small>
        <bdi>{message.author}</bdi>
        {': '}
        <RichText text={glimpse(message.text, GLIMPSE_CHARS)} links={false} />
      </small>
    </Way>
  )
}
