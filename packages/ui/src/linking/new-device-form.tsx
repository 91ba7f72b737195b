/** A device has just been linked: what to call it, so that it is not one more of the same browser. */
import {
  MAX_NAME_BYTES,
  useOwnDevices,
  useParley,
  type DeviceKey,
  type OwnDevice,
} from '@parley/react'
import { useState } from 'react'
import { Button } from '../controls/button.tsx'
import { ModalButtons } from '../controls/modal.tsx'
import { TextField } from '../controls/text-field.tsx'
import { texts } from '../texts/catalogue.ts'
import { utf8Bytes } from '../writing/text-size.ts'
import styles from './linking.module.css'

interface NewDeviceFormProps {
  /** Devices from before the linking. */
  readonly before: ReadonlySet<DeviceKey>
  readonly onDone: () => void
}

/** Whoever changes nothing leaves it at the name that the device has given itself. */
export function NewDeviceForm({ before, onDone }: NewDeviceFormProps) {
  const parley = useParley()
  const device = useNewDevice(before)
  const [typed, setTyped] = useState<string>()
  const [fault, setFault] = useState<string>()
  const says = texts.linking
  const submit = () => {
    const name = typed?.trim() ?? ''
    if (device === undefined || name === '' || name === device.name) return onDone()
    if (utf8Bytes(name) > MAX_NAME_BYTES) return setFault(texts.name.tooLong(MAX_NAME_BYTES))
    parley.own.rename(name, device.key).then(onDone, () => setFault(texts.settings.failed))
  }
  return (
    <form
      className={styles['naming']}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {/* There from the beginning: a button that moves away under a finger is not pressed. */}
      <TextField
        label={says.newName}
        hint={says.newNameHint}
        fault={fault}
        value={typed ?? device?.name ?? ''}
        disabled={device === undefined}
        enterKeyHint="done"
        onChange={(event) => {
          setTyped(event.target.value)
          setFault(undefined)
        }}
      />
      <ModalButtons>
        <Button type="submit" look="main" autoFocus>
          {says.finish}
        </Button>
      </ModalButtons>
    </form>
  )
}

/** `undefined` until it has said that it is there, and what it is called. */
function useNewDevice(before: ReadonlySet<DeviceKey>): OwnDevice | undefined {
  return useOwnDevices().find(({ key, isThis, name }) => !isThis && name !== '' && !before.has(key))
}
