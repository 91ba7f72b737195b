/** One's own devices: which they are, what one calls this one, and how one comes or goes. */
import { useOwnDevices, useParley, type OwnDevice } from '@parley/react'
import { MonitorSmartphone, Smartphone, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../controls/button.tsx'
import { Modal, ModalButtons } from '../controls/modal.tsx'
import { NameForm } from '../controls/name-form.tsx'
import { Section } from '../controls/section.tsx'
import { OfferDialog } from '../linking/offer-dialog.tsx'
import { texts } from '../texts/catalogue.ts'
import { dayName } from '../time/dates.ts'
import { useNow } from '../time/use-now.ts'
import { nameOfDevice } from './device-name.ts'
import styles from './own-list.module.css'
import { RemoveDeviceDialog } from './remove-device-dialog.tsx'

type Asked =
  | { readonly about: 'rename' | 'link' }
  | { readonly about: 'remove'; readonly device: OwnDevice }

export function DevicesSection() {
  const devices = useOwnDevices()
  const now = useNow()
  const [asked, setAsked] = useState<Asked>()
  const close = () => setAsked(undefined)
  const says = texts.devices
  const own = devices.find(({ isThis }) => isThis)
  return (
    <Section title={says.title} hint={says.hint}>
      <ul className={styles['list']} aria-label={says.list}>
        {devices.map((device) => (
          <li key={device.key}>
            <MonitorSmartphone size={20} aria-hidden className={styles['sign']} />
            <div className={styles['words']}>
              <bdi className={styles['name']}>{nameOfDevice(device)}</bdi>
              <p>{device.isThis ? says.isThis : says.since(dayName(device.addedAt, now))}</p>
            </div>
            {device.isThis ? (
              <Button onClick={() => setAsked({ about: 'rename' })}>{says.rename}</Button>
            ) : (
              <IconButton
                name={says.remove(nameOfDevice(device))}
                onClick={() => setAsked({ about: 'remove', device })}
              >
                <Trash2 size={18} aria-hidden />
              </IconButton>
            )}
          </li>
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
      {asked?.about === 'rename' && <RenameDialog name={own?.name ?? ''} onClose={close} />}
      {asked?.about === 'link' && <OfferDialog onClose={close} />}
      {asked?.about === 'remove' && <RemoveDeviceDialog device={asked.device} onClose={close} />}
    </Section>
  )
}

function RenameDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const parley = useParley()
  const says = texts.devices
  return (
    <Modal title={says.renameTitle} onClose={onClose}>
      <NameForm
        label={says.renameLabel}
        empty={says.nameEmpty}
        failed={texts.settings.failed}
        first={name}
        onName={(next) => parley.own.rename(next).then(onClose)}
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
