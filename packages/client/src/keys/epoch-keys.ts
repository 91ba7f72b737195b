/** Epoch keys and the ids that commit to them: to the key, to who made it, and to whom it is for. */
import {
  type Announcement,
  type EpochBody,
  idBytes,
  toEpochId,
  type DeviceKey,
} from '@parley/protocol'
import { commitmentOf, epochIdOf } from '@parley/sealing'
import type { EpochKey } from '../writing/drafts.ts'

/** The epoch that a device makes of this 32-byte key; `isShared`: newcomers may have it. */
export function newEpochKey(made: {
  readonly key: Uint8Array
  /** 32 bytes, of the device that will announce it. */
  readonly device: Uint8Array
  readonly isShared: boolean
}): EpochKey {
  const commitment16 = commitmentOf(made.key)
  const id = epochIdOf({ commitment16, device32: made.device, isShared: made.isShared })
  return { id: toEpochId(id), key: made.key }
}

/** An epoch record under the id that its author gives it. */
export function announcedBy(device: DeviceKey, body: EpochBody): Announcement {
  const { commitment, shared } = body
  const made = { commitment16: commitment, device32: idBytes(device), isShared: shared }
  return { ...body, epoch: toEpochId(epochIdOf(made)) }
}
