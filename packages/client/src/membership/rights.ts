/** The table of rights (packages/group), asked by whoever may not be in the group at all. */
import { actsAllowed, mayDo, type Member, rankOf, type Roster } from '@parley/group'
import type { PersonId, Role } from '@parley/protocol'
import type { PersonAct } from '../model-people.ts'

export function isAtLeast(role: Role | undefined, least: Role): boolean {
  return role !== undefined && rankOf(role) >= rankOf(least)
}

/** Removes, mutes, deletes what they wrote: on strictly lower roles. */
export function mayModerate(mine: Role | undefined, theirs: Role): boolean {
  return mine !== undefined && mayDo('remove', mine, { theirs })
}

/** Lets somebody in who gets that role. */
export function mayAdmit(mine: Role | undefined, given: Role): boolean {
  return mine !== undefined && mayDo('add', mine, { given })
}

/** What the app offers; a mute whose time is over counts as none. */
export function actsOn(
  roster: Roster,
  me: PersonId,
  { person, isMuted }: { readonly person: PersonId; readonly isMuted: boolean },
): readonly PersonAct[] {
  return actsAllowed(roster, me, person).map((act) => (act === 'unmute' && !isMuted ? 'mute' : act))
}

/** Until when, epoch milliseconds, 0 for no end; `undefined` when none is in force. */
export function mutedUntil({ mute }: Member, now: number): number | undefined {
  return mute !== undefined && (mute.until === 0 || mute.until > now) ? mute.until : undefined
}
