/** People of the other groups, who could be added to this one. */
import type { Introduction, PersonId } from '@parley/protocol'
import type { Candidate } from '../model-people.ts'
import type { Session } from '../groups/session.ts'

/** By name; each person once. */
export function candidatesIn(
  here: Session | undefined,
  others: readonly Session[],
): readonly Candidate[] {
  const isHere = (person: PersonId) => here?.membership.roster().members.has(person) ?? true
  const found = new Map<PersonId, Candidate>()
  for (const session of others.filter((other) => other.status.state() === 'ready'))
    for (const person of session.membership.roster().members.keys())
      if (!isHere(person) && !found.has(person))
        found.set(person, { person, name: session.nameOf(person) })
  return [...found.values()].sort((left, right) => left.name.localeCompare(right.name))
}

/** As the first of the other groups that knows this person introduces them. */
export function introductionsIn(
  others: readonly Session[],
  person: PersonId,
): readonly Introduction[] {
  const known = others.map(({ membership }) => membership.introductionsOf(person))
  return known.find(({ length }) => length > 0) ?? []
}
