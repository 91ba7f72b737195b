/** On the device that has everything: shows the way in for a new one, and hands over when both agree. */
import { useOwnDevices, useParley, type Linking } from '@parley/react'
import { useEffect, useState } from 'react'
import { Modal } from '../controls/modal.tsx'
import { QrCode } from '../inviting/qr-code.tsx'
import { isLocalLink } from '../inviting/invite-kinds.ts'
import { useReachable } from '../inviting/use-reachable.ts'
import { texts } from '../texts/catalogue.ts'
import { Busy, LinkingView } from './linking-view.tsx'
import styles from './linking.module.css'
import { NewDeviceForm } from './new-device-form.tsx'

export function OfferDialog({ onClose }: { onClose: () => void }) {
  const { linking, again, close } = useOffer(onClose)
  const devices = useOwnDevices()
  const [before] = useState(() => new Set(devices.map(({ key }) => key)))
  const says = texts.linking
  return (
    <Modal title={says.title} onClose={close}>
      {linking !== undefined && (
        <LinkingView
          linking={linking}
          isNew={false}
          waiting={({ link, shortCode }) => <Offer link={link} shortCode={shortCode} />}
          done={<NewDeviceForm before={before} onDone={onClose} />}
          onAgain={again}
        />
      )}
    </Modal>
  )
}

function Offer({ link, shortCode }: { link: string; shortCode: string }) {
  const says = texts.linking
  const reachable = useReachable(link)?.[0]
  return (
    <>
      <ol className={styles['steps']}>
        {says.steps.map((step) => (
          <li key={step}>
            <span>{step}</span>
          </li>
        ))}
      </ol>
      {link !== '' && <QrCode text={reachable ?? link} name={texts.invite.qrName} />}
      <p className={styles['short']}>
        <span>{says.shortCode}</span>
        <output aria-label={says.shortCode} dir="ltr">
          {shortCode}
        </output>
      </p>
      {isLocalLink(link) && (
        <p className={styles['hint']}>
          {reachable === undefined ? says.localhost : says.reachable(new URL(reachable).origin)}
        </p>
      )}
      <Busy says={says.waiting} />
    </>
  )
}

/** One offer at a time; leaving the dialog ends it for the other device too. */
function useOffer(onClose: () => void) {
  const { own } = useParley()
  const [linking, setLinking] = useState<Linking>()
  useEffect(() => {
    const offered = own.offerLink()
    setLinking(offered)
    return () => offered.cancel()
  }, [own])
  return {
    linking,
    again: () => {
      linking?.cancel()
      setLinking(own.offerLink())
    },
    close: () => {
      linking?.cancel()
      onClose()
    },
  }
}
