/**
 * In the composer's place once this person is out of the group: how that came, when, the way back, and a
 * way to be rid of it.
 */
import { useLive, useParley, type Group, type GroupInfo } from '@parley/react'
import { DoorClosed } from 'lucide-react'
import { useState } from 'react'
import { Ask } from '../controls/ask.tsx'
import { Button } from '../controls/button.tsx'
import { EraseButton } from '../own/erase-button.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { moment } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import styles from './barred.module.css'

export function Departed({ group, info }: { group: Group; info: GroupInfo }) {
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
        {info.state !== 'closed' && mayComeBack(info) && (
          <p className={styles['hint']}>{says.comeBack}</p>
        )}
        {info.state !== 'closed' && <Forgetting group={group} />}
        {isDeviceRemoved && (
          <p className={styles['way']}>
            <EraseButton because="removed" />
          </p>
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

function Forgetting({ group }: { group: Group }) {
  const { go } = useNavigation()
  const [isAsked, setAsked] = useState(false)
  const says = texts.states
  const forget = async () => {
    await group.forget()
    go({ screen: 'groups' }, { replace: true })
  }
  return (
    <p className={styles['way']}>
      <Button onClick={() => setAsked(true)}>{says.forget}</Button>
      {isAsked && (
        <Ask
          title={says.forgetTitle}
          act={says.forgetAct}
          onAct={forget}
          onClose={() => setAsked(false)}
        >
          <p>{says.forgetHint}</p>
          <p>{says.forgetKeeps}</p>
        </Ask>
      )}
    </p>
  )
}

/** Who was never in is told so by the words above. */
function mayComeBack({ departure }: GroupInfo): boolean {
  return departure?.type !== 'declined' && departure?.type !== 'withdrawn'
}

function departureWords({ state, departure }: GroupInfo, now: number) {
  const says = texts.states
  const when = departure === undefined ? undefined : moment(departure.at, now)
  if (departure?.type === 'withdrawn') {
    return {
      title: says.withdrawn,
      hint: when === undefined ? undefined : says.withdrawnHint(when),
    }
  }
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
