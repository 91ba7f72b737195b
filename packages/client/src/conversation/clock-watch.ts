/**
 * What the times of held records do to the own clock: own ones raise it, others' pull it along
 * within reason. Records are not verified here yet.
 */
import { type HeldRecord, verifyRecord } from '@parley/gate'
import {
  type GroupId,
  hlcMs,
  MAX_CLOCK_LEAD_MS,
  type ParsedRecord,
  parseRecord,
  type Place,
  prefixOf,
  writerPrefix,
} from '@parley/protocol'
import type { Device } from '../device.ts'

export function watchClocks(
  device: Device,
  group: GroupId,
  records: readonly Pick<HeldRecord, 'place' | 'bytes'>[],
): void {
  const own = writerPrefix(group, device.identity.device.publicKey)
  for (const { place, bytes } of records) {
    const record = parseRecord(bytes)
    if (record === undefined) continue
    if (prefixOf(place.writer) === own && isOwnTime(device, place, record))
      device.ownClock.holdOwn(record.header.hlc)
    else device.ownClock.meet(record.header.hlc)
  }
}

/** Anybody can put this device's prefix on a record: into the future only its signature leads. */
function isOwnTime(
  { ownClock, identity, verifyNow }: Device,
  place: Place,
  record: ParsedRecord,
): boolean {
  if (hlcMs(record.header.hlc) <= ownClock.now() + MAX_CLOCK_LEAD_MS) return true
  return (
    verifyRecord({ place, record, devices: [identity.device.publicKey] }, verifyNow) !== undefined
  )
}
