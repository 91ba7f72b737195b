/** What a device is called on screen. */
import type { OwnDevice } from '@parley/react'
import { texts } from '../texts/catalogue.ts'

export function nameOfDevice({ name }: OwnDevice): string {
  return name === '' ? texts.devices.unnamed : name
}
