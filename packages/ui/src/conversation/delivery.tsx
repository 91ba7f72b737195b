/**
 * How far an own message got: a sign for the eye, words for who listens, and below the last message for everyone. What
 * comes of it moves nothing: all signs are as wide, and the words stand in room that is kept for them.
 */
import type { DeliveryStatus, ShownMessage } from '@parley/react'
import { Check, CheckCheck, Clock } from 'lucide-react'
import { Hidden } from '../controls/hidden.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './delivery.module.css'

interface DeliveryProps {
  readonly message: ShownMessage
  /** Asked for: who has read it and who has only received it. */
  readonly isWhole: boolean
}

export function Delivery({ message, isWhole }: DeliveryProps) {
  const { status } = message
  if (status === undefined) return null
  const whole = wholeWords(message, status)
  return (
    <span className={styles['delivery']} data-status={status} title={whole}>
      <Sign status={status} />
      {isWhole ? <span>{whole}</span> : <Hidden>{whole}</Hidden>}
    </span>
  )
}

/** Below the last message, for the eye. */
export function DeliveryWords({ message }: { message: ShownMessage }) {
  const { status } = message
  if (status === undefined || message.deleted) return null
  return <WordsBelow status={status}>{briefWords(message, status)}</WordsBelow>
}

/** In the article they are about, whose sign says them to who listens. */
export function WordsBelow({ status, children }: { status?: DeliveryStatus; children: string }) {
  return (
    <span className={styles['words']} data-status={status} data-words-below="" aria-hidden>
      {children}
    </span>
  )
}

/** In a list: what no relay has yet must not look delivered. */
export function NotSentSign() {
  const word = texts.message.status['on-device']
  return (
    <span className={styles['delivery']} title={word}>
      <Sign status="on-device" />
      <Hidden>{word}</Hidden>
    </span>
  )
}

/** What was done here and has not gone out: quiet, and gone once a relay has it. */
export function UnsentSign({ words }: { words?: string }) {
  return (
    <span className={styles['delivery']} title={words}>
      <Clock size={12} aria-hidden />
      {words !== undefined && <Hidden>{words}</Hidden>}
    </span>
  )
}

function Sign({ status }: { status: DeliveryStatus }) {
  if (status === 'on-device') return <Clock size={14} aria-hidden />
  if (status === 'on-relay') return <Check size={14} aria-hidden />
  return <CheckCheck size={14} aria-hidden />
}

/** Among several people, how many of them; nothing more when it is all, or the only other one. */
function briefWords(message: ShownMessage, status: DeliveryStatus): string {
  const { receivedBy, readBy, othersCount } = message
  const word = texts.message.status[status]
  if (othersCount < 2 || (status !== 'received' && status !== 'read')) return word
  const reached = status === 'read' ? readBy : receivedBy
  // It is known that somebody did, and not any more who.
  if (reached === 0) return texts.message.bySomebody(word)
  return reached >= othersCount ? word : texts.message.ofPeople(word, reached, othersCount)
}

/** As one would say it to somebody who asks. */
function wholeWords(message: ShownMessage, status: DeliveryStatus): string {
  const { receivedBy, readBy, othersCount } = message
  const says = texts.message
  if (status === 'on-device' || status === 'on-relay') return says.wholeStatus[status]
  if (othersCount < 2) return says.status[status]
  if ((status === 'read' ? readBy : receivedBy) >= othersCount)
    return says.byAll(says.status[status], othersCount)
  const brief = briefWords(message, status)
  return status === 'read' && receivedBy > readBy ? says.andReceived(brief, receivedBy) : brief
}
