/** The first screen: a name, and in. */
import { useLive, useParley } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Busy } from '../linking/linking-view.tsx'
import { Centred } from '../shell/centred.tsx'
import { SearchLine } from '../recovering/search-line.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { FirstName } from './first-name.tsx'
import styles from './welcome.module.css'

export function Welcome() {
  const isSearching = useLive(useParley().own.search) === 'searching'
  const [goesOn, setGoesOn] = useState(false)
  if (isSearching && !goesOn) return <Searching onGoOn={() => setGoesOn(true)} />
  return <FirstScreen />
}

/** After a recovery the name is on its way too: asking for one would be rude. */
function Searching({ onGoOn }: { onGoOn: () => void }) {
  const says = texts.recovering
  return (
    <Centred title={says.searchTitle} hint={says.search.searching}>
      <Busy says={says.working} />
      <Button onClick={onGoOn}>{says.goOn}</Button>
    </Centred>
  )
}

function FirstScreen() {
  const { hrefOf } = useNavigation()
  const says = texts.welcome
  return (
    <Centred title={texts.app} hint={says.promise}>
      <SearchLine />
      <FirstName enter={says.enter} />
      <nav className={styles['other']} aria-label={says.other}>
        <a href={hrefOf({ screen: 'link', code: '' })}>{texts.linking.take}</a>
        <a href={hrefOf({ screen: 'recover' })}>{texts.recovering.open}</a>
      </nav>
    </Centred>
  )
}
