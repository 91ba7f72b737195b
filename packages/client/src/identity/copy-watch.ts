/**
 * A copied browser profile: two browsers with one device key. Nothing breaks by it, for each page
 * load writes under its own writer, but whoever made the copy can do what this device can.
 *
 * Own messages are on this disk, with their time, before anybody else has them. One that comes from
 * a relay with a later time was written elsewhere. Rule ID16.
 */
import { type HeldRecord, verifyRecord } from '@parley/gate'
import {
  type GroupId,
  hlcMs,
  MAX_CLOCK_LEAD_MS,
  parseRecord,
  prefixOf,
  writerPrefix,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { keptTime } from '../writing/kept-time.ts'

/** For another tab to tell what it wrote. */
const TAB_PATIENCE_MS = 2_000

/** `records` have just come. */
export function watchCopies(device: Device, group: GroupId, records: readonly HeldRecord[]): void {
  const prefix = writerPrefix(group, device.identity.device.publicKey)
  const isStrange = ({ place }: HeldRecord) =>
    prefixOf(place.writer) === prefix &&
    !device.outbox.holds(place) &&
    !device.outbox.isElsewhere(place.writer)
  const strange = records.filter(isStrange)
  if (strange.length === 0) return
  device.clock.after(TAB_PATIENCE_MS, () => {
    isCopied(device, strange.filter(isStrange)).then(
      (found) => {
        if (found) device.notices.tell('profile-copied')
      },
      () => undefined, // the disk says nothing now: the next message is looked at again
    )
  })
}

async function isCopied(device: Device, strange: readonly HeldRecord[]): Promise<boolean> {
  const kept = await keptTime(device.store)
  return strange.some(({ place, bytes }) => {
    const record = parseRecord(bytes)
    if (record?.kind !== 'envelope' || record.header.hlc <= kept) return false
    if (hlcMs(record.header.hlc) > device.ownClock.now() + MAX_CLOCK_LEAD_MS) return false
    const devices = [device.identity.device.publicKey]
    return verifyRecord({ place, record, devices }, device.verifyNow) !== undefined
  })
}
