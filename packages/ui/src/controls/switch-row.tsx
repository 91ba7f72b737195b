/** Something that is on or off at once: its words, what it means, and a switch. */
import { useId } from 'react'
import styles from './switch-row.module.css'
import { useAsked } from './use-asked.ts'

interface SwitchRowProps {
  readonly label: string
  readonly hint?: string | undefined
  readonly isOn: boolean
  /** What is asked for shows at once, and until this resolves. */
  readonly onSwitch: (isOn: boolean) => Promise<void>
}

export function SwitchRow({ label, hint, isOn, onSwitch }: SwitchRowProps) {
  const id = useId()
  const { shown, ask } = useAsked(isOn)
  return (
    <div className={styles['row']}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="checkbox"
        role="switch"
        checked={shown}
        aria-checked={shown}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => ask(event.target.checked, onSwitch)}
      />
      {hint !== undefined && <p id={`${id}-hint`}>{hint}</p>}
    </div>
  )
}
