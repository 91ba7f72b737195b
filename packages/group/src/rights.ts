/**
 * Who may do what to whom: the one table that the reducer judges by and the app offers by (offers.ts).
 *
 * Acts on people need a rank above theirs; what is given stays below one's own. Rules RO4 and RO33.
 */
import { type Policy, type Role, ROLES } from '@parley/protocol'
import type { Act, Bar } from './question.ts'
import { rankOf } from './verified-action.ts'

const LOWEST_ROLE = {
  invite: 'moderator',
  add: 'moderator',
  uninvite: 'moderator',
  remove: 'moderator',
  mute: 'moderator',
  unmute: 'moderator',
  role: 'admin',
  policy: 'owner',
} as const satisfies Record<string, Role>

export type RuledAct = keyof typeof LOWEST_ROLE

/** What the act is about: the role somebody has there (`undefined`: nobody), and the one to be given. */
export interface RoleStakes {
  readonly theirs?: Role | undefined
  readonly given?: Role | undefined
}

export function mayDo(act: RuledAct, mine: Role, { theirs, given }: RoleStakes = {}): boolean {
  const isBelow = (role: Role | undefined) => role === undefined || rankOf(role) < rankOf(mine)
  return rankOf(mine) >= rankOf(LOWEST_ROLE[act]) && isBelow(theirs) && isBelow(given)
}

/** Roles that somebody of role `mine` may give to one of role `theirs`, lowest first, without the one they have. */
export function assignableRoles(mine: Role, theirs: Role): readonly Role[] {
  return ROLES.filter((given) => given !== theirs && mayDo('role', mine, { theirs, given }))
}

/** Roles that a new link may give, lowest first. */
export function invitableRoles(mine: Role): readonly Role[] {
  return ROLES.filter((given) => mayDo('invite', mine, { given }))
}

/** What keeps somebody of this role from saying something under this policy; `undefined`: nothing does. */
export function barOf(role: Role, act: Act, policy: Policy): Bar | undefined {
  if (act === 'retract' || act === 'key' || act === 'name') return undefined
  if (act === 'moderate') return rankOf(role) >= rankOf('moderator') ? undefined : 'role'
  if (role === 'guest' && !policy.guestsMayPost) return 'guest'
  if (policy.locked && rankOf(role) < rankOf('moderator')) return 'locked'
  const isSaying = act === 'post' || act === 'reply'
  if (isSaying && policy.hushed && rankOf(role) < rankOf('moderator')) return 'hushed'
  const speaksAs = role === 'guest' ? 'member' : role
  const isAnnouncing = act === 'post' && rankOf(speaksAs) < rankOf(policy.postingRole)
  return isAnnouncing ? 'announcements' : undefined
}
