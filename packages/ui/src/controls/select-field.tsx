/** One of several in a native select, with its label. */
import { useId } from 'react'
import { Select } from './select.tsx'
import styles from './select-field.module.css'

interface SelectFieldProps<T extends string> {
  readonly label: string
  readonly hint?: string
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly chosen: T
  readonly onChoose: (value: T) => void
}

export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, hint, options, chosen, onChoose } = props
  const id = useId()
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        value={chosen}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={({ target }) => {
          const next = options.find(({ value }) => value === target.value)
          if (next !== undefined) onChoose(next.value)
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </Select>
      {hint !== undefined && <p id={`${id}-hint`}>{hint}</p>}
    </div>
  )
}
