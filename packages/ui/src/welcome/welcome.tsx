/** The first screen: a name, and in. */
import { useParley } from '@parley/react'
import { Button } from '../controls/button.tsx'
import { NameForm } from '../controls/name-form.tsx'
import { Centred } from '../shell/centred.tsx'
import { texts } from '../texts/catalogue.ts'

export function Welcome() {
  const parley = useParley()
  const says = texts.welcome
  return (
    <Centred title={texts.app} hint={says.promise}>
      <NameForm
        label={says.name}
        hint={says.nameHint}
        empty={says.nameEmpty}
        failed={says.failed}
        autoComplete="nickname"
        onName={(name) => parley.setName(name)}
      >
        <Button type="submit" look="main">
          {says.enter}
        </Button>
      </NameForm>
    </Centred>
  )
}
