/** After a recovery, until its groups are here: what is being waited for. */
import { useLive, useParley } from '@parley/react'
import { texts } from '../texts/catalogue.ts'
import styles from './search-line.module.css'

export function SearchLine() {
  const search = useLive(useParley().own.search)
  if (search === 'none' || search === 'found') return null
  return (
    <p className={styles['line']} role="status" data-look={search}>
      {texts.recovering.search[search]}
    </p>
  )
}
