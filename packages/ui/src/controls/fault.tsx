/** What went wrong with what was just asked for; nothing while nothing did. */
import styles from './fault.module.css'

export function Fault({ says }: { says: string | undefined }) {
  if (says === undefined) return null
  return (
    <p role="alert" className={styles['fault']}>
      {says}
    </p>
  )
}
