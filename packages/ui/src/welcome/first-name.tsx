/** Asks for a name before there is one, on whichever screen a person comes in by. */
import { Button } from '../controls/button.tsx'
import { NameForm } from '../controls/name-form.tsx'
import { texts } from '../texts/catalogue.ts'

export interface FirstNameProps {
  /** What the button says. */
  readonly enter: string
  /** The form stays as it is when this rejects. */
  readonly onName: (name: string) => Promise<unknown>
}

export function FirstName({ enter, onName }: FirstNameProps) {
  const says = texts.welcome
  return (
    <NameForm
      label={says.name}
      hint={says.nameHint}
      empty={says.nameEmpty}
      failed={says.failed}
      autoComplete="nickname"
      onName={onName}
    >
      <Button type="submit" look="main">
        {enter}
      </Button>
    </NameForm>
  )
}
