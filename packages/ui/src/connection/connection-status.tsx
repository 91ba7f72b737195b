/**
 * Whether the relay has been heard from lately, in a quiet place. Offline is a normal state: it is
 * said, never alarmed about. Looking for the relay counts as offline, because that is what it is.
 */
import { useConnection } from '@parley/react'
import { texts } from '../texts/catalogue.ts'
import { briefTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import styles from './connection-status.module.css'

export function ConnectionStatus() {
  const { state, heardAt } = useConnection()
  const now = useNow()
  const says = texts.connection
  const isConnected = state === 'connected'
  const heard = heardAt === undefined ? says.never : says.heard(briefTime(heardAt, now))
  return (
    <p role="status" className={styles['status']} data-state={state} title={heard}>
      <span className={styles['dot']} aria-hidden />
      <span>{isConnected ? says.connected : says.offline}</span>
      {state === 'connecting' && <span className={styles['soft']}>{says.connecting}</span>}
    </p>
  )
}
