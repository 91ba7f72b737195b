/**
 * What a device writes as parents of an action or heads of any other record: few ids that say how
 * much of the membership it knew.
 */
import { type Action, MAX_PARENTS, type PersonId, type RecordId } from '@parley/protocol'
import type { Roster } from './roster.ts'
import { targetsOf } from './targets.ts'

/**
 * At most 8 ids, which build on all that is held, or when that cannot be, on this first: what makes the
 * person who they are (their admission and the record that says their role), what these acts of theirs
 * are about, what they did last, and
 * leaves that void something the others build on (RO47). Then the newest heads, valid ones before others
 * so that nobody can crowd them out (RO14). Empty for an empty group.
 */
export function headsFor(
  roster: Roster,
  person: PersonId,
  acts: readonly Action[] = [],
): readonly RecordId[] {
  if (roster.heads.length <= MAX_PARENTS) return [...roster.heads].sort(newerIn(roster))
  const newest = [...roster.heads].sort(newerIn(roster))
  const member = roster.members.get(person)
  const own = member === undefined ? [] : [member.admittedBy, member.roleBy]
  const targets = acts.flatMap((act) => targetsOf(roster, act))
  const wanted = [...own, ...targets, ...lastActsOf(roster, person)]
  const named: RecordId[] = []
  for (;;) {
    const others = newest.filter((id) => !named.includes(id))
    const chosen = [...named, ...others.slice(0, MAX_PARENTS - named.length)]
    const missing = wanted.find((id) => !roster.isInPast(id, chosen)) ?? roster.leaveToName(chosen)
    if (missing === undefined || named.length === MAX_PARENTS) return chosen
    named.push(missing)
  }
}

/** How many merges an act is preceded by at most: some two hundred heads. */
const MAX_MERGES = 32

/**
 * What the merges before an act build on, each on the one before it too, so that the act builds on all
 * valid heads: what is beside a removal is not what was known when it was made (RO17). None is needed
 * up to eight heads.
 */
export function gatheringOf(roster: Roster): readonly (readonly RecordId[])[] {
  const heads = roster.heads.filter((id) => roster.verdictOf(id) === 'valid').sort(newerIn(roster))
  const merges: RecordId[][] = []
  for (let left = heads.length; left > MAX_PARENTS && merges.length < MAX_MERGES;) {
    const part = heads.splice(0, merges.length === 0 ? MAX_PARENTS : MAX_PARENTS - 1)
    merges.push(part)
    left = heads.length + 1
  }
  return merges
}

/** So many devices of one person may have acted apart. */
const LAST_ACTS = 3

/** Valid acts of the person that no other of theirs builds on, newest first. */
function lastActsOf(roster: Roster, person: PersonId): readonly RecordId[] {
  const last: RecordId[] = []
  for (const { id, person: author, verdict } of [...roster.log].reverse()) {
    if (last.length === LAST_ACTS) break
    if (author !== person || verdict !== 'valid' || roster.isInPast(id, last)) continue
    last.push(id)
  }
  return last
}

function newerIn(roster: Roster): (a: RecordId, b: RecordId) => number {
  return (a, b) => newer(roster, a, b)
}

function newer(roster: Roster, a: RecordId, b: RecordId): number {
  const byVerdict =
    Number(roster.verdictOf(b) === 'valid') - Number(roster.verdictOf(a) === 'valid')
  if (byVerdict !== 0) return byVerdict
  const [left, right] = [roster.hlcOf(a), roster.hlcOf(b)]
  if (left !== right) return left > right ? -1 : 1
  return a < b ? -1 : 1
}
