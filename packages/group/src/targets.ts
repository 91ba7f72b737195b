/**
 * What an act is about: records that must be in its past for it to count, or for it to take the place
 * of what was decided before. In a crowd of heads nothing else would bring them there. Rule RO49.
 */
import { type Action, type PersonId, personIdOf, type RecordId } from '@parley/protocol'
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

/** Valid ones that no other builds on. */
function lastPolicies(roster: Roster): readonly RecordId[] {
  const last: RecordId[] = []
  for (const { id, action, verdict } of [...roster.log].reverse())
    if (action.type === 'policy' && verdict === 'valid' && !roster.isInPast(id, last)) last.push(id)
  return last
}

function given<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value]
}
