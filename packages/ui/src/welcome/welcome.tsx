/** The first screen: a name, and in. */
import { Centred } from '../shell/centred.tsx'
import { texts } from '../texts/catalogue.ts'
import { FirstName } from './first-name.tsx'

export function Welcome() {
  const says = texts.welcome
  return (
    <Centred title={texts.app} hint={says.promise}>
      <FirstName enter={says.enter} />
    </Centred>
  )
}
