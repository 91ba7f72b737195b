/** A form that asks for one name: a person's or a group's. Says what is wrong, keeps what was typed. */
import { MAX_NAME_BYTES } from '@parley/react'
import { use, useState, type ReactNode } from 'react'
import { AloneContext } from '../shell/places.ts'
import { texts } from '../texts/catalogue.ts'
import { utf8Bytes } from '../writing/text-size.ts'
import styles from './name-form.module.css'
import { TextField } from './text-field.tsx'

interface NameFormProps {
  readonly label: string
  readonly hint?: string
  readonly empty: string
  readonly failed: string
  readonly autoComplete?: string
  /** What stands in the field at first. */
  readonly first?: string
  /** The form stays as it is when this rejects. */
  readonly onName: (name: string) => Promise<unknown>
  /** The buttons; one of them submits. */
  readonly children: ReactNode
}

export function NameForm({
  label,
  hint,
  empty,
  failed,
  autoComplete = 'off',
  first = '',
  onName,
  children,
}: NameFormProps) {
  const isAlone = use(AloneContext)
  const [name, setName] = useState(first)
  const [fault, setFault] = useState<string>()
  const submit = () => {
    const wrong = faultOfName(name, empty)
    setFault(wrong)
    if (wrong === undefined) onName(name.trim()).catch(() => setFault(failed))
  }
  return (
    <form
      className={styles['form']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextField
        label={label}
        hint={hint}
        fault={fault}
        value={name}
        // In a page that is not ours people may be about something else.
        autoFocus={!isAlone}
        autoComplete={autoComplete}
        enterKeyHint="done"
        onChange={(event) => {
          setName(event.target.value)
          setFault(undefined)
        }}
      />
      {children}
    </form>
  )
}

/** What is wrong with a name, if anything is; `empty`: what to say where there is none. */
export function faultOfName(name: string, empty: string): string | undefined {
  if (name.trim() === '') return empty
  if (utf8Bytes(name.trim()) > MAX_NAME_BYTES) return texts.name.tooLong(MAX_NAME_BYTES)
  return undefined
}
