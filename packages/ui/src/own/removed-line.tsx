/** Told on a device that another of one's devices has removed, once the notice of it is read. */
import { useLive, useNotices, useParley } from '@parley/react'
import { MonitorX } from 'lucide-react'
import { texts } from '../texts/catalogue.ts'
import { EraseButton } from './erase-button.tsx'
import styles from './removed-line.module.css'

export function RemovedLine() {
  const isRemoved = useLive(useParley().own.isRemoved)
  const isSaid = useNotices().some(({ type }) => type === 'device-removed')
  if (!isRemoved || isSaid) return null
  return (
    <div className={styles['line']}>
      <MonitorX size={18} aria-hidden />
      <div>
        <p role="alert">{texts.devices.isRemoved}</p>
        <EraseButton because="removed" />
      </div>
    </div>
  )
}
