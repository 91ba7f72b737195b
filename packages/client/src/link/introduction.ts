/** What a client says first: who it is, and what it holds. The relay opens the session on both. */
import {
  deviceProofBytes,
  encodeDigests,
  encodeProof,
  encodeTyped,
  type InventoryDigest,
  MAX_INVENTORY_DOCS,
  MESSAGE_TYPE,
  toDeviceKey,
} from '@parley/protocol'
import type { KeyPair } from '@parley/signing'

export interface Introducer {
  readonly origin: string
  readonly device: KeyPair
  /** With the device's key. */
  sign(message: Uint8Array): Uint8Array
  inventory(): readonly InventoryDigest[]
}

/** The frames, in order. Documents beyond one inventory frame count as not listed. */
export function introduction(nonce: Uint8Array, self: Introducer): readonly Uint8Array[] {
  const { origin } = self
  const device = toDeviceKey(self.device.publicKey)
  const signature = self.sign(deviceProofBytes(nonce, origin, device))
  const proof = encodeProof({ type: 'device', device, origin, signature })
  const digests = encodeDigests(self.inventory().slice(0, MAX_INVENTORY_DOCS))
  return [
    encodeTyped('', MESSAGE_TYPE.proof, proof),
    encodeTyped('', MESSAGE_TYPE.inventory, digests),
  ]
}
