/** What an invitation of a relay's operator leads to, once the relay has taken it. */
import { Button } from '../controls/button.tsx'
import { Centred } from '../shell/centred.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'

export function InvitedScreen() {
  const { go } = useNavigation()
  const says = texts.invited
  return (
    <Centred title={says.title} hint={says.hint}>
      <Button look="main" onClick={() => go({ screen: 'groups' }, { replace: true })}>
        {says.goOn}
      </Button>
    </Centred>
  )
}
