/**
 * Whether the relay has been heard from lately, in a quiet place. Offline is a normal state: it is
 * said, never alarmed about. Looking for the relay counts as offline, because that is what it is.
 * Only the word is announced: a device that tries again and again would not stop talking.
 */
import { useConnection } from '@parley/react'
import { texts } from '../texts/catalogue.ts'
import { sinceTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import styles from './connection-status.module.css'

export function ConnectionStatus() {
  const { state, heardAt } = useConnection()
  const now = useNow()
  const says = texts.connection
  const isConnected = state === 'connected'
  const when = heardAt === undefined ? undefined : sinceTime(heardAt, now)
  const isLooking = when === undefined && state === 'connecting'
  const more = when === undefined ? isLooking && says.connecting : says.since(when)
  return (
    <p
      className={styles['status']}
      data-state={state}
      data-passing="place"
      title={when === undefined ? says.never : says.heard(when)}
    >
      <span className={styles['dot']} aria-hidden />
      <span role="status">{isConnected ? says.connected : says.offline}</span>
      {!isConnected && more && (
        <span className={styles['more']}>
          <span className={styles['soft']} data-apart={isLooking ? '' : undefined}>
            {more}
          </span>
        </span>
      )}
    </p>
  )
}
