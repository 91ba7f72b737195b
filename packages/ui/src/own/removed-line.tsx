/** Told on a device that another of one's devices has removed, once the notice of it is read. */
import { useLive, useNotices, useParley } from '@parley/react'
import { Fault } from '../controls/fault.tsx'
import { texts } from '../texts/catalogue.ts'

export function RemovedLine() {
  const isRemoved = useLive(useParley().own.isRemoved)
  const isSaid = useNotices().some(({ type }) => type === 'device-removed')
  return <Fault says={isRemoved && !isSaid ? texts.devices.isRemoved : undefined} />
}
