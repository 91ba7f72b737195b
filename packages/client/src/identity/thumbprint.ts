/** This device, as a site's token names it in `cnf.jkt`. */
import { deviceThumbprint, toDeviceKey } from '@parley/protocol'
import type { Identity } from './identity.ts'

export function thumbprintOf({ device }: Pick<Identity, 'device'>): string {
  return deviceThumbprint(toDeviceKey(device.publicKey))
}
