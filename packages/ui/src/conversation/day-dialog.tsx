/** Asks for a day, with the field that the platform has for one, and goes to its first message. */
import type { GroupId } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { TextField } from '../controls/text-field.tsx'
import { useRevealing } from '../shell/revealing.ts'
import { texts } from '../texts/catalogue.ts'
import { dayOfField, fieldOfDay } from '../time/day-field.ts'
import styles from './day-dialog.module.css'

interface DayDialogProps {
  readonly group: GroupId
  /** A point in the day it begins with; today without one. */
  readonly dayAt?: number | undefined
  readonly onClose: () => void
}

export function DayDialog({ group, dayAt, onClose }: DayDialogProps) {
  const { showDay } = useRevealing()
  const [today] = useState(() => fieldOfDay(Date.now()))
  const [day, setDay] = useState(dayAt === undefined ? today : fieldOfDay(dayAt))
  const [fault, setFault] = useState<string>()
  const says = texts.days
  const submit = () => {
    const at = dayOfField(day)
    if (at === undefined) return setFault(says.missing)
    onClose()
    showDay(group, at)
  }
  return (
    <Modal title={says.title} onClose={onClose}>
      <form
        className={styles['form']}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <TextField
          type="date"
          label={says.field}
          fault={fault}
          value={day}
          max={today}
          onChange={({ target }) => {
            setDay(target.value)
            setFault(undefined)
          }}
        />
        <ModalButtons>
          <Button onClick={onClose}>{texts.dialog.cancel}</Button>
          <Button look="main" type="submit">
            {says.go}
          </Button>
        </ModalButtons>
      </form>
    </Modal>
  )
}
