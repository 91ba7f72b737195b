/**
 * Live links, and everyone a key was ever rightly granted to: people and links, now or before.
 *
 * A link is live while its author is present with at least its rank. One that lapsed is remembered,
 * because an epoch granted to it must not be written with.
 */
import type { Hlc, PersonId, RecordId, Role } from '@parley/protocol'
import type { ActionGraph } from './action-graph.ts'
import type { Identities } from './identities.ts'
import type { Member } from './member.ts'
import { rankOf } from './verified-action.ts'
import type { Verdicts } from './verdicts.ts'

/** An invite that still admits. */
export interface LiveLink {
  readonly invite: RecordId
  readonly author: PersonId
  readonly signPublic: Uint8Array
  readonly boxPublic: Uint8Array
  readonly role: Role
  readonly needsApproval: boolean
  /** Epoch milliseconds; 0 for never. A relay's matter, as `usesCount` is. */
  readonly expiresAt: number
  /** How many may join by it; 0 for any number. */
  readonly usesCount: number
  /** Valid joins by it, requests too. */
  readonly joinsCount: number
  readonly hlc: Hlc
}

/** A box that keys may have been granted to, now or before. */
export interface Recipient {
  readonly boxPublic: Uint8Array
  /** The admissions or the invite that made it one: a grant counts if it knew of any of them. */
  readonly since: readonly RecordId[]
  /** A present person or a live link. */
  readonly isLive: boolean
  /** Whether an honest holder gives it the key: a link that needs approval gets none. */
  readonly isOwed: boolean
  readonly isPerson: boolean
}

export interface Reduced {
  readonly graph: ActionGraph
  readonly identities: Identities
  readonly verdicts: Verdicts
  readonly members: ReadonlyMap<PersonId, Member>
}

export function linksAndRecipients({ graph, identities, verdicts, members }: Reduced): {
  links: ReadonlyMap<RecordId, LiveLink>
  recipients: readonly Recipient[]
} {
  const links = new Map<RecordId, LiveLink>()
  const recipients: Recipient[] = [...members.values()].map(({ person, box }) => ({
    boxPublic: box,
    since: (verdicts.admissions.get(person) ?? []).map(({ id }) => id),
    isLive: true,
    isOwed: true,
    isPerson: true,
  }))
  for (const { id, device, header, action } of graph.ordered) {
    if (action.type !== 'invite' || verdicts.byId.get(id) !== 'valid') continue
    const { signPublic, boxPublic, role, needsApproval, expiresAt, usesCount } = action
    const person = identities.personOf(device)
    const author = person && members.get(person)
    const isLive = author !== undefined && rankOf(author.role) >= rankOf(header.claimedRole)
    recipients.push({
      boxPublic,
      since: [id],
      isLive,
      isOwed: isLive && !needsApproval,
      isPerson: false,
    })
    if (isLive)
      links.set(id, {
        invite: id,
        author: author.person,
        signPublic,
        boxPublic,
        role,
        needsApproval,
        expiresAt,
        usesCount,
        joinsCount: 0,
        hlc: header.hlc,
      })
  }
  return { links, recipients }
}
