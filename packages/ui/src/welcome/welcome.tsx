/** The first screen: a name, and in. */
import { Centred } from '../shell/centred.tsx'
import { SearchLine } from '../recovering/search-line.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { FirstName } from './first-name.tsx'
import styles from './welcome.module.css'

export function Welcome() {
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
