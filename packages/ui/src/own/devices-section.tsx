/** One's own devices: which they are, what one calls this one, and how one comes or goes. */
import { useOwnDevices, useParley, type OwnDevice } from '@parley/react'
import { MonitorSmartphone, Pencil, Smartphone, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../controls/button.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { NameForm } from '../controls/name-form.tsx'
import { Section } from '../controls/section.tsx'
import { OfferDialog } from '../linking/offer-dialog.tsx'
import { texts } from '../texts/catalogue.ts'
import { dayAndTime } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import { nameOfDevice } from './device-name.ts'
import styles from './own-list.module.css'
import { RemoveDeviceDialog } from './remove-device-dialog.tsx'

type Asked =
  | { readonly about: 'link' }
  | { readonly about: 'rename' | 'remove'; readonly device: OwnDevice }

export function DevicesSection() {
  const devices = useOwnDevices()
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  const says = texts.devices
  return (
    <Section part="devices" level={2} title={says.title} hint={says.hint}>
      <ul className={styles['list']} aria-label={says.list}>
        {devices.map((device) => (
          <DeviceRow
            key={device.key}
            device={device}
            onAsk={(about) => setAsked({ about, device })}
          />
        ))}
      </ul>
      <div className={styles['foot']}>
        <Button
          icon={<Smartphone size={18} aria-hidden />}
          onClick={() => setAsked({ about: 'link' })}
        >
          {says.link}
        </Button>
      </div>
      {asked?.about === 'rename' && <RenameDialog device={asked.device} onClose={close} />}
      {asked?.about === 'link' && <OfferDialog onClose={close} />}
      {asked?.about === 'remove' && <RemoveDeviceDialog device={asked.device} onClose={close} />}
    </Section>
  )
}

interface DeviceRowProps {
  readonly device: OwnDevice
  readonly onAsk: (about: 'rename' | 'remove') => void
}

/** Two may have one name: when each was added tells them apart. */
function DeviceRow({ device, onAsk }: DeviceRowProps) {
  const when = dayAndTime(device.addedAt, useNow())
  const name = nameOfDevice(device)
  const says = texts.devices
  return (
    <li>
      <MonitorSmartphone size={20} aria-hidden className={styles['sign']} />
      <div className={styles['words']}>
        <bdi className={styles['name']}>{name}</bdi>
        <p>
          {device.isThis && <strong>{says.isThis} · </strong>}
          {says.since(when)}
        </p>
      </div>
      <IconButton name={says.renameNamed(name, when)} onClick={() => onAsk('rename')}>
        <Pencil size={18} aria-hidden />
      </IconButton>
      {!device.isThis && (
        <IconButton name={says.remove(name, when)} onClick={() => onAsk('remove')}>
          <Trash2 size={18} aria-hidden />
        </IconButton>
      )}
    </li>
  )
}

function RenameDialog({ device, onClose }: { device: OwnDevice; onClose: () => void }) {
  const parley = useParley()
  const says = texts.devices
  return (
    <Modal
      title={device.isThis ? says.renameThisTitle : says.renameTitle(nameOfDevice(device))}
      onClose={onClose}
    >
      <NameForm
        label={says.renameLabel}
        empty={says.nameEmpty}
        failed={texts.settings.failed}
        first={device.name}
        onName={(next) => parley.own.rename(next, device.key).then(onClose)}
      >
        <ModalButtons>
          <Button onClick={onClose}>{texts.dialog.cancel}</Button>
          <Button type="submit" look="main">
            {says.renameSave}
          </Button>
        </ModalButtons>
      </NameForm>
    </Modal>
  )
}
