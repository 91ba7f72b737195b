/** Invite links: the own one, made when first asked for, or the one this device came by. */
import { rankOf } from '@parley/group'
import type { GroupId, Invitation, RecordId } from '@parley/protocol'
import type { Device } from '../device.ts'
import { draftInvite } from './entry.ts'
import type { LiveDoc } from './live-doc.ts'
import type { Membership } from './membership.ts'

export interface InvitingPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  /** The link this device joined by. */
  ownInvitation(): Invitation | undefined
  doc(): LiveDoc
}

/**
 * A link that is live. Works offline. Rejects with an Error that says what to do when this person
 * may not invite and holds no live link.
 */
export async function currentInvitation(ports: InvitingPorts): Promise<Invitation> {
  const { device, group, membership } = ports
  const roster = membership.roster()
  const storeKey = `link/${group}`
  const kept = parseKept(group, await device.store.get(storeKey))
  for (const known of [kept, ports.ownInvitation()]) {
    if (known !== undefined && roster.links.has(known.invite)) return known
  }
  const role = roster.members.get(device.identity.person)?.role
  if (role === undefined || rankOf(role) < rankOf('moderator')) {
    throw new Error('Only a moderator can make an invite link for this group. Ask one for it.')
  }
  const { secret, drafts } = draftInvite(device, group, {
    roster,
    role,
    epoch: membership.epochKey(),
  })
  const [invite] = await ports.doc().appender.append(drafts)
  if (invite === undefined) throw new Error('The invite link was not made. Try again.')
  await device.store.write([{ type: 'put', key: storeKey, value: { invite: invite.id, secret } }])
  return { group, invite: invite.id, secret }
}

function parseKept(group: GroupId, value: unknown): Invitation | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { invite, secret } = value as Record<string, unknown>
  if (typeof invite !== 'string' || !(secret instanceof Uint8Array)) return undefined
  return { group, invite: invite as RecordId, secret }
}
