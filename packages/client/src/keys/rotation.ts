/**
 * A new epoch: its record, the older keys chained below it, and a row for everybody who is to read.
 *
 * Where newcomers may read everything it is shared and opens, by its chain, all that newcomers were
 * given before, and nothing else: what was written while history was closed stays closed (AT57).
 * Otherwise it is for those who are here now, links not among them, and nothing hangs below it.
 */
import { headsFor, type Recipient } from '@parley/group'
import { type ChainedKey, idBytes, NONCE_BYTES } from '@parley/protocol'
import { sealKey } from '@parley/sealing'
import { type Draft, draftEpoch, type EpochKey } from '../writing/drafts.ts'
import { coveringsFor } from './covering.ts'
import { newEpochKey } from './epoch-keys.ts'
import { draftGrants, type GrantingPorts } from './granting.ts'

export interface Rotation {
  readonly epoch: EpochKey
  /** For one append to the group document. */
  readonly drafts: readonly Draft[]
}

/** What one epoch record holds. */
const MAX_CHAINED = 128

export async function draftRotation(ports: GrantingPorts): Promise<Rotation> {
  const { device, membership } = ports
  const roster = membership.roster()
  const isShared = roster.policy.history === 'everything'
  const maker = device.identity.device.publicKey
  const epoch = newEpochKey({ key: device.random(32), device: maker, isShared })
  const recipients = roster.recipients.filter(
    ({ isLive, isOwed, isPerson }) => isLive && isOwed && (isPerson || isShared),
  )
  const announcements = isShared
    ? announceShared(ports, epoch)
    : announceFresh(ports, epoch, recipients)
  return { epoch, drafts: [...announcements, ...(await draftGrants(ports, epoch, recipients))] }
}

function announceShared(ports: GrantingPorts, epoch: EpochKey): readonly Draft[] {
  const { device, membership } = ports
  const chained = membership.keys.tips().map((older) => chainBelow(ports, epoch, older))
  const heads = headsFor(membership.roster(), device.identity.person)
  const count = Math.max(1, Math.ceil(chained.length / MAX_CHAINED))
  return Array.from({ length: count }, (_, at) => {
    const some = chained.slice(at * MAX_CHAINED, (at + 1) * MAX_CHAINED)
    const header = { hlc: device.ownClock.next(), heads }
    return draftEpoch(header, { key: epoch.key, shared: true, chained: some })
  })
}

/** One record for all who are here, by whose heads it is known who that was; more if eight heads cannot tell. */
function announceFresh(
  { device, membership }: GrantingPorts,
  epoch: EpochKey,
  recipients: readonly Recipient[],
): readonly Draft[] {
  const body = { key: epoch.key, shared: false, chained: [] }
  const everybody = coveringsFor(membership.roster(), device.identity.person, recipients)
  const distinct = new Map(everybody.map(({ heads }) => [heads.join(), heads]))
  return [...distinct.values()].map((heads) =>
    draftEpoch({ hlc: device.ownClock.next(), heads }, body),
  )
}

function chainBelow(
  { device, group }: GrantingPorts,
  newer: EpochKey,
  older: EpochKey,
): ChainedKey {
  const nonce = device.random(NONCE_BYTES)
  const sealed = sealKey({
    gid32: idBytes(group),
    newerKey32: newer.key,
    newerId16: idBytes(newer.id),
    olderKey32: older.key,
    olderId16: idBytes(older.id),
    nonce24: nonce,
  })
  return { epoch: older.id, nonce, sealed }
}
