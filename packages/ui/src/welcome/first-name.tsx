/** Asks for a name before there is one, on whichever screen a person comes in by. */
import { useParley } from '@parley/react'
import { Button } from '../controls/button.tsx'
import { NameForm } from '../controls/name-form.tsx'
import { texts } from '../texts/catalogue.ts'

/** `enter`: what the button says. */
export function FirstName({ enter }: { enter: string }) {
  const parley = useParley()
  const says = texts.welcome
  return (
    <NameForm
      label={says.name}
      hint={says.nameHint}
      empty={says.nameEmpty}
      failed={says.failed}
      autoComplete="nickname"
      onName={(name) => parley.setName(name)}
    >
      <Button type="submit" look="main">
        {enter}
      </Button>
    </NameForm>
  )
}
