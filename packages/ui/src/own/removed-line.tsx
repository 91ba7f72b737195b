/** Told on a device that another of one's devices has removed. */
import { useLive, useParley } from '@parley/react'
import { Fault } from '../controls/fault.tsx'
import { texts } from '../texts/catalogue.ts'

export function RemovedLine() {
  const isRemoved = useLive(useParley().own.isRemoved)
  return <Fault says={isRemoved ? texts.devices.isRemoved : undefined} />
}
