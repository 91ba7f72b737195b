/** Drafts of what is said of a person or a group beside their names. Rules PF1 and PF4. */
import { headsFor } from '@parley/group'
import {
  encodeNaming,
  type Hlc,
  type Naming,
  type Picture,
  type RECORD_TYPE,
  type RecordId,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { newEpochKey } from '../keys/epoch-keys.ts'
import type { Membership } from '../membership/membership.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'
import { type Draft, draftSealed, type EpochKey } from '../writing/drafts.ts'

export interface NamingPorts {
  readonly device: Device
  readonly membership: Membership
  doc(): LiveDoc
}

export interface Saying {
  /** Of a person or of the group. */
  readonly recordType: typeof RECORD_TYPE.profile | typeof RECORD_TYPE.about
  /** When it was first said: said again it undoes nothing newer. */
  readonly hlc: Hlc
  /** When that was said which it takes the place of, if that lies ahead. */
  readonly over?: Hlc | undefined
}

/** Sealed under the key that is written with; the caller has made sure of one. */
export function draftNaming(ports: NamingPorts, saying: Saying, naming: Naming): Draft {
  const { over } = saying
  const said = over === undefined ? naming : { ...naming, over }
  return sealedUnder(ports, saying, { epoch: ports.membership.epochKey(), naming: () => said })
}

/** The image first, under a key of its own, then where it is; `undefined` takes the picture back. */
export function draftPicture(
  ports: NamingPorts,
  saying: Saying,
  image: Picture | undefined,
): readonly Draft[] {
  const { device, membership } = ports
  if (image === undefined) return [draftNaming(ports, saying, { picture: 'none' })]
  const key = membership.roster().encrypted ? device.random(32) : undefined
  const maker = { device: device.identity.device.publicKey, isShared: false }
  const epoch = key && newEpochKey({ key, ...maker })
  const leads = ([record]: readonly RecordId[]): Naming =>
    record === undefined
      ? {}
      : { picture: { record, key }, ...(saying.over !== undefined && { over: saying.over }) }
  return [
    sealedUnder(ports, saying, { epoch, naming: () => ({ image }) }),
    sealedUnder(ports, saying, { epoch: membership.epochKey(), naming: leads }),
  ]
}

function sealedUnder(
  { device, membership, doc }: NamingPorts,
  { recordType, hlc }: Saying,
  how: {
    readonly epoch: EpochKey | undefined
    readonly naming: (earlier: readonly RecordId[]) => Naming
  },
): Draft {
  const heads = headsFor(membership.roster(), device.identity.person)
  const placesHeld = doc().records().placesCount()
  return (place, earlier) =>
    draftSealed({
      recordType,
      hlc,
      heads,
      placesHeld,
      epoch: how.epoch,
      content: encodeNaming(how.naming(earlier)),
      random: device.random,
    })(place, earlier)
}
