/** What the app offers one person to do, by the table of rights. Rules RO4 and RO40. */
import type { PersonId, RecordId } from '@parley/protocol'
import { assignableRoles, mayDo, type RuledAct } from './rights.ts'
import type { Roster } from './roster.ts'
import { rankOf } from './verified-action.ts'

export type PersonAct = 'promote' | 'demote' | 'remove' | 'mute' | 'unmute'

/** What the app offers `me` to do to another present person. */
export function actsAllowed(roster: Roster, me: PersonId, target: PersonId): readonly PersonAct[] {
  const [own, other] = [roster.members.get(me), roster.members.get(target)]
  if (own === undefined || other === undefined || me === target || isSilenced(roster, me)) return []
  const roles = assignableRoles(own.role, other.role).map(rankOf)
  const may = (act: RuledAct) => mayDo(act, own.role, { theirs: other.role })
  const acts: readonly (readonly [PersonAct, boolean])[] = [
    ['promote', roles.some((rank) => rank > rankOf(other.role))],
    ['demote', roles.some((rank) => rank < rankOf(other.role))],
    ['remove', may('remove')],
    ['mute', may('mute') && other.mute === undefined],
    ['unmute', may('unmute') && other.mute !== undefined],
  ]
  return acts.flatMap(([act, allowed]) => (allowed ? [act] : []))
}

/** Own links, and those made with a rank below one's own. */
export function mayWithdraw(roster: Roster, me: PersonId, invite: RecordId): boolean {
  const own = roster.members.get(me)
  const link = roster.links.get(invite)
  if (own === undefined || link === undefined || isSilenced(roster, me)) return false
  const isOwn = link.author === me && rankOf(own.role) >= rankOf(link.claimedRole)
  return mayDo('uninvite', own.role) && (isOwn || rankOf(link.claimedRole) < rankOf(own.role))
}

/** Muted until somebody unmutes: no act of theirs counts, but leaving and those on own devices. */
export function isSilenced(roster: Roster, person: PersonId): boolean {
  return roster.members.get(person)?.mute?.until === 0
}
