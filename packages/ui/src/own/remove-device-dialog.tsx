/** Removes one of one's devices; for a stolen one the recovery phrase makes sure that it cannot answer. */
import { useParley, type OwnDevice } from '@parley/react'
import { useState } from 'react'
import { Ask } from '../controls/ask.tsx'
import { TextField } from '../controls/text-field.tsx'
import { texts } from '../texts/catalogue.ts'
import { dayAndTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import { nameOfDevice } from './device-name.ts'
import styles from './remove-device-dialog.module.css'

interface RemoveDeviceDialogProps {
  readonly device: OwnDevice
  readonly onClose: () => void
}

export function RemoveDeviceDialog({ device, onClose }: RemoveDeviceDialogProps) {
  const parley = useParley()
  const [words, setWords] = useState('')
  const when = dayAndTime(device.addedAt, useNow())
  const says = texts.devices
  const remove = () => parley.own.remove(device.key, words.trim() === '' ? undefined : words)
  return (
    <Ask
      title={says.removeTitle(nameOfDevice(device))}
      act={says.removeButton}
      onAct={remove}
      onClose={onClose}
    >
      <p>{says.removeWhich(when)}</p>
      <p>{says.removeHint}</p>
      <details className={styles['stolen']}>
        <summary>{says.stolen}</summary>
        <p>{says.stolenHint}</p>
        <TextField
          label={says.stolenWords}
          value={words}
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          onChange={(event) => setWords(event.target.value)}
        />
      </details>
    </Ask>
  )
}
