/**
 * Why an invite link lets nobody in any more, in one word to tell a person. Rule RO48.
 *
 * What the actions say comes first; counts and times are whoever's who asks.
 */
import type { LinkEnd, RecordId } from '@parley/protocol'
import type { LoggedAction } from './member.ts'
import type { Roster } from './roster.ts'
import { rankOf } from './verified-action.ts'

/**
 * `undefined` while it lets people in, and for what is not held here or was no invite by the rules.
 * `now`: epoch milliseconds.
 */
export function linkEndIn(roster: Roster, invite: RecordId, now: number): LinkEnd | undefined {
  const link = roster.links.get(invite)
  if (link === undefined) {
    const made = roster.log.find(({ id }) => id === invite)
    return made?.action.type === 'invite' ? endByActs(roster, made) : undefined
  }
  if (link.expiresAt !== 0 && now >= link.expiresAt) return 'expired'
  return link.usesCount !== 0 && link.joinsCount >= link.usesCount ? 'used-up' : undefined
}

function endByActs({ log, members }: Roster, made: LoggedAction): LinkEnd | undefined {
  const isWithdrawn = log.some(
    ({ action, verdict }) =>
      action.type === 'uninvite' && verdict === 'valid' && action.target === made.id,
  )
  if (isWithdrawn) return 'withdrawn'
  const maker = made.person && members.get(made.person)
  if (maker === undefined || rankOf(maker.role) < rankOf(made.role)) return 'maker-gone'
  return made.verdict === 'valid' ? 'outdated' : undefined
}
