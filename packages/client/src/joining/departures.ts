/** Who waits to be let in, and how somebody came to be out of a group, by the roster's word. */
import type { JoinRequest, Roster } from '@parley/group'
import type { Hlc, PersonId } from '@parley/protocol'

export interface Gone {
  readonly type: 'removed' | 'left' | 'declined' | 'withdrawn'
  readonly by: PersonId
  readonly hlc: Hlc
}

/** Asked to be let in, and nobody has answered; the newest, of several in as many tabs. */
export function requestOf({ requests }: Roster, person: PersonId): JoinRequest | undefined {
  return [...requests.values()].findLast((request) => request.person === person)
}

export function isWaiting(roster: Roster, person: PersonId): boolean {
  return requestOf(roster, person) !== undefined
}

/** `undefined` for who is in, waits to be let in, or was never here. */
export function departureIn(roster: Roster, person: PersonId): Gone | undefined {
  if (roster.members.has(person) || isWaiting(roster, person)) return undefined
  const gone = roster.departed.get(person)
  if (gone === undefined) return withdrawnIn(roster, person) ?? declinedIn(roster, person)
  return { type: gone.type, by: gone.by, hlc: roster.hlcOf(gone.action) }
}

/** Never in, and left: took back what they had asked. */
function withdrawnIn({ log }: Roster, person: PersonId): Gone | undefined {
  const last = log.findLast(
    (one) => one.person === person && (one.action.type === 'leave' || one.action.type === 'join'),
  )
  return last?.action.type === 'leave'
    ? { type: 'withdrawn', by: person, hlc: last.hlc }
    : undefined
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
