/** In the composer's place once this person is out of the group: how that came, when, and the way back. */
import { useLive, useParley, type GroupInfo } from '@parley/react'
import { DoorClosed } from 'lucide-react'
import { Button } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import { moment } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import styles from './barred.module.css'

export function Departed({ info }: { info: GroupInfo }) {
  const now = useNow()
  const isDeviceRemoved = useLive(useParley().own.isRemoved) && info.state === 'closed'
  const says = texts.states
  const { title, hint } = isDeviceRemoved
    ? { title: says.deviceRemoved, hint: says.deviceRemovedHint }
    : departureWords(info, now)
  return (
    <div className={styles['barred']} role="status">
      <DoorClosed size={20} aria-hidden />
      <div>
        <p className={styles['title']}>{title}</p>
        <p className={styles['hint']}>{hint}</p>
        {info.state !== 'closed' && info.departure?.type !== 'declined' && (
          <p className={styles['hint']}>{says.comeBack}</p>
        )}
        {info.state === 'closed' && !isDeviceRemoved && (
          <p className={styles['way']}>
            <Button onClick={() => location.reload()}>{says.reload}</Button>
          </p>
        )}
      </div>
    </div>
  )
}

function departureWords({ state, departure }: GroupInfo, now: number) {
  const says = texts.states
  const when = departure === undefined ? undefined : moment(departure.at, now)
  if (state === 'left') {
    return { title: says.left, hint: when === undefined ? undefined : says.leftHint(when) }
  }
  if (departure?.type === 'declined') {
    return { title: says.declined, hint: when === undefined ? undefined : says.declinedHint(when) }
  }
  if (state !== 'removed') return { title: says.closed, hint: says.closedHint }
  const by = departure?.by ?? ''
  return {
    title: by === '' ? says.removedUnknown : says.removed(by),
    hint: when === undefined ? undefined : says.removedHint(when),
  }
}
