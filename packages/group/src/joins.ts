/**
 * Joins: each acts for its invite's author, with the invite's rank. Rules RO5, RO7, RO17 and RO51.
 */
import { type Court, holdsRank, roleBefore } from './court.ts'
import { isLeftBehind } from './leaving.ts'
import { introducing, rankOf, type VerifiedAction } from './verified-action.ts'

export function isValidJoin(
  court: Court,
  { one, at, rank }: { readonly one: VerifiedAction; readonly at: number; readonly rank: number },
): boolean {
  const { graph, identities, byId } = court
  if (one.action.type !== 'join') return false
  const person = introducing(one)?.person
  const inviteAt = graph.indexOf(one.action.invite)
  const invite = graph.get(one.action.invite)
  if (person === undefined || inviteAt === undefined || invite === undefined) return false
  if (byId.get(invite.id) !== 'valid' || !graph.builds(at, inviteAt)) return false
  if (invite.action.type === 'invite' && invite.action.isDesk) return false
  if (identities.personOf(one.device) !== person) return false
  const author = identities.personOf(invite.device)
  if (author === undefined || !holdsRank(court, author, { at, rank })) return false
  const removals = (court.people.get(author)?.departures ?? []).filter(
    (one) => one.type === 'removed' && one.rank >= rank && !graph.builds(inviteAt, one.at),
  )
  const withdrawals = court.uninvites.get(invite.id) ?? []
  if (![...removals, ...withdrawals].every((ending) => graph.builds(ending.at, at))) return false
  if (isLeftBehind(court, { at, rank, person: author, inviteAt })) return false
  const role = roleBefore(court, person, { at, rank })
  return role === undefined || rankOf(role) < rank
}
