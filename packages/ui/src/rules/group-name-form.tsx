/** The group's name, for whoever may change it. */
import type { Group } from '@parley/react'
import { Section } from '../controls/section.tsx'
import { texts } from '../texts/catalogue.ts'
import { RenameForm } from '../controls/rename-form.tsx'

export function GroupNameForm({ group, name }: { group: Group; name: string }) {
  const says = texts.rules
  return (
    <Section>
      <RenameForm
        label={says.name}
        save={says.rename}
        saved={says.saved}
        empty={texts.newGroup.nameEmpty}
        failed={says.failed}
        name={name}
        onName={(next) => group.rename(next)}
      />
    </Section>
  )
}
