/** The first screen: a name, and in. */
import { useLive, useParley } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { LanguageLine } from '../language/language-line.tsx'
import { Busy } from '../linking/linking-view.tsx'
import { Centred } from '../shell/centred.tsx'
import { SearchLine } from '../recovering/search-line.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { FirstName } from './first-name.tsx'
import styles from './welcome.module.css'

export function Welcome() {
  const search = useLive(useParley().own.search)
  const [goesOn, setGoesOn] = useState(false)
  if ((search === 'searching' || search === 'found') && !goesOn)
    return <Searching search={search} onGoOn={() => setGoesOn(true)} />
  return <FirstScreen />
}

interface SearchingProps {
  readonly search: 'searching' | 'found'
  readonly onGoOn: () => void
}

/** After a recovery the name is on its way too: asking for one would be rude. */
function Searching({ search, onGoOn }: SearchingProps) {
  const says = texts.recovering
  const title = search === 'found' ? says.foundTitle : says.searchTitle
  return (
    <Centred title={title} hint={says.search[search]}>
      <Busy says={says.working} />
      <Button onClick={onGoOn}>{says.goOn}</Button>
    </Centred>
  )
}

function FirstScreen() {
  const { hrefOf } = useNavigation()
  const says = texts.welcome
  return (
    <Centred title={texts.app} hint={says.promise} above={<LanguageLine />}>
      <SearchLine />
      <FirstName enter={says.enter} />
      <nav className={styles['other']} aria-label={says.other}>
        <a href={hrefOf({ screen: 'link', code: '' })}>{texts.linking.take}</a>
        <a href={hrefOf({ screen: 'recover' })}>{texts.recovering.open}</a>
      </nav>
    </Centred>
  )
}
