/** Drafts of grants: an epoch's key, sealed for many boxes at once. */
import type { Recipient } from '@parley/group'
import type { GroupId } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Membership } from '../membership/membership.ts'
import { type Draft, draftGrant, type EpochKey } from '../writing/drafts.ts'
import { coveringsFor } from './covering.ts'
import { grantTo } from './rows.ts'

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
      const granting = { group, epoch, device: device.identity.device.publicKey }
      return grantTo(granting, boxes, device.agree)
    }),
  )
  return coverings.flatMap(({ heads }, at) => {
    const grant = grants[at]
    if (grant === undefined || grant.rows.length === 0) return []
    return [draftGrant({ hlc: device.ownClock.next(), heads }, grant)]
  })
}
