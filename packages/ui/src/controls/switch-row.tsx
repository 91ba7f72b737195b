/** Something that is on or off at once: its words, what it means, and a switch. */
import { useId } from 'react'
import styles from './switch-row.module.css'

interface SwitchRowProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly isOn: boolean
  readonly onSwitch: (isOn: boolean) => void
}

export function SwitchRow({ label, hint, isOn, onSwitch }: SwitchRowProps) {
  const id = useId()
  return (
    <div className={styles['row']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => onSwitch(event.target.checked)}
      />
      {hint !== undefined && <p id={`${id}-hint`}>{hint}</p>}
    </div>
  )
}
