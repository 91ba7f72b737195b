/**
 * Names and keys derived from other keys.
 *
 * An epoch's id commits to its key, its maker and whom it is for, so nobody can hand out two keys under
 * one id or announce another's. An invite's secret becomes two seeds, so that what signs is not what
 * opens. Rules SE10, SE11, SE18.
 */
import { concatBytes, equalBytes, toUtf8 } from '@parley/protocol'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** `signSeed32` for an Ed25519 pair (signing's newKeyPair), `boxSeed32` for boxKeyPair; `nameKey32` seals names. */
export interface InviteSeeds {
  readonly signSeed32: Uint8Array
  readonly boxSeed32: Uint8Array
  readonly nameKey32: Uint8Array
}

const SEED_BYTES = 32
const EPOCH_ID_BYTES = 16
const COMMITMENT_BYTES = 16
const COMMITMENT = toUtf8('parley/commitment')
const EPOCH = toUtf8('parley/epoch')
const INVITE_SIGN = toUtf8('parley/invite/sign')
const INVITE_BOX = toUtf8('parley/invite/box')
const INVITE_NAME = toUtf8('parley/invite/name')

/** 16 bytes: HMAC-SHA-256 under the epoch's key, cut. Throws when the key is not 32 bytes. */
export function commitmentOf(key32: Uint8Array): Uint8Array {
  assertBytes('an epoch key', key32, 32)
  return hmac(sha256, key32, COMMITMENT).slice(0, COMMITMENT_BYTES)
}

/** Whether this is the key that the commitment was made of; anything that is no key is not. */
export function isCommittedTo(commitment16: Uint8Array, key32: Uint8Array): boolean {
  return key32.length === 32 && equalBytes(commitmentOf(key32), commitment16)
}

/** The 16-byte id of an epoch that this device announces. Throws when a part has the wrong size. */
export function epochIdOf(epoch: {
  readonly commitment16: Uint8Array
  /** Who made it, by the device key that signed its record. */
  readonly device32: Uint8Array
  /** Whether newcomers may have it. */
  readonly isShared: boolean
}): Uint8Array {
  assertBytes('a commitment', epoch.commitment16, COMMITMENT_BYTES)
  assertBytes('a device key', epoch.device32, 32)
  const shared = Uint8Array.of(epoch.isShared ? 1 : 0)
  const hashed = concatBytes(EPOCH, epoch.commitment16, epoch.device32, shared)
  return sha256(hashed).slice(0, EPOCH_ID_BYTES)
}

/** What follows from an invite link's secret. Throws when a part has the wrong size. */
export function deriveInvite(link: {
  readonly secret16: Uint8Array
  readonly gid32: Uint8Array
}): InviteSeeds {
  assertBytes('an invite secret', link.secret16, 16)
  assertBytes('a group id', link.gid32, 32)
  return {
    signSeed32: hkdf(sha256, link.secret16, link.gid32, INVITE_SIGN, SEED_BYTES),
    boxSeed32: hkdf(sha256, link.secret16, link.gid32, INVITE_BOX, SEED_BYTES),
    nameKey32: hkdf(sha256, link.secret16, link.gid32, INVITE_NAME, SEED_BYTES),
  }
}

function assertBytes(what: string, bytes: Uint8Array, length: number): void {
  if (bytes.length !== length)
    throw new RangeError(`${what} has ${length} bytes, not ${bytes.length}`)
}
