/** Makes a group and opens it. */
import { useParley } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { NameForm } from '../controls/name-form.tsx'
import { SwitchRow } from '../controls/switch-row.tsx'
import { useNavigation } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './new-group-dialog.module.css'

export function NewGroupDialog({ onClose }: { onClose: () => void }) {
  const parley = useParley()
  const { go } = useNavigation()
  const says = texts.newGroup
  const [isOpenToAll, setOpenToAll] = useState(false)
  const create = async (name: string) => {
    const group = await parley.newGroup(name, { encrypted: !isOpenToAll })
    onClose()
    go({ screen: 'group', group })
  }
  return (
    <Modal title={says.title} onClose={onClose}>
      <NameForm label={says.name} empty={says.nameEmpty} failed={says.failed} onName={create}>
        <details className={styles['more']} open={isOpenToAll || undefined}>
          <summary>{says.more}</summary>
          <SwitchRow
            label={says.open}
            hint={says.openHint}
            isOn={isOpenToAll}
            onSwitch={async (isOn) => setOpenToAll(isOn)}
          />
        </details>
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
