/**
 * What an act is about: records that must be in its past for it to count, or for it to take the place
 * of what was decided before. In a crowd of heads nothing else would bring them there. Rule RO49.
 */
import { type Action, type PersonId, personIdOf, type RecordId } from '@parley/protocol'
import { standingOnes } from './crowd.ts'
import type { Roster } from './roster.ts'

/** What this action answers, ends or takes the place of, the most needed first. */
export function targetsOf(roster: Roster, action: Action): readonly RecordId[] {
  switch (action.type) {
    case 'add':
      return [...given(action.join), ...departureOf(roster, personIdOf(action.person.root))]
    case 'uninvite':
      return [action.target]
    case 'role':
    case 'remove':
    case 'mute':
    case 'unmute':
      return standingOf(roster, action.person)
    case 'policy':
      return lastPolicies(roster)
    default:
      return []
  }
}

/** Whoever is brought back is brought back from something. */
function departureOf(roster: Roster, person: PersonId): readonly RecordId[] {
  return given(roster.departed.get(person)?.action)
}

function standingOf(roster: Roster, person: PersonId): readonly RecordId[] {
  const member = roster.members.get(person)
  return member === undefined
    ? []
    : [member.admittedBy, member.roleBy, ...given(member.mute?.action)]
}

/** Valid ones that no other builds on, the one that decides first. */
export function lastPolicies(roster: Roster): readonly RecordId[] {
  return standingOnes(roster, ({ type }) => type === 'policy')
}

/** What was done to this person last, of these types: valid, and no other of them builds on it. */
export function lastRulingsOn(
  roster: Roster,
  person: PersonId,
  types: readonly ('mute' | 'unmute' | 'role')[],
): readonly RecordId[] {
  return standingOnes(
    roster,
    (action) =>
      types.some((type) => action.type === type) && 'person' in action && action.person === person,
  )
}

function given<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value]
}
