/**
 * What a device writes as parents of an action or heads of any other record: few ids that say how
 * much of the membership it knew.
 */
import { MAX_PARENTS, type PersonId, type RecordId } from '@parley/protocol'
import type { Roster } from './roster.ts'

/**
 * At most 8 ids: what makes the person who they are first (their admission and the record that says
 * their role), when the others do not build on it, then the newest heads, valid ones before others so
 * that nobody can crowd them out (RO14). Empty for an empty group.
 */
export function headsFor(roster: Roster, person: PersonId): readonly RecordId[] {
  const newest = [...roster.heads].sort((a, b) => newer(roster, a, b))
  const member = roster.members.get(person)
  const chosen = newest.slice(0, MAX_PARENTS)
  const own = member === undefined ? [] : [...new Set([member.admittedBy, member.roleBy])]
  const missing = own.filter((id) => !roster.isInPast(id, chosen))
  if (missing.length === 0) return chosen
  const others = newest.filter((id) => !missing.includes(id))
  return [...missing, ...others.slice(0, MAX_PARENTS - missing.length)]
}

function newer(roster: Roster, a: RecordId, b: RecordId): number {
  const byVerdict =
    Number(roster.verdictOf(b) === 'valid') - Number(roster.verdictOf(a) === 'valid')
  if (byVerdict !== 0) return byVerdict
  const [left, right] = [roster.hlcOf(a), roster.hlcOf(b)]
  if (left !== right) return left > right ? -1 : 1
  return a < b ? -1 : 1
}
