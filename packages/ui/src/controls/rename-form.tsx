/** A name that exists, to be changed: a person's, a group's, a device's. */
import { useState } from 'react'
import { Button } from './button.tsx'
import { NameForm } from './name-form.tsx'
import styles from './rename-form.module.css'

interface RenameFormProps {
  readonly label: string
  readonly hint?: string
  readonly save: string
  readonly saved: string
  readonly empty: string
  readonly failed: string
  readonly name: string
  readonly onName: (name: string) => Promise<unknown>
}

export function RenameForm({ save, saved, name, onName, ...rest }: RenameFormProps) {
  const [isSaved, setSaved] = useState(false)
  return (
    <NameForm
      {...rest}
      // The name may change elsewhere while this is open.
      key={name}
      first={name}
      isFocused={false}
      onChange={() => setSaved(false)}
      onName={(next) => onName(next).then(() => setSaved(true))}
    >
      <div className={styles['foot']}>
        <Button type="submit">{save}</Button>
        <span role="status">{isSaved && saved}</span>
      </div>
    </NameForm>
  )
}
