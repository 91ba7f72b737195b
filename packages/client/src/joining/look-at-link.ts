/**
 * A link looked at before it is followed: who holds one that lets nobody in should hear so before they
 * are asked for anything, and keep nothing of it. Rule GS123.
 */
import { type GroupId, type LinkEnd, parseInviteLink } from '@parley/protocol'
import type { LinkAnswer } from '../link/link-proofs.ts'
import type { SupportPorts } from '../support/support-ports.ts'
import { linkKeys } from './entry.ts'

/** A relay that is reached answers in less; then the link is followed as if nobody had looked. */
const LOOK_MS = 3_000

export interface LookingPorts extends Pick<SupportPorts, 'device' | 'sessions'> {
  /** What a relay names of this group from now on makes it none of theirs. */
  lookAt(group: GroupId): void
}

/** See `endOfUnfollowed`. */
export async function lookAtLink(
  { device, sessions, lookAt }: LookingPorts,
  linkText: string,
): Promise<LinkEnd | undefined> {
  const parsed = parseInviteLink(linkText)
  if (!parsed.ok) return undefined
  const { group, invite, secret } = parsed.invitation
  const isHere = sessions().some(({ id }) => id === group)
  if (isHere || device.link.state().state === 'offline') return undefined
  // A relay names the group's documents to whoever proves its link, and this is no group of theirs yet.
  lookAt(group)
  const keys = linkKeys(group, secret)
  const answer = await new Promise<LinkAnswer | undefined>((resolve) => {
    const sign = (message: Uint8Array): Uint8Array => device.signer(message, keys.sign)
    const forget = device.link.proveLink({ group, invite, sign, onAnswer: settle })
    const stopWaiting = device.clock.after(LOOK_MS, () => settle(undefined))
    const stopHearing = device.link.onState(() => {
      if (device.link.state().state === 'offline') settle(undefined)
    })
    function settle(told: LinkAnswer | undefined): void {
      forget()
      stopWaiting()
      stopHearing()
      resolve(told)
    }
  })
  return answer?.state === 'refused' ? answer.end : undefined
}
