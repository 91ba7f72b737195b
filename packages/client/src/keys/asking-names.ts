/**
 * Names of those who ask to be let in: sealed, under a key made for that alone, for the moderators there
 * were. Whoever becomes one later is given the key by any that can read the name (KY17).
 */
import { type Recipient, rankOf, type Roster } from '@parley/group'
import { equalBytes, type EpochId } from '@parley/protocol'
import type { Membership } from '../membership/membership.ts'

/** Whom a moderator must ask first does not depend on how many ask: beyond these, names wait for an answer to others. */
const MAX_NAMES = 64

/** Moderators without a row of a name's key, by that key; only of requests that still wait. */
export function owedNames(
  membership: Pick<Membership, 'roster' | 'keys' | 'askingUnder'>,
): ReadonlyMap<EpochId, readonly Recipient[]> {
  const waiting = membership.askingUnder().slice(0, MAX_NAMES)
  if (waiting.length === 0) return new Map()
  const moderators = moderatorsOf(membership.roster())
  return new Map(waiting.map((epoch) => [epoch, membership.keys.without(epoch, moderators)]))
}

function moderatorsOf(roster: Roster): readonly Recipient[] {
  const boxes = [...roster.members.values()]
    .filter(({ role }) => rankOf(role) >= rankOf('moderator'))
    .map(({ box }) => box)
  return roster.recipients.filter(
    ({ isPerson, isLive, boxPublic }) =>
      isPerson && isLive && boxes.some((box) => equalBytes(box, boxPublic)),
  )
}
