/** How somebody who is in a group came into it, as the group's own records say. */
import type { LoggedAction, Roster } from '@parley/group'
import { hlcMs, type PersonId } from '@parley/protocol'
import type { Coming } from '../model-people.ts'

/** `undefined` of whoever is not in. */
export function comingOf(
  { members, log }: Pick<Roster, 'members' | 'log'>,
  person: PersonId,
  nameOf: (person: PersonId) => string,
): Coming | undefined {
  const admission = members.get(person)?.admittedBy
  const admitted = log.find(({ id }) => id === admission)
  if (admitted === undefined) return undefined
  const by = broughtBy(log, admitted)
  return { type: typeOf(admitted), by: by === undefined ? '' : nameOf(by), at: hlcMs(admitted.hlc) }
}

function typeOf({ action }: LoggedAction): Coming['type'] {
  if (action.type === 'found') return 'founded'
  if (action.type !== 'add') return 'link'
  return action.join === undefined ? 'added' : 'let-in'
}

function broughtBy(
  log: readonly LoggedAction[],
  { action, person }: LoggedAction,
): PersonId | undefined {
  if (action.type === 'add') return person
  return action.type === 'join' ? log.find(({ id }) => id === action.invite)?.person : undefined
}
