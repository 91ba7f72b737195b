/** Whether Parley is among this device's apps, and how it gets there. */
import { useLive } from '@parley/react'
import { Button } from '../controls/button.tsx'
import type { Host } from '../shell/host.ts'
import { texts } from '../texts/catalogue.ts'
import styles from './storage-section.module.css'

export function InstallWords({ host }: { host: Host }) {
  const installing = useLive(host.installing)
  const says = texts.install
  const words = {
    installed: says.installed,
    offered: says.why,
    'by-hand': says.byHand,
    none: says.none,
  }[installing]
  return (
    <div className={styles['asked']}>
      <p className={styles['soft']}>{words}</p>
      {installing === 'offered' && (
        <Button onClick={() => void host.install()}>{says.install}</Button>
      )}
    </div>
  )
}
