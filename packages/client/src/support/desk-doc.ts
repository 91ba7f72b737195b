/**
 * The group document of a desk's team, read by whoever came to that desk: who answers there, as the
 * team's own signed records say. Nothing is written to it, and nothing else of the team can be read.
 */
import type { Invitation, LinkEnd } from '@parley/protocol'
import type { Device } from '../device.ts'
import { membershipOf, newOpening } from '../groups/opening.ts'
import { linkKeys } from '../joining/entry.ts'
import { endOfLink } from '../joining/link-end.ts'
import type { LinkAnswer } from '../link/link-proofs.ts'
import type { Membership } from '../membership/membership.ts'
import { newLacking } from '../syncing/lacking.ts'
import type { LiveDoc, LiveDocEvents } from '../syncing/live-doc.ts'

export interface DeskDoc {
  readonly doc: LiveDoc
  readonly membership: Membership
  /** The relay has told all it has of it, in this very session. */
  isFresh(): boolean
  end(): LinkEnd | undefined
  close(): Promise<void>
}

export async function openDeskDoc(
  device: Device,
  invitation: Invitation,
  onChange: () => void,
): Promise<DeskDoc> {
  const { group, invite, secret } = invitation
  const keys = linkKeys(group, secret)
  const open: { doc?: LiveDoc; answer?: LinkAnswer } = {}
  const lacking = newLacking()
  const onSite = (): void => {
    membership.reconsider()
    onChange()
  }
  const membership = membershipOf({ device, group }, () => opening, onSite)
  membership.followLink(keys)

  const opening = newOpening({
    device,
    group,
    membership,
    eventsOf: (_segment, onRecords) =>
      readingEvents(onRecords, onChange, () => open.doc && lacking.add(open.doc)),
    groupDoc: () => open.doc,
    isRetracted: () => false,
    heldBack: () => new Map(),
  })
  const doc = await opening.openGroup((records) => {
    membership.receive(records)
    lacking.askAgain()
    onChange()
  })
  open.doc = doc
  const forgetLink = device.link.proveLink({
    group,
    invite,
    sign: (message) => device.signer(message, keys.sign),
    onAnswer(next) {
      open.answer = next
      onChange()
    },
  })
  doc.follow()
  return {
    doc,
    membership,
    isFresh: () => doc.following()?.isSynced() === true,
    end: () =>
      endOfLink(membership.roster(), invite, { answer: open.answer, now: device.ownClock.now() }),
    async close() {
      forgetLink()
      opening.close()
      await doc.close()
    },
  }
}

/** Nothing is written here, so nothing of it can be refused; what cannot be kept is asked for again at the next visit. */
function readingEvents(
  onRecords: LiveDocEvents['onRecords'],
  onChange: () => void,
  onLacking: () => void,
): LiveDocEvents {
  return {
    onRecords,
    onAcks: () => undefined,
    onRefusals: () => undefined,
    onIncomingRefused: onLacking,
    onSynced: onChange,
    onClosed: onChange,
    onFatal: () => undefined,
    onFault: () => undefined,
  }
}
