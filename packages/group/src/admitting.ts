/**
 * Which joins are only requests, by all that is valid: a removal of anyone turns a link that did not
 * know of it into a request for whoever joins without the remover's knowledge, under whatever name,
 * until an `add` answers the join. Rules RO6 and RO19.
 */
import type { RecordId } from '@parley/protocol'
import { type Court, removesUnknownTo } from './court.ts'
import { addToList } from './lists.ts'
import type { Admission } from './tenure.ts'

/** Joins that admit nobody by themselves and were not granted. */
export function unansweredJoins(court: Court): ReadonlySet<RecordId> {
  const { graph, grants } = court
  const byInvite = new Map<number, Admission[]>()
  for (const { admissions } of court.people.values())
    for (const join of admissions)
      if (join.invite !== undefined && !grants.has(join.id))
        addToList(byInvite, join.invite.at, join)
  const requests = new Set<RecordId>()
  for (const [inviteAt, joins] of byInvite) {
    const unknown = removesUnknownTo(court, inviteAt)
    for (const join of joins)
      if (
        join.invite?.needsApproval === true ||
        unknown.some((one) => !graph.builds(one.at, join.at))
      )
        requests.add(join.id)
  }
  return requests
}
