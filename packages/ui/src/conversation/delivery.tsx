/** How far an own message got: a sign for the eye, words for everyone. */
import type { DeliveryStatus, ShownMessage } from '@parley/react'
import { Check, CheckCheck, Clock } from 'lucide-react'
import { Hidden } from '../controls/hidden.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './delivery.module.css'

export function Delivery({ message, inWords }: { message: ShownMessage; inWords: boolean }) {
  const { status } = message
  if (status === undefined) return null
  const word = <span>{texts.message.status[status]}</span>
  return (
    <span className={styles['delivery']} data-status={status} title={texts.message.status[status]}>
      <Sign status={status} />
      {inWords ? word : <Hidden>{word}</Hidden>}
      {inWords && <Share message={message} status={status} />}
    </span>
  )
}

function Sign({ status }: { status: DeliveryStatus }) {
  if (status === 'on-device') return <Clock size={13} aria-hidden />
  if (status === 'on-relay') return <Check size={14} aria-hidden />
  return <CheckCheck size={14} aria-hidden />
}

/** Among several people, how many of them; nothing when it is all, or the only other one. */
function Share({ message, status }: { message: ShownMessage; status: DeliveryStatus }) {
  const { receivedBy, readBy, othersCount } = message
  if (othersCount < 2 || (status !== 'received' && status !== 'read')) return null
  const reached = status === 'read' ? readBy : receivedBy
  if (reached >= othersCount) return null
  return <span>{texts.message.ofPeople(reached, othersCount)}</span>
}
