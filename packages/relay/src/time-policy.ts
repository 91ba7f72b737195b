/**
 * A record's claimed time against this relay's clock. Rule RE35.
 *
 * Asked only of what a person brings from their own devices: what others pass on was taken somewhere,
 * and readers show it by when they first saw it (AT59).
 */
import { type AcceptedRecord, introducesItself } from '@parley/gate'
import { hlcMs, MAX_CLOCK_LEAD_MS } from '@parley/protocol'
import type { Application } from './application.ts'
import { deviceKeyOf } from './device-keys.ts'

/** Whether a record comes from a device of the person that wrote it. */
export function isOwn(
  { device }: AcceptedRecord,
  { group, by }: Pick<Application, 'group' | 'by'>,
): boolean {
  if (device === undefined) return false
  const key = deviceKeyOf(device)
  if (key === by.device) return true
  const roster = group.roster()
  const person = roster.personOf(key)
  return person !== undefined && person === roster.personOf(by.device)
}

/**
 * More than two minutes ahead (AT58). What introduces its own device is let through: nothing of that
 * person could be stored without it, and its time orders nothing.
 */
export function isTooEarly(one: AcceptedRecord, application: Application): boolean {
  const { record } = one
  if (introducesItself(record)) return false
  const isAhead = hlcMs(record.header.hlc) > application.now + MAX_CLOCK_LEAD_MS
  return isAhead && isOwn(one, application)
}
