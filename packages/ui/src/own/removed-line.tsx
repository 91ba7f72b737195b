/** Told on a device that another of one's devices has removed, once the notice of it is read. */
import { useLive, useNotices, useParley } from '@parley/react'
import { Fault } from '../controls/fault.tsx'
import { texts } from '../texts/catalogue.ts'
import { EraseButton } from './erase-button.tsx'
import styles from './removed-line.module.css'

export function RemovedLine() {
  const isRemoved = useLive(useParley().own.isRemoved)
  const isSaid = useNotices().some(({ type }) => type === 'device-removed')
  if (!isRemoved || isSaid) return null
  return (
    <div className={styles['line']}>
      <Fault says={texts.devices.isRemoved} />
      <EraseButton because="removed" />
    </div>
  )
}
