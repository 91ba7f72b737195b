/** After a recovery, until its groups are here: what is being waited for, and what else one can do. */
import { useGroups, useLive, useParley } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { EraseButton } from '../own/erase-button.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './search-line.module.css'

export function SearchLine() {
  const search = useLive(useParley().own.search)
  const isEmpty = useGroups().length === 0
  const [isFolded, setFolded] = useState(false)
  const says = texts.recovering
  if (search === 'none' || search === 'found') return null
  const isUnknown = search === 'nothing-found'
  const isWhole = isUnknown && !isFolded
  return (
    <div className={styles['line']} data-look={search}>
      <p role="status">
        {says.search[search]}
        {isWhole && ` ${says.nothingMeans}`}
      </p>
      {isUnknown && (
        <div className={styles['ways']}>
          {isWhole && <EraseButton because="recovered" isEmpty={isEmpty} />}
          <Button aria-expanded={isWhole} onClick={() => setFolded(isWhole)}>
            {isWhole ? says.keepWaiting : says.whatToDo}
          </Button>
        </div>
      )}
    </div>
  )
}
