/**
 * Names that an invite link carries: the group's, and that of who made the link, under a key that follows
 * from the link's secret. So who comes by it knows where they are and who asked them in, though they may
 * read nothing that was said before, or nothing yet. Rule KY18.
 *
 * The key is announced to nobody and nothing else is ever sealed under it; the group goes on calling itself
 * what its admins say, and what a link says counts only until that can be read.
 */
import { type DeviceKey, type EpochId, idBytes } from '@parley/protocol'
import type { BoxKeyPair } from '@parley/sealing'
import { newEpochKey } from '../keys/epoch-keys.ts'
import type { EpochKey } from '../writing/drafts.ts'

/** What the secret of a link opens. */
export interface LinkSecrets {
  readonly box: BoxKeyPair
  readonly nameKey32: Uint8Array
}

/** Under which a device says the names that go with a link of its making. */
export function linkNameKey(nameKey32: Uint8Array, device: DeviceKey): EpochKey {
  return newEpochKey({ key: nameKey32, device: idBytes(device), isShared: false })
}

/** What the links that this person followed open. */
export interface LinkNames {
  /** True when it is another one. */
  follow(nameKey32: Uint8Array): boolean
  /** `undefined`: the device sealed nothing by a link known here under that name. */
  keyOf(epoch: EpochId, device: DeviceKey): Uint8Array | undefined
}

export function newLinkNames(): LinkNames {
  const keys: Uint8Array[] = []
  /** By device: names of keys cost hashing, and are asked for whenever names are read. */
  const named = new Map<DeviceKey, readonly EpochKey[]>()
  return {
    follow(nameKey32) {
      if (keys.some((key) => String(key) === String(nameKey32))) return false
      keys.push(nameKey32)
      named.clear()
      return true
    },
    keyOf(epoch, device) {
      const known = named.get(device) ?? keys.map((key) => linkNameKey(key, device))
      named.set(device, known)
      return known.find(({ id }) => id === epoch)?.key
    },
  }
}
