/**
 * In the composer's place once this person is out of the group: how that came, when, the way back, and a
 * way to be rid of it.
 */
import { useLive, useParley, type Group, type GroupInfo } from '@parley/react'
import { DoorClosed } from 'lucide-react'
import { Blank } from '../controls/blank.tsx'
import { Button } from '../controls/button.tsx'
import { EraseButton } from '../own/erase-button.tsx'
import type { Texts } from '../texts/catalogue.ts'
import { useWords } from '../texts/words.tsx'
import { dayAndTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import styles from './barred.module.css'
import { Forgetting } from './forgetting.tsx'
import { KeptDraft } from './kept-draft.tsx'
import { isTurnedAway } from './turned-away.ts'

interface DepartedProps {
  readonly group: Group
  readonly info: GroupInfo
}

export function Departed({ group, info }: DepartedProps) {
  const texts = useWords()
  const now = useNow()
  const isDeviceRemoved = useLive(useParley().own.isRemoved) && info.state === 'closed'
  const says = texts.states
  const { title, hint } = isDeviceRemoved
    ? { title: says.deviceRemoved, hint: undefined }
    : departureWords(info, now, says)
  return (
    <div className={styles['barred']} role="status">
      <DoorClosed size={20} aria-hidden />
      <div>
        <p className={styles['title']}>{title}</p>
        {isDeviceRemoved ? <RemovedDevice /> : <p className={styles['hint']}>{hint}</p>}
        {info.state !== 'closed' && !isTurnedAway(info) && (
          <p className={styles['hint']}>{says.comeBack}</p>
        )}
        <KeptDraft group={group} says={texts.linkEnded.keptDraft} />
        {info.state !== 'closed' && (
          <p className={styles['way']}>
            <Forgetting group={group} />
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

/** In a wide window the list of groups beside this says the rest, once for all of them. */
function RemovedDevice() {
  const texts = useWords()
  const says = texts.states
  return (
    <>
      <p className={styles['brief']}>{says.deviceRemovedBrief}</p>
      <div className={styles['alone']}>
        <p className={styles['hint']}>{says.deviceRemovedHint}</p>
        <p className={styles['way']}>
          <EraseButton because="removed" />
        </p>
      </div>
    </>
  )
}

/** Who was never in, and so has nothing to read here, has the whole screen told so. */
export function TurnedAwayScreen({ group, info }: DepartedProps) {
  const texts = useWords()
  const { title, hint } = departureWords(info, useNow(), texts.states)
  return (
    <div role="status" className={styles['screen']}>
      <Blank
        icon={<DoorClosed size={26} aria-hidden />}
        title={title}
        hint={hint}
        below={<KeptDraft group={group} says={texts.linkEnded.keptDraft} />}
      >
        <Forgetting group={group} />
      </Blank>
    </div>
  )
}

function departureWords({ state, departure }: GroupInfo, now: number, says: Texts['states']) {
  const when = departure === undefined ? undefined : dayAndTime(departure.at, now)
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
