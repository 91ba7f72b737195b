/** Asks once, by a button that says what it does. */
import { Button } from '../controls/button.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './delete-dialog.module.css'

export function DeleteDialog({ onDelete, onClose }: { onDelete: () => void; onClose: () => void }) {
  return (
    <Modal title={texts.deletion.title} onClose={onClose}>
      <p className={styles['hint']}>{texts.deletion.hint}</p>
      <ModalButtons>
        <Button onClick={onClose}>{texts.dialog.cancel}</Button>
        <Button look="danger" autoFocus onClick={onDelete}>
          {texts.deletion.delete}
        </Button>
      </ModalButtons>
    </Modal>
  )
}
