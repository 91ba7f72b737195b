/** Gives a person another role, of those this one may give. */
import type { Group, GroupPerson, Role } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Choices } from '../controls/choices.tsx'
import { Fault } from '../controls/fault.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { useWords } from '../texts/words.tsx'

interface RoleDialogProps {
  readonly group: Group
  readonly person: GroupPerson
  readonly onClose: () => void
}

/** Highest first, as a ladder is read. */
const LADDER: readonly Role[] = ['founder', 'owner', 'admin', 'moderator', 'member', 'guest']

export function RoleDialog({ group, person, onClose }: RoleDialogProps) {
  const texts = useWords()
  const [chosen, setChosen] = useState<Role>(person.role)
  const { fault, attempt } = useAttempt()
  const says = texts.roleChange
  const offered = LADDER.filter((role) => role === person.role || person.assignable.includes(role))
  const save = () =>
    chosen === person.role
      ? onClose()
      : attempt(() => group.setRole(person.person, chosen), onClose)
  return (
    <Modal title={says.title(person.name)} onClose={onClose}>
      <Choices
        legend={says.title(person.name)}
        hidesLegend
        choices={offered.map((role) => ({
          value: role,
          label: texts.roles[role],
          hint: texts.roleMeans[role],
        }))}
        chosen={chosen}
        onChoose={setChosen}
      />
      <Fault says={fault} />
      <ModalButtons>
        <Button onClick={onClose}>{texts.dialog.cancel}</Button>
        <Button look="main" onClick={save}>
          {says.save}
        </Button>
      </ModalButtons>
    </Modal>
  )
}
