/** One of a few, each with what it means: radio buttons in a named group. */
import { useId } from 'react'
import styles from './choices.module.css'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: string
  readonly hint?: string
}

interface ChoicesProps<T extends string> {
  readonly legend: string
  /** The words above are said already, by a title. */
  readonly hidesLegend?: boolean
  /** As rows of the card they stand in, not as cards. */
  readonly isPlain?: boolean
  readonly choices: readonly Choice<T>[]
  readonly chosen: T | undefined
  readonly onChoose: (value: T) => void
}

export function Choices<T extends string>(props: ChoicesProps<T>) {
  const { legend, hidesLegend, isPlain, choices, chosen, onChoose } = props
  const name = useId()
  return (
    <fieldset className={styles['choices']} data-plain={isPlain ? '' : undefined}>
      <legend data-hidden={hidesLegend ? '' : undefined}>{legend}</legend>
      {choices.map(({ value, label, hint }) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            checked={value === chosen}
            onChange={() => onChoose(value)}
          />
          <span>
            <span className={styles['label']}>{label}</span>
            {hint !== undefined && <small>{hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}
