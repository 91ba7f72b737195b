/**
 * The key of a device from its bytes, worked out once: every message is asked several times whose it is,
 * and a group hands out the same bytes for the same device each time.
 */
import { type DeviceKey, toDeviceKey } from '@parley/protocol'

const known = new WeakMap<Uint8Array, DeviceKey>()

/** The bytes must never change. */
export function deviceKeyOf(device: Uint8Array): DeviceKey {
  const remembered = known.get(device)
  if (remembered !== undefined) return remembered
  const key = toDeviceKey(device)
  known.set(device, key)
  return key
}
