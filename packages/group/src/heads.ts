/**
 * What a device writes as parents of an action or heads of any other record: few ids that say how
 * much of the membership it knew.
 */
import { MAX_PARENTS, type PersonId, type RecordId } from '@parley/protocol'
import type { Roster } from './roster.ts'

/**
 * At most 8 ids: the person's own admission first, when the others do not build on it, then the
 * newest heads, valid ones before others so that nobody can crowd them out (RO14). Empty for an
 * empty group.
 */
export function headsFor(roster: Roster, person: PersonId): readonly RecordId[] {
  const newest = [...roster.heads].sort((a, b) => newer(roster, a, b))
  const admission = roster.members.get(person)?.admittedBy
  const chosen = newest.slice(0, MAX_PARENTS)
  if (admission === undefined || roster.isInPast(admission, chosen)) return chosen
  return [admission, ...newest.filter((id) => id !== admission).slice(0, MAX_PARENTS - 1)]
}

function newer(roster: Roster, a: RecordId, b: RecordId): number {
  const byVerdict =
    Number(roster.verdictOf(b) === 'valid') - Number(roster.verdictOf(a) === 'valid')
  if (byVerdict !== 0) return byVerdict
  const [left, right] = [roster.hlcOf(a), roster.hlcOf(b)]
  if (left !== right) return left > right ? -1 : 1
  return a < b ? -1 : 1
}
