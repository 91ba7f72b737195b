/** Asks once before something that cannot be taken back, by a button that says what it does. */
import type { ReactNode } from 'react'
import styles from './ask.module.css'
import { Button } from './button.tsx'
import { Fault } from './fault.tsx'
import { Modal, ModalButtons } from './modal.tsx'
import { useAttempt } from './use-attempt.ts'
import { texts } from '../texts/catalogue.ts'

interface AskProps {
  readonly title: string
  readonly act: string
  readonly isGrave?: boolean
  /** What to say when it could not be done. */
  readonly failed?: string
  readonly onAct: () => Promise<unknown>
  readonly onClose: () => void
  /** What happens then, as paragraphs. */
  readonly children: ReactNode
}

export function Ask({ title, act, isGrave = true, failed, onAct, onClose, children }: AskProps) {
  const { fault, attempt } = useAttempt(failed)
  return (
    <Modal title={title} isRead onClose={onClose}>
      <div className={styles['words']}>{children}</div>
      <Fault says={fault} />
      <ModalButtons>
        <Button onClick={onClose}>{texts.dialog.cancel}</Button>
        <Button look={isGrave ? 'danger' : 'main'} onClick={() => attempt(onAct, onClose)}>
          {act}
        </Button>
      </ModalButtons>
    </Modal>
  )
}
