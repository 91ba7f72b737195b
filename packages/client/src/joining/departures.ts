/** How somebody came to be out of a group, by the roster's word. */
import type { Roster } from '@parley/group'
import type { Hlc, PersonId } from '@parley/protocol'

export interface Gone {
  readonly type: 'removed' | 'left' | 'declined'
  readonly by: PersonId
  readonly hlc: Hlc
}

/** Asked to be let in, and nobody has answered. */
export function isWaiting({ requests }: Roster, person: PersonId): boolean {
  return [...requests.values()].some((request) => request.person === person)
}

/** `undefined` for who is in, waits to be let in, or was never here. */
export function departureIn(roster: Roster, person: PersonId): Gone | undefined {
  if (roster.members.has(person) || isWaiting(roster, person)) return undefined
  const gone = roster.departed.get(person)
  if (gone === undefined) return declinedIn(roster, person)
  return { type: gone.type, by: gone.by, hlc: roster.hlcOf(gone.action) }
}

/** Their last request was turned down. */
function declinedIn({ log, personOf }: Roster, person: PersonId): Gone | undefined {
  const asked = new Set(
    log.flatMap(({ id, action, device }) =>
      action.type === 'join' && personOf(device) === person ? [id] : [],
    ),
  )
  if (asked.size === 0) return undefined
  const declined = log.findLast(
    ({ action, verdict }) =>
      action.type === 'uninvite' && verdict === 'valid' && asked.has(action.target),
  )
  return declined?.person && { type: 'declined', by: declined.person, hlc: declined.hlc }
}
