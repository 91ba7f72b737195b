/** One message in the log, with the lines that may stand above it: a new day, the first unread. */
import { useBlocked, type ShownMessage } from '@parley/react'
import { Forward, Megaphone, Pin } from 'lucide-react'
import { memo, type ReactNode, useState } from 'react'
import { useColour } from '../controls/colours.ts'
import { useLanguage } from '../language/use-language.ts'
import { Face } from '../profiles/person-cards.tsx'
import { OfSite } from '../signing-in/signed-group.tsx'
import { RootLine, ThreadLine } from '../threads/thread-line.tsx'
import { texts } from '../texts/catalogue.ts'
import { dayName, fullTime, timeOfDay } from '../time/dates.ts'
import { directionOf } from '../writing/direction.ts'
import { RichText } from '../writing/rich-text.tsx'
import { useMessageActs } from './acts.ts'
import { Beginning } from './beginning.tsx'
import { Delivery, DeliveryWords, UnsentSign } from './delivery.tsx'
import { Foldable } from './foldable.tsx'
import { MessageActions } from './message-actions.tsx'
import styles from './message-item.module.css'
import type { MessageRow } from './message-rows.ts'
import { Quote } from './quote.tsx'
import { Reactions } from './reactions.tsx'

interface MessageItemProps extends MessageRow {
  readonly now: number
  /** Nothing is older than this message. */
  readonly isBeginning: boolean
  /** The message a thread hangs from, in its thread. */
  readonly isRoot: boolean
  readonly isInThread: boolean
  readonly isActive: boolean
  readonly isOpen: boolean
  /** Rises each time someone jumps here: odd and even differ, so that it lights up again. */
  readonly flash: number | undefined
  readonly onOpen: (key: MessageRow['message']['key']) => void
}

export const MessageItem = memo(function MessageItem(props: MessageItemProps) {
  useLanguage()
  const { message, startsRun, endsRun, isActive, flash } = props
  const colour = useColour(message.person)
  const author = message.isMine ? texts.message.you : message.author
  return (
    <div
      className={styles['item']}
      data-starts={startsRun ? '' : undefined}
      data-last={props.isLast ? '' : undefined}
    >
      <Above {...props} />
      <article
        className={styles['message']}
        aria-label={texts.message.by(author, fullTime(message.sentAt))}
        data-key={message.key}
        data-mine={message.isMine ? '' : undefined}
        data-names-me={message.mentionsMe && !message.deleted ? '' : undefined}
        data-late={message.late ? '' : undefined}
        data-flash={flash === undefined ? undefined : flash % 2}
        tabIndex={isActive ? 0 : -1}
      >
        {!message.isMine && (
          <span className={styles['avatar']}>
            {endsRun && (
              // The Tab key goes to what is done with the message; cards open from the list of people too.
              <Face person={message.person} name={message.author} tabIndex={-1} />
            )}
          </span>
        )}
        <div className={styles['body']}>
          {startsRun && !message.isMine && (
            <p className={styles['author']} data-colour={colour}>
              <bdi>{message.author}</bdi>
              <OfSite person={message.person} name={message.author} />
            </p>
          )}
          <div className={styles['line']}>
            <Bubble {...props} />
            {!message.deleted && (
              <MessageActions
                message={message}
                isOpen={props.isOpen}
                isActive={isActive}
                onOpen={() => props.onOpen(message.key)}
              />
            )}
          </div>
          {!message.deleted && <Reactions message={message} tabIndex={isActive ? 0 : -1} />}
          {message.thread !== undefined && !props.isInThread && (
            <ThreadLine root={message.key} thread={message.thread} tabIndex={isActive ? 0 : -1} />
          )}
        </div>
        {props.isLast && !props.isOpen && !props.isRoot && <DeliveryWords message={message} />}
      </article>
      {props.isRoot && <RootLine thread={message.thread} />}
    </div>
  )
})

/** The lines that may stand above a message. */
function Above({ isBeginning, dayAt, isFirstUnread, isInThread, now }: MessageItemProps) {
  return (
    <>
      {isBeginning && <Beginning />}
      {dayAt !== undefined && (
        <p className={styles['day']}>
          <DayName at={dayAt} now={now} leads={!isInThread} />
        </p>
      )}
      {isFirstUnread && (
        <p className={styles['unread']} data-passing="gone">
          <span>{texts.conversation.unreadLine}</span>
        </p>
      )}
    </>
  )
}

/** Leads to other days. Keys find the same in the palette, so it is no stop on their way to a message. */
function DayName({ at, now, leads }: { at: number; now: number; leads: boolean }) {
  const { goToDay } = useMessageActs()
  const name = dayName(at, now)
  if (!leads) return <span>{name}</span>
  return (
    <button
      type="button"
      className={styles['dayName']}
      tabIndex={-1}
      data-day-at={at}
      title={texts.days.title}
      onClick={() => goToDay(at)}
    >
      {name}
    </button>
  )
}

type BubbleProps = Pick<MessageItemProps, 'message' | 'isActive' | 'isOpen' | 'endsRun'> & {
  /** In the place of what the message says of its delivery. */
  readonly tick?: ReactNode
}

export function Bubble(props: BubbleProps) {
  const { message, isActive, isOpen, endsRun } = props
  return (
    <div
      className={styles['bubble']}
      data-deleted={message.deleted ? '' : undefined}
      data-tail={endsRun ? '' : undefined}
    >
      {message.announcement && (
        <p className={styles['announced']}>
          <Megaphone size={13} aria-hidden />
          {texts.lesson.announcement}
        </p>
      )}
      {message.forwarded && !message.deleted && (
        <p className={styles['forwarded']}>
          <Forward size={13} aria-hidden />
          {texts.forwarding.forwarded}
        </p>
      )}
      {message.replyTo !== undefined && !message.deleted && (
        <Quote quoted={message.replyTo} tabIndex={isActive ? 0 : -1} />
      )}
      <div
        className={styles['content']}
        dir={message.deleted ? undefined : directionOf(message.text, message.mentions)}
      >
        <Words message={message} tabIndex={isActive ? 0 : -1} />
        <span className={styles['meta']}>
          {message.pinned && !message.deleted && (
            <Pin size={12} role="img" aria-label={texts.pins.pinned} />
          )}
          {message.late && <span className={styles['late']}>{texts.message.late}</span>}
          {message.edited && !message.deleted && <span>{texts.message.edited}</span>}
          <time dateTime={isoTime(message.sentAt)} title={fullTime(message.sentAt)}>
            {timeOfDay(message.sentAt)}
          </time>
          {message.isDeletionUnsent === true && <UnsentSign words={texts.message.deletionUnsent} />}
          {props.tick ?? (!message.deleted && <Delivery message={message} isWhole={isOpen} />)}
        </span>
      </div>
    </div>
  )
}

function Words({ message, tabIndex }: { message: ShownMessage; tabIndex: number }) {
  const isFolded = useBlocked().includes(message.person)
  const [isShown, setShown] = useState(false)
  if (message.deleted) {
    const { removedBy } = message
    return (
      <em className={styles['deleted']} dir="auto">
        {removedBy === undefined ? texts.message.deleted : texts.message.removedBy(removedBy)}
      </em>
    )
  }
  if (!isFolded || isShown) {
    return (
      <>
        <Foldable message={message} tabIndex={tabIndex}>
          <RichText text={message.text} mentions={message.mentions} links />
        </Foldable>
        {message.usesNewer && <em className={styles['deleted']}>{texts.usesNewer}</em>}
      </>
    )
  }
  return (
    <span className={styles['folded']}>
      <span>{texts.blocking.folded(message.author)}</span>
      <button type="button" onClick={() => setShown(true)}>
        {texts.blocking.show}
      </button>
    </span>
  )
}

/** Untrusted times may be years no calendar has. */
function isoTime(at: number): string | undefined {
  return Math.abs(at) <= 8.64e15 ? new Date(at).toISOString() : undefined
}
