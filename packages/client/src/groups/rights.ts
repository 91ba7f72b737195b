/**
 * What the group's rules let one role do to another: asked before an act is signed, so that nobody
 * signs what no device would count. The rules themselves are the roster's (packages/group).
 */
import { rankOf } from '@parley/group'
import { type Role, ROLES } from '@parley/protocol'
import type { PersonAct } from '../model.ts'

export function isAtLeast(role: Role | undefined, least: Role): boolean {
  return role !== undefined && rankOf(role) >= rankOf(least)
}

/** Invites, adds, removes, mutes: moderators and above, on strictly lower roles. */
export function mayModerate(mine: Role | undefined, theirs: Role): boolean {
  return isAtLeast(mine, 'moderator') && mine !== undefined && rankOf(mine) > rankOf(theirs)
}

/** Roles that this one may give to somebody who has `theirs`: admins and above, below their own. */
export function assignable(mine: Role | undefined, theirs: Role): readonly Role[] {
  if (mine === undefined || !isAtLeast(mine, 'admin') || rankOf(mine) <= rankOf(theirs)) return []
  return ROLES.filter((role) => role !== theirs && rankOf(role) < rankOf(mine))
}

export function actsOn(
  mine: Role | undefined,
  { role, isMuted }: { readonly role: Role; readonly isMuted: boolean },
): readonly PersonAct[] {
  const roles = assignable(mine, role)
  const acts: PersonAct[] = []
  if (roles.some((other) => rankOf(other) > rankOf(role))) acts.push('promote')
  if (roles.some((other) => rankOf(other) < rankOf(role))) acts.push('demote')
  if (mayModerate(mine, role)) acts.push(isMuted ? 'unmute' : 'mute', 'remove')
  return acts
}
