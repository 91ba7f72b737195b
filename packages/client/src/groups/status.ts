/** How this person stands to a group: in, out, on the way, and what they may do. */
import type { MessageId } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { EndedLink, GroupState, Standing } from '../model-people.ts'
import type { Belonging } from '../joining/belonging.ts'
import { departureIn, type Gone, isWaiting } from '../joining/departures.ts'
import type { Membership } from '../membership/membership.ts'
import { standingIn } from './standing.ts'
import type { WaitingContent } from '../conversation/waiting.ts'

export interface Status {
  state(): GroupState
  standing(): Standing
  /** Something here is sealed under a key that only another device can hand over. */
  waitsForKey(): boolean
  /** The relay takes new groups of who was invited only, and not this one. */
  isUninvited(): boolean
  /** How this person came to be out; `undefined` while they are in, or on the way. */
  departure(): Gone | undefined
  /** The link this person comes by lets nobody in any more. */
  endedLink(): EndedLink | undefined
  /** What waits: it may go out now, has to wait a while, or goes back to the person in words. */
  mayGoOut(content: WaitingContent): 'go' | 'wait' | 'back'
}

export interface StatusPorts {
  readonly device: Device
  readonly membership: Membership
  readonly belonging: Belonging
  isUninvited(): boolean
  /** Epoch milliseconds. */
  lastPostAt(): number
  /** An own message, by its id: whether it stands in a thread. */
  isInThread(messageId: MessageId): boolean
}

export function newStatus(ports: StatusPorts): Status {
  const { device, membership, belonging, lastPostAt, isUninvited } = ports
  const { identity, ownClock } = device

  /** The roster's word counts before a relay's (AT85). */
  function state(): GroupState {
    const roster = membership.roster()
    if (roster.members.has(identity.person)) return belonging.isShut() ? 'closed' : 'ready'
    if (isWaiting(roster, identity.person)) return 'waiting'
    const gone = departure()
    if (gone !== undefined) return isOwnDoing(gone) ? 'left' : 'removed'
    return belonging.isShut() ? 'closed' : 'joining'
  }

  function departure(): Gone | undefined {
    if (belonging.isComing()) return undefined
    return departureIn(membership.roster(), identity.person)
  }

  function endedLink(): EndedLink | undefined {
    const reason = state() === 'joining' ? belonging.linkEnd() : undefined
    const isOut = departureIn(membership.roster(), identity.person) !== undefined
    const wasHere = isOut && belonging.wasListed()
    return reason && { reason, wasHere }
  }

  function standing(): Standing {
    const roster = membership.roster()
    return standingIn({ identity, roster, state: state(), now: ownClock.now(), lastPostAt })
  }

  function mayGoOut(content: WaitingContent): 'go' | 'wait' | 'back' {
    const { kind } = content
    const now = state()
    if (now === 'left' || now === 'removed') return 'back'
    if (now !== 'ready' || kind === 'retract') return 'go'
    const mine = standing()
    const isOwnHand = kind === 'hand' || (kind === 'lower' && content.person === identity.person)
    if (kind === 'lower' && !isOwnHand) return mine.mayModerate ? 'go' : 'back'
    const isInThread =
      kind === 'post' ? content.thread !== undefined : ports.isInThread(content.messageId)
    const { mayPost, bar, until } =
      isInThread && (kind === 'post' || kind === 'edit') ? mine.inThreads : mine
    const isReaction = kind === 'react' || kind === 'unreact' || kind === 'confided' || isOwnHand
    if (kind !== 'post' && !isReaction && bar === 'slow') return 'go'
    return (isReaction ? mine.mayReact : mayPost) ? 'go' : until === undefined ? 'back' : 'wait'
  }

  return {
    state,
    departure,
    endedLink,
    standing,
    mayGoOut,
    isUninvited,
    waitsForKey: () => membership.waitsForKey(),
  }
}

function isOwnDoing({ type }: Gone): boolean {
  return type === 'left' || type === 'withdrawn'
}
