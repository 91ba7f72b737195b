/**
 * A link looked at before it is followed: who holds one that lets nobody in should hear so before they
 * are asked for anything, and keep nothing of it. Rule GS118.
 */
import { type LinkEnd, parseInviteLink } from '@parley/protocol'
import type { LinkAnswer } from '../link/link-proofs.ts'
import type { Parley } from '../model.ts'
import { lookableAt } from '../support/support-of.ts'
import { linkKeys } from './entry.ts'

/** A relay that is reached answers in less; then the link is followed as if nobody had looked. */
const LOOK_MS = 3_000

/**
 * Why the relay says that this link lets nobody in. `undefined`: it does, or nothing can be told now, as offline, or
 * its group is here already and says more itself. Writes nothing.
 */
export async function endOfUnfollowed(
  parley: Parley,
  linkText: string,
): Promise<LinkEnd | undefined> {
  const parsed = parseInviteLink(linkText)
  const here = lookableAt(parley)
  if (!parsed.ok || here === undefined) return undefined
  const { group, invite, secret } = parsed.invitation
  const { device, sessions } = here.ports
  const isHere = sessions().some(({ id }) => id === group)
  if (isHere || device.link.state().state === 'offline') return undefined
  // A relay names the group's documents to whoever proves its link, and this is no group of theirs yet.
  here.lookAt(group)
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
