/** Mutes a person for a time. */
import type { Group, GroupPerson } from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { Choices } from '../controls/choices.tsx'
import { Fault } from '../controls/fault.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { useAttempt } from '../controls/use-attempt.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './dialogs.module.css'

const HOUR_MS = 3_600_000
/** `open`: until somebody unmutes, which is 0 in a mute. */
const SPANS = { hour: HOUR_MS, hours: 8 * HOUR_MS, day: 24 * HOUR_MS, open: undefined } as const
type Span = keyof typeof SPANS

interface MuteDialogProps {
  readonly group: Group
  readonly person: GroupPerson
  readonly onClose: () => void
}

export function MuteDialog({ group, person, onClose }: MuteDialogProps) {
  const [span, setSpan] = useState<Span>('hour')
  const { fault, attempt } = useAttempt()
  const says = texts.muting
  const mute = () => {
    const ms = SPANS[span]
    attempt(() => group.mute(person.person, ms === undefined ? 0 : Date.now() + ms), onClose)
  }
  return (
    <Modal title={says.title(person.name)} onClose={onClose}>
      <p className={styles['hint']}>{span === 'open' ? says.hintOpen : says.hint}</p>
      <Choices
        legend={says.legend}
        choices={[
          { value: 'hour', label: says.hour },
          { value: 'hours', label: says.hours },
          { value: 'day', label: says.day },
          { value: 'open', label: says.open },
        ]}
        chosen={span}
        onChoose={setSpan}
      />
      <Fault says={fault} />
      <ModalButtons>
        <Button onClick={onClose}>{texts.dialog.cancel}</Button>
        <Button look="main" onClick={mute}>
          {says.mute}
        </Button>
      </ModalButtons>
    </Modal>
  )
}
