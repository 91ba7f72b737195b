/**
 * What all who only ask to be let in may put into a group's document together. Rule RE34.
 *
 * Any number of people can be made up, so what each may add bounds nothing (AT96). A request that is
 * answered or refused makes room again. Requests that others pass on are counted and taken: members
 * of another relay may build on them already.
 */
import type { AcceptedRecord } from '@parley/gate'
import type { Roster } from '@parley/group'
import { type NackReason, type PersonId, toDeviceKey } from '@parley/protocol'
import { isPresent } from './access.ts'
import type { Application } from './application.ts'

const MAX_REQUESTS = 256
const MAX_BYTES = 1_048_576
/** A join, or a name sealed to the moderators. */
const MAX_RECORD_BYTES = 2_048

/** Why a record of somebody who only asks is not taken now; `undefined` for records of others. */
export function newAskingBudget(
  { by, group, live }: Pick<Application, 'by' | 'group' | 'live'>,
  roster: Roster,
): (one: AcceptedRecord) => NackReason | undefined {
  if (!roster.founded || isPresent(roster, by.device) || by.refills.has(group.id))
    return () => undefined
  const waiting = new Set<PersonId>()
  for (const { person } of roster.requests.values())
    if (!roster.departed.has(person)) waiting.add(person) // they had a member's quota
  let bytesCount = live.quota.bytesOf(waiting, roster)
  return ({ record, device }) => {
    if (device === undefined || toDeviceKey(device) !== by.device) return undefined
    if (record.bytes.length > MAX_RECORD_BYTES) return 'policy:full'
    const isJoin = record.kind === 'action' && record.action.type === 'join'
    if (isJoin && roster.requests.size > MAX_REQUESTS) return 'policy:busy' // this one among them
    if (bytesCount + record.bytes.length > MAX_BYTES) return 'policy:busy'
    bytesCount += record.bytes.length
    return undefined
  }
}
