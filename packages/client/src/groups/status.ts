/** How this person stands to a group: in, out, on the way, and what they may do. */
import type { Device } from '../device.ts'
import type { GroupState, Standing } from '../model-people.ts'
import type { Belonging } from './belonging.ts'
import { departureIn, type Gone, isWaiting } from './departures.ts'
import type { Membership } from './membership.ts'
import { standingIn } from './standing.ts'

export interface Status {
  state(): GroupState
  standing(): Standing
  /** In, and nothing can be opened or sealed before another device is heard. */
  waitsForKey(): boolean
  /** How this person came to be out; `undefined` while they are in, or on the way. */
  departure(): Gone | undefined
}

export interface StatusPorts {
  readonly device: Device
  readonly membership: Membership
  readonly belonging: Belonging
  /** Epoch milliseconds. */
  lastPostAt(): number
}

export function newStatus({ device, membership, belonging, lastPostAt }: StatusPorts): Status {
  const { identity, ownClock } = device

  /** The roster's word counts before a relay's (AT85). */
  function state(): GroupState {
    const roster = membership.roster()
    if (roster.members.has(identity.person)) return belonging.isShut() ? 'closed' : 'ready'
    if (isWaiting(roster, identity.person)) return 'waiting'
    const gone = departure()
    if (gone !== undefined) return gone.type === 'left' ? 'left' : 'removed'
    return belonging.isShut() ? 'closed' : 'joining'
  }

  function departure(): Gone | undefined {
    if (belonging.isComing()) return undefined
    return departureIn(membership.roster(), identity.person)
  }

  return {
    state,
    departure,
    standing: () =>
      standingIn({
        identity,
        roster: membership.roster(),
        state: state(),
        now: ownClock.now(),
        lastPostAt,
      }),
    waitsForKey: () => membership.roster().encrypted && membership.epochKey() === undefined,
  }
}
