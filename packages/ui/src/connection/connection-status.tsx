/**
 * Whether the relay has been heard from lately, in a quiet place. Offline is a normal state: it is
 * said, never alarmed about. Looking for the relay counts as offline, because that is what it is.
 * That all is well is said when it becomes so, and after that by the sign alone. Only the word is
 * announced: a device that tries again and again would not stop talking.
 */
import { useConnection } from '@parley/react'
import { useEffect, useState, type ReactNode } from 'react'
import { texts } from '../texts/catalogue.ts'
import { sinceTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import styles from './connection-status.module.css'

/** How long the word stands there once it is true again. */
const TOLD_MS = 4_000

interface ConnectionStatusProps {
  /** In the place of the dot. */
  readonly sign?: ReactNode
  /** Its word stays, for there is no other. */
  readonly isAlone?: boolean | undefined
}

export function ConnectionStatus({ sign, isAlone = false }: ConnectionStatusProps) {
  const { state, heardAt } = useConnection()
  const now = useNow()
  const says = texts.connection
  const isConnected = state === 'connected'
  const isCalm = useTold(isConnected) && !isAlone
  const when = heardAt === undefined ? undefined : sinceTime(heardAt, now)
  const isLooking = when === undefined && state === 'connecting'
  const more = when === undefined ? isLooking && says.connecting : says.since(when)
  return (
    <p
      className={styles['status']}
      data-state={state}
      data-calm={isCalm ? '' : undefined}
      data-passing="place"
      title={when === undefined ? says.never : says.heard(when)}
    >
      {sign ?? <Dot />}
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

export function Dot() {
  return <span className={styles['dot']} aria-hidden />
}

/** It has been true for a while, or was when one came. */
function useTold(isConnected: boolean): boolean {
  const [isTold, setTold] = useState(isConnected)
  useEffect(() => {
    const timer = setTimeout(() => setTold(isConnected), isConnected ? TOLD_MS : 0)
    return () => clearTimeout(timer)
  }, [isConnected])
  return isConnected && isTold
}
