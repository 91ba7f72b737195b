/** Makes a group and opens it. */
import { useParley } from '@parley/react'
import { Button } from '../controls/button.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { NameForm } from '../controls/name-form.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'

export function NewGroupDialog({ onClose }: { onClose: () => void }) {
  const parley = useParley()
  const { go } = useNavigation()
  const says = texts.newGroup
  const create = async (name: string) => {
    const group = await parley.newGroup(name)
    onClose()
    go({ screen: 'group', group })
  }
  return (
    <Modal title={says.title} onClose={onClose}>
      <NameForm label={says.name} empty={says.nameEmpty} failed={says.failed} onName={create}>
        <ModalButtons>
          <Button onClick={onClose}>{texts.dialog.cancel}</Button>
          <Button type="submit" look="main">
            {says.create}
          </Button>
        </ModalButtons>
      </NameForm>
    </Modal>
  )
}
