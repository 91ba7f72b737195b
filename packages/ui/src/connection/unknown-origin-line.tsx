/** Told where the relay is there, but does not know the address this page was opened at as its own. */
import { useConnection } from '@parley/react'
import { texts } from '../texts/catalogue.ts'
import styles from './unknown-origin-line.module.css'

export function UnknownOriginLine() {
  const { unknownOrigin } = useConnection()
  if (unknownOrigin === undefined) return null
  return (
    <p className={styles['line']} role="status">
      {texts.connection.unknownOrigin(unknownOrigin)}
    </p>
  )
}
