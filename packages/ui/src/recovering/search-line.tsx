/** After a recovery: what is being waited for and what else one can do, and then that one is back. */
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
  const [isRead, setRead] = useState(false)
  if (search === 'none' || (search === 'found' && isRead)) return null
  const isUnknown = search === 'nothing-found'
  const isWhole = isUnknown && !isFolded
  return (
    <div className={styles['line']} data-look={search}>
      <p role="status">
        {search === 'found' && <strong>{says.foundTitle}. </strong>}
        {search === 'searching' && <strong>{says.searchTitle}. </strong>}
        {says.search[search]}
        {isWhole && ` ${says.nothingMeans}`}
      </p>
      {search === 'found' && (
        <div className={styles['ways']}>
          <Button onClick={() => setRead(true)}>{says.read}</Button>
        </div>
      )}
      {isUnknown && (
        <div className={styles['ways']}>
          <Button aria-expanded={isWhole} onClick={() => setFolded(isWhole)}>
            {isWhole ? says.keepWaiting : says.whatToDo}
          </Button>
          {isWhole && <EraseButton because="recovered" isEmpty={isEmpty} />}
        </div>
      )}
    </div>
  )
}
