/**
 * People of a group's document whom nobody let in: anybody can make them up, well signed, as many as they
 * like, and have somebody pass them on. Rule RE31.
 */
import type { Roster } from '@parley/group'
import type { PersonId } from '@parley/protocol'

const cameBy = new WeakMap<Roster, ReadonlySet<PersonId>>()

/** Never in, as far as the roster tells, and came by no link that somebody might make. */
export function isStranger(roster: Roster, person: PersonId): boolean {
  const { members, departed } = roster
  return !members.has(person) && !departed.has(person) && !comersOf(roster).has(person)
}

/** Looked for once in a roster, which never changes. */
function comersOf(roster: Roster): ReadonlySet<PersonId> {
  const known = cameBy.get(roster) ?? findComers(roster)
  cameBy.set(roster, known)
  return known
}

function findComers({ log, verdictOf }: Roster): ReadonlySet<PersonId> {
  const comers = new Set<PersonId>()
  for (const { action, person } of log)
    if (action.type === 'join' && person !== undefined && verdictOf(action.invite) === 'valid')
      comers.add(person)
  return comers
}
