/** One line above the composer, for who has no pointer to find the buttons of a message with. */
import { X } from 'lucide-react'
import { IconButton } from '../controls/button.tsx'
import { texts } from '../texts/catalogue.ts'
import styles from './hold-hint.module.css'

export function HoldHint({ onClose }: { onClose: () => void }) {
  return (
    <div className={styles['hint']} data-passing="gone">
      <p>{texts.message.holdHint}</p>
      <IconButton name={texts.install.understood} onClick={onClose}>
        <X size={18} aria-hidden />
      </IconButton>
    </div>
  )
}
