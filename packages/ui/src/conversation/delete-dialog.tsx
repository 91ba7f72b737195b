/** Asks once, by a button that says what it does. */
import type { ShownMessage } from '@parley/react'
import { Button } from '../controls/button.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './delete-dialog.module.css'

interface DeleteDialogProps {
  readonly asked: ShownMessage
  readonly onDelete: () => void
  readonly onClose: () => void
}

export function DeleteDialog({ asked, onDelete, onClose }: DeleteDialogProps) {
  const says = texts.deletion
  const title = asked.isMine ? says.title : says.titleOther(asked.author)
  return (
    <Modal title={title} onClose={onClose}>
      <p className={styles['hint']}>{asked.isMine ? says.hint : says.hintOther}</p>
      <ModalButtons>
        <Button onClick={onClose}>{texts.dialog.cancel}</Button>
        <Button look="danger" autoFocus onClick={onDelete}>
          {texts.deletion.delete}
        </Button>
      </ModalButtons>
    </Modal>
  )
}
