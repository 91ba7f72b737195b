/** Drafts of grants: an epoch's key, sealed for many boxes at once. */
import type { Recipient } from '@parley/group'
import type { GrantBody, GroupId } from '@parley/protocol'
import { boxKeyPair, pureAgreement, rowTag, sealRow } from '@parley/sealing'
import type { Device } from '../device.ts'
import type { Membership } from '../groups/membership.ts'
import { rowContext } from '../reading/keyring.ts'
import { type Draft, draftGrant, type EpochKey } from '../writing/drafts.ts'
import { coveringsFor } from './covering.ts'

export interface GrantingPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
}

/** As many grants as it takes for each recipient to be known at the heads of theirs. */
export async function draftGrants(
  { device, group, membership }: GrantingPorts,
  epoch: EpochKey,
  recipients: readonly Recipient[],
): Promise<readonly Draft[]> {
  const coverings = coveringsFor(membership.roster(), device.identity.person, recipients)
  const grants = await Promise.all(
    coverings.map(({ recipients: some }) => {
      const boxes = some.map(({ boxPublic }) => boxPublic)
      return sealGrant({ device, group }, epoch, boxes)
    }),
  )
  return coverings.flatMap(({ heads }, at) => {
    const grant = grants[at]
    if (grant === undefined || grant.rows.length === 0) return []
    return [draftGrant({ hlc: device.ownClock.next(), heads }, grant)]
  })
}

async function sealGrant(
  { device, group }: Pick<GrantingPorts, 'device' | 'group'>,
  epoch: EpochKey,
  boxes: readonly Uint8Array[],
): Promise<GrantBody> {
  const ephemeral = boxKeyPair(device.random(32))
  const agree = device.agree ?? pureAgreement
  const secrets = await agree(ephemeral.secretKey, boxes)
  const context = rowContext(group, epoch.id)
  const rows = boxes.flatMap((recipientPublic, at) => {
    const sealed = sealRow({
      ephemeralPublic: ephemeral.publicKey,
      recipientPublic,
      shared: secrets[at],
      context,
      key32: epoch.key,
    })
    return sealed === undefined
      ? []
      : [{ tag: rowTag(ephemeral.publicKey, recipientPublic), sealed }]
  })
  return { epoch: epoch.id, ephemeral: ephemeral.publicKey, rows }
}
