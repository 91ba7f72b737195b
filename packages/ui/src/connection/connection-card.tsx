/** Asked for: whether the relay is heard, until when one has everything, and that one can go on writing. */
import { useConnection, useLive, type Group } from '@parley/react'
import { useEffect, useRef } from 'react'
import { placeBelow } from '../controls/beside.ts'
import { isFocusLost } from '../controls/focused.ts'
import { texts } from '../texts/catalogue.ts'
import { dayAndTime, sinceTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import styles from './connection-card.module.css'

interface ConnectionCardProps {
  readonly group?: Group | undefined
  readonly beside: HTMLElement
  readonly onClose: () => void
}

export function ConnectionCard({ group, beside, onClose }: ConnectionCardProps) {
  const card = useRef<HTMLDivElement>(null)
  const { state } = useConnection()
  const says = texts.connection
  const isConnected = state === 'connected'
  useEffect(() => {
    const element = card.current
    if (element === null) return undefined
    element.showPopover()
    placeBelow(element, beside)
    element.focus()
    return () => {
      if (element.matches(':popover-open')) element.hidePopover()
      if (isFocusLost() && beside.isConnected) beside.focus({ preventScroll: true })
    }
  }, [beside])
  return (
    <div
      ref={card}
      popover="auto"
      role="dialog"
      tabIndex={-1}
      aria-label={says.ask}
      className={styles['card']}
      onToggle={(event) => {
        if (event.newState === 'closed' && !event.currentTarget.matches(':popover-open')) onClose()
      }}
    >
      <p className={styles['state']}>{isConnected ? says.connected : says.offline}</p>
      {group === undefined ? <Heard /> : <KnownOf group={group} />}
      {!isConnected && <p>{says.goOn}</p>}
    </div>
  )
}

/** When the relay was heard last. */
function Heard() {
  const { heardAt } = useConnection()
  const now = useNow()
  const says = texts.connection
  return <p>{heardAt === undefined ? says.never : says.heard(sinceTime(heardAt, now))}</p>
}

/** Until when one has everything: in step, that is when the relay was heard last. */
function KnownOf({ group }: { group: Group }) {
  const { knownUntil, isInStep, missing } = useLive(group.completeness)
  const { heardAt } = useConnection()
  const now = useNow()
  const until = isInStep ? (heardAt ?? knownUntil) : knownUntil
  if (until === undefined) return <Heard />
  return (
    <>
      <p>{texts.complete.until(dayAndTime(until, now))}</p>
      {missing && <p>{texts.complete.missing}</p>}
    </>
  )
}
