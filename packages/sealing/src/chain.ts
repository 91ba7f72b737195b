/**
 * Chains: an older epoch's key, sealed under the key of a newer one.
 *
 * Whoever is given the newest key reads back as far as the chain goes. Both ids and the group are
 * part of what is sealed, so a link of the chain means nothing elsewhere. What comes out is the older
 * epoch's key only if that epoch's commitment says so (SE10). Rules SE12, SE13.
 */
import { concatBytes, toUtf8 } from '@parley/protocol'
import { open, seal } from './seal.ts'

/** Where in which chain a key hangs: all ids as bytes, the group's 32, an epoch's 16. */
export interface ChainLink {
  readonly gid32: Uint8Array
  readonly newerId16: Uint8Array
  readonly olderId16: Uint8Array
}

export interface KeySealing extends ChainLink {
  readonly newerKey32: Uint8Array
  readonly olderKey32: Uint8Array
  /** Random, new for every sealing. */
  readonly nonce24: Uint8Array
}

export interface KeyOpening extends ChainLink {
  readonly newerKey32: Uint8Array
  readonly nonce24: Uint8Array
  readonly sealed: Uint8Array
}

const KEY_BYTES = 32
const CHAIN = toUtf8('parley/chain')

/** The older key in 48 bytes. Throws on a part of the wrong size. */
export function sealKey(link: KeySealing): Uint8Array {
  const { newerKey32, olderKey32, nonce24 } = link
  if (olderKey32.length !== KEY_BYTES)
    throw new RangeError(`a key has ${KEY_BYTES} bytes, not ${olderKey32.length}`)
  return seal({ key32: newerKey32, nonce24, plaintext: olderKey32, aad: aadOf(link) })
}

/**
 * What whoever sealed it says is the older key: to be compared with the older epoch's commitment.
 * Never throws: everything but the newer key is untrusted.
 */
export function openKey(link: KeyOpening): Uint8Array | undefined {
  const { newerKey32, nonce24, sealed } = link
  const key = open({ key32: newerKey32, nonce24, sealed, aad: aadOf(link) })
  return key?.length === KEY_BYTES ? key : undefined
}

function aadOf({ gid32, newerId16, olderId16 }: ChainLink): Uint8Array {
  return concatBytes(CHAIN, gid32, newerId16, olderId16)
}
