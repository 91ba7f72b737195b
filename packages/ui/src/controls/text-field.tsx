/** One line of text with its label, a hint or, in its place, what is wrong. */
import { useId, type ComponentProps } from 'react'
import styles from './text-field.module.css'

interface TextFieldProps extends ComponentProps<'input'> {
  readonly label: string
  readonly hint?: string | undefined
  readonly fault?: string | undefined
}

export function TextField({ label, hint, fault, ...rest }: TextFieldProps) {
  const id = useId()
  const says = fault ?? hint
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <input
        dir="auto"
        autoComplete="off"
        {...rest}
        id={id}
        aria-invalid={fault === undefined ? undefined : true}
        aria-describedby={says === undefined ? undefined : `${id}-says`}
      />
      {says !== undefined && (
        <p
          id={`${id}-says`}
          className={styles['says']}
          data-fault={fault === undefined ? undefined : ''}
          role={fault === undefined ? undefined : 'alert'}
        >
          {says}
        </p>
      )}
    </div>
  )
}
