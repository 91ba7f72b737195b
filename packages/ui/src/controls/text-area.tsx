/** Several lines of text with their label, a hint or, in its place, what is wrong. */
import { useId, type ComponentProps } from 'react'
import styles from './text-field.module.css'

interface TextAreaProps extends ComponentProps<'textarea'> {
  readonly label: string
  readonly hint?: string | undefined
  readonly fault?: string | undefined
}

export function TextArea({ label, hint, fault, ...rest }: TextAreaProps) {
  const id = useId()
  const says = fault ?? hint
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <textarea
        dir="auto"
        rows={4}
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
