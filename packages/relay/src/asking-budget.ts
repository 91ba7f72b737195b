/**
 * What all who only ask to be let in may put into a group's document together. Rule RE34.
 *
 * Any number of people can be made up, so what each may add bounds nothing (AT96). A request that is
 * answered or refused makes room again; one that was taken back does in what all may use, and not in
 * what its link takes: another link does. Requests that others pass on are counted and taken: members of
 * another relay may build on them already.
 */
import type { AcceptedRecord } from '@parley/gate'
import type { Roster } from '@parley/group'
import { type NackReason, type PersonId, type RecordId, toDeviceKey } from '@parley/protocol'
import { isPresent } from './access.ts'
import type { Application } from './application.ts'

const MAX_REQUESTS = 256
const MAX_BYTES = 1_048_576
/** Requests by one link that were taken back: past it the link takes no more of them. */
const MAX_TAKEN_BACK = 256
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
    if (record.kind === 'action' && record.action.type === 'join') {
      if (roster.requests.size > MAX_REQUESTS) return 'policy:busy' // this one among them
      if (takenBackCount(roster, record.action.invite) >= MAX_TAKEN_BACK) return 'policy:busy'
    }
    if (bytesCount + record.bytes.length > MAX_BYTES) return 'policy:busy'
    bytesCount += record.bytes.length
    return undefined
  }
}

/** Comings by this link of people whom nobody let in, and who left. */
function takenBackCount({ log, members, departed, requests }: Roster, invite: RecordId): number {
  const leavers = new Set<PersonId>()
  for (const { action, person } of log)
    if (action.type === 'leave' && person !== undefined) leavers.add(person)
  const isOutside = (person: PersonId | undefined): boolean =>
    person !== undefined && !members.has(person) && !departed.has(person) && leavers.has(person)
  return log.filter(
    ({ id, action, person }) =>
      action.type === 'join' && action.invite === invite && !requests.has(id) && isOutside(person),
  ).length
}
