/** After a recovery, until its groups are here: what is being waited for. */
import { useLive, useParley } from '@parley/react'
import { EraseButton } from '../own/erase-button.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './search-line.module.css'

export function SearchLine() {
  const search = useLive(useParley().own.search)
  if (search === 'none' || search === 'found') return null
  return (
    <div className={styles['line']} data-look={search}>
      <p role="status">{texts.recovering.search[search]}</p>
      {search === 'nothing-found' && <EraseButton because="recovered" />}
    </div>
  )
}
