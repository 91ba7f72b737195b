/**
 * Live links: those that still let people in. A link dies with its withdrawal, with its author's rank,
 * and with every removal of anyone that it does not know of. Rules RO11, RO40 and RO51.
 */
import type { Hlc, PersonId, RecordId, Role } from '@parley/protocol'
import { type Court, removesUnknownTo } from './court.ts'
import type { Sight } from './sight.ts'
import { rankOf } from './verified-action.ts'

/** An invite that still admits. */
export interface LiveLink {
  readonly invite: RecordId
  readonly author: PersonId
  readonly signPublic: Uint8Array
  readonly boxPublic: Uint8Array
  readonly role: Role
  /** What its author acted with. */
  readonly claimedRole: Role
  readonly needsApproval: boolean
  /** Lets its holder see who is here, and nobody in. */
  readonly isDesk: boolean
  /** Epoch milliseconds; 0 for never. A relay's matter, as `usesCount` is. */
  readonly expiresAt: number
  /** How many may join by it; 0 for any number. */
  readonly usesCount: number
  /** Valid joins by it, requests too. */
  readonly joinsCount: number
  readonly hlc: Hlc
}

export function liveLinks(court: Court, sight: Sight): ReadonlyMap<RecordId, LiveLink> {
  const { graph, identities } = court
  const links = new Map<RecordId, LiveLink>()
  const joins = joinCounts(court)
  for (const { id, device, header, action } of graph.ordered) {
    const author = identities.personOf(device)
    if (action.type !== 'invite' || author === undefined || !isLinkLive(court, id, sight)) continue
    const { signPublic, boxPublic, role, needsApproval, isDesk, expiresAt, usesCount } = action
    links.set(id, {
      invite: id,
      author,
      signPublic,
      boxPublic,
      role,
      claimedRole: header.claimedRole,
      needsApproval,
      isDesk: isDesk === true,
      expiresAt,
      usesCount,
      joinsCount: joins.get(id) ?? 0,
      hlc: header.hlc,
    })
  }
  return links
}

/** Whether a valid invite lets people in, by what is in sight. */
export function isLinkLive(court: Court, id: RecordId, sight: Sight): boolean {
  const { graph, identities, byId } = court
  const at = graph.indexOf(id)
  const invite = graph.get(id)
  if (at === undefined || invite === undefined || byId.get(id) !== 'valid') return false
  if (!sight.holds(at) || !identities.speaks(invite.device, at)) return false
  const author = identities.personOf(invite.device)
  const role = author && sight.standing(author)?.role
  if (role === undefined || rankOf(role) < rankOf(invite.header.claimedRole)) return false
  if (court.uninvites.get(id)?.some((one) => sight.holds(one.at)) === true) return false
  // It admits nobody: so no removal makes it a way back.
  if (invite.action.type === 'invite' && invite.action.isDesk) return true
  return removesUnknownTo(court, at).every((one) => !sight.holds(one.at))
}

function joinCounts({ people }: Court): ReadonlyMap<RecordId, number> {
  const counts = new Map<RecordId, number>()
  for (const { admissions } of people.values())
    for (const { invite } of admissions)
      if (invite !== undefined) counts.set(invite.id, (counts.get(invite.id) ?? 0) + 1)
  return counts
}
