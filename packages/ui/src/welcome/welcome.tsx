/** The first screen: a name, and in. */
import { useLive, useParley } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Busy } from '../linking/linking-view.tsx'
import { Centred } from '../shell/centred.tsx'
import { SearchLine } from '../recovering/search-line.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { FirstCard } from './first-screen.tsx'

export function Welcome() {
  const search = useLive(useParley().own.search)
  const [goesOn, setGoesOn] = useState(false)
  if ((search === 'searching' || search === 'found') && !goesOn)
    return <Searching search={search} onGoOn={() => setGoesOn(true)} />
  return <Unnamed />
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

function Unnamed() {
  const parley = useParley()
  const { hrefOf } = useNavigation()
  return (
    <FirstCard hrefOf={hrefOf} onName={(name) => parley.setName(name)}>
      <SearchLine />
    </FirstCard>
  )
}
