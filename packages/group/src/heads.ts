/**
 * What a device writes as parents of an action or heads of any other record: few ids that say how
 * much of the membership it knew.
 */
import { type Action, MAX_PARENTS, type PersonId, type RecordId } from '@parley/protocol'
import { backwards, byWeight } from './crowd.ts'
import type { Roster } from './roster.ts'
import { lastPolicies, lastRulingsOn, targetsOf } from './targets.ts'

/**
 * At most 8 ids, which build on all that is held, or when that cannot be, on this first: what the person
 * did last, what makes them who they are (their admission and the record that says their role), what
 * these acts of theirs are about, what says whether they may speak (mutes, roles, policies), and leaves
 * that void something the others build on (RO47). Then the heads by weight, so that nobody can crowd
 * them out (RO14). No claimed time has a say. Empty for an empty group.
 */
export function headsFor(
  roster: Roster,
  person: PersonId,
  acts: readonly Action[] = [],
): readonly RecordId[] {
  if (roster.heads.length <= MAX_PARENTS) return validFirst(roster)
  const wanted = wantedBy(roster, person, acts)
  const weighed = byWeight(roster, MAX_PARENTS)
  const named: RecordId[] = []
  for (;;) {
    const others = weighed.filter((id) => !named.includes(id))
    const chosen = [...named, ...others.slice(0, MAX_PARENTS - named.length)]
    const missing = wanted.find((id) => !roster.isInPast(id, chosen)) ?? roster.leaveToName(chosen)
    if (missing === undefined || named.length === MAX_PARENTS) return chosen
    named.push(missing)
  }
}

/** How many merges an act is preceded by at most: some two hundred heads. */
const MAX_MERGES = 32
const MAX_GATHERED = MAX_PARENTS + (MAX_MERGES - 1) * (MAX_PARENTS - 1)

/**
 * What the merges before an act build on, each on the one before it too, so that the act builds on all
 * valid heads: what is beside a removal is not what was known when it was made (RO17). None is needed
 * up to eight heads. Of more than can be gathered, those that bring in admissions and acts of power.
 */
export function gatheringOf(roster: Roster): readonly (readonly RecordId[])[] {
  const isValid = (id: RecordId): boolean => roster.verdictOf(id) === 'valid'
  if (roster.heads.filter(isValid).length <= MAX_PARENTS) return []
  const heads = byWeight(roster, MAX_GATHERED).filter(isValid)
  const merges: RecordId[][] = []
  for (let left = heads.length; left > MAX_PARENTS && merges.length < MAX_MERGES;) {
    const part = heads.splice(0, merges.length === 0 ? MAX_PARENTS : MAX_PARENTS - 1)
    merges.push(part)
    left = heads.length + 1
  }
  return merges
}

/** The most needed first; of mutes and policies the others stand behind the one that decides. */
function wantedBy(roster: Roster, person: PersonId, acts: readonly Action[]): readonly RecordId[] {
  const member = roster.members.get(person)
  const own = member === undefined ? [] : [member.admittedBy, member.roleBy]
  const targets = acts.flatMap((act) => targetsOf(roster, act))
  const [mute, ...mutes] = lastRulingsOn(roster, person, ['mute', 'unmute'])
  const [policy, ...policies] = lastPolicies(roster)
  const roles = lastRulingsOn(roster, person, ['role'])
  const decisive = [mute, policy].filter((id) => id !== undefined)
  const others = [...mutes, ...roles, ...policies]
  return [...lastActsOf(roster, person), ...own, ...targets, ...decisive, ...others]
}

/** So many devices of one person may have acted apart. */
const LAST_ACTS = 3

/** Valid acts of the person that no other of theirs builds on, those with the longest past first. */
function lastActsOf(roster: Roster, person: PersonId): readonly RecordId[] {
  const last: RecordId[] = []
  for (const { id, person: author, verdict } of backwards(roster)) {
    if (last.length === LAST_ACTS) break
    if (author !== person || verdict !== 'valid' || roster.isInPast(id, last)) continue
    last.push(id)
  }
  return last
}

function validFirst(roster: Roster): readonly RecordId[] {
  const isValid = (id: RecordId): number => Number(roster.verdictOf(id) === 'valid')
  return [...roster.heads].sort((a, b) => isValid(b) - isValid(a) || (a < b ? -1 : 1))
}
