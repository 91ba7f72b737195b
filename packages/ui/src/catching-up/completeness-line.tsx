/** While the relay is away: until when everything is here. And whether something is known to be missing. */
import { useConnection, useLive, type Group } from '@parley/react'
import { texts } from '../texts/catalogue.ts'
import { dayAndTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import styles from './completeness-line.module.css'

export function CompletenessLine({ group }: { group: Group }) {
  const { knownUntil, isInStep, missing } = useLive(group.completeness)
  const { state } = useConnection()
  const now = useNow()
  const isAway = state === 'offline' && knownUntil !== undefined
  // On the way into step something is missing for a moment, and nobody needs to be told.
  const isMissing = missing && (isInStep || state === 'offline')
  if (!isAway && !isMissing) return null
  return (
    <p className={styles['line']} role="status">
      {isAway && <span>{texts.complete.until(dayAndTime(knownUntil, now))}</span>}
      {isMissing && <span>{texts.complete.missing}</span>}
    </p>
  )
}
