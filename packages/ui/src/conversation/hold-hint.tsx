/** One line above the composer, or below the groups, for who has no pointer to find a message's buttons or a row's with. */
import { X } from 'lucide-react'
import { IconButton } from '../controls/button.tsx'
import type { PartProps } from '../later/part-props.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './hold-hint.module.css'

export function HoldHint({ of, onClose }: PartProps['HoldHint']) {
  return (
    <div className={styles['hint']} data-of={of} data-passing="gone">
      <p>{of === 'row' ? texts.marking.holdHint : texts.message.holdHint}</p>
      <IconButton name={texts.install.understood} onClick={onClose}>
        <X size={18} aria-hidden />
      </IconButton>
    </div>
  )
}
