/**
 * What a segment takes: room, how far ahead it may be opened, and what its authors may do. Rules RE17,
 * RE31, RE37, RE38.
 */
import type { AcceptedRecord } from '@parley/gate'
import { MAX_SEGMENT_BYTES, MAX_SEGMENT_PLACES, parseDocName } from '@parley/protocol'
import type { Application } from './application.ts'
import { reasonAgainstAuthor } from './author-policy.ts'
import { firstRefusals, type Refusals } from './refusals.ts'
import { deviceKeyOf } from './device-keys.ts'

export function segmentRefusals(
  accepted: readonly AcceptedRecord[],
  application: Application,
): Refusals {
  const { live, by, group, lastSegment, segmentsAhead, groupBytes } = application
  const name = parseDocName(live.name)
  const segment = name?.kind === 'segment' ? name.segment : 0
  let { placesCount, bytesCount } = live.filled()
  const hasRoom = live.quota.trial(group.roster())
  const slow = group.slowMode.trial()
  let storedBytes = group.storedBytes
  return firstRefusals(accepted, (one) => {
    const { place, record, device } = one
    const isOwn = device !== undefined && deviceKeyOf(device) === by.device
    if (isOwn && segment > lastSegment + segmentsAhead) return 'policy:busy' // AT62
    const reason = reasonAgainstAuthor(one, application, slow)
    if (reason !== undefined) return reason
    // Deleting must stay possible in a full segment, though not without end.
    if (record.kind === 'retract')
      return hasRoom(place.writer, record.bytes.length) ? undefined : 'policy:full'
    placesCount++
    bytesCount += record.bytes.length
    storedBytes += record.bytes.length
    const isFull = placesCount > MAX_SEGMENT_PLACES || bytesCount > MAX_SEGMENT_BYTES
    return isFull || storedBytes > groupBytes ? 'policy:full' : undefined
  })
}
