/**
 * Makes a group and opens it. One for a page whose site says who people are is open unless its founder says otherwise:
 * whoever can open that page may read it, so sealing would promise what it does not keep.
 */
import { useParley } from '@parley/react'
import { use, useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { NameForm } from '../controls/name-form.tsx'
import { SwitchRow } from '../controls/switch-row.tsx'
import { useNavigation } from '../shell/places.ts'
import { WantedPartContext } from '../shell/wanted-part.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './new-group-dialog.module.css'

export function NewGroupDialog({ onClose }: { onClose: () => void }) {
  const parley = useParley()
  const { go } = useNavigation()
  const says = texts.newGroup
  const { want } = use(WantedPartContext)
  const [isForPage, setForPage] = useState(false)
  const [asked, setOpenToAll] = useState<boolean>()
  const isOpenToAll = asked ?? isForPage
  const create = async (name: string) => {
    const group = await parley.newGroup(name, { encrypted: !isOpenToAll })
    onClose()
    if (!isForPage) return go({ screen: 'group', group })
    go({ screen: 'group', group, side: { pane: 'about' } })
    want('site')
  }
  return (
    <Modal title={says.title} onClose={onClose}>
      <NameForm label={says.name} empty={says.nameEmpty} failed={says.failed} onName={create}>
        <details className={styles['more']} open={isForPage || isOpenToAll || undefined}>
          <summary>{says.more}</summary>
          <SwitchRow
            label={says.forPage}
            hint={says.forPageHint}
            isOn={isForPage}
            onSwitch={async (isOn) => setForPage(isOn)}
          />
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
