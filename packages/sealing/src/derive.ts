/**
 * Names and keys derived from other keys.
 *
 * An epoch's id commits to its key, so nobody can hand out two keys under one id. An invite's secret
 * becomes two seeds, so that what signs is not what opens. Rules SE10, SE11.
 */
import { toUtf8 } from '@parley/protocol'
import { hkdf } from '@noble/hashes/hkdf.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

/** `signSeed32` for an Ed25519 pair (signing's newKeyPair), `boxSeed32` for boxKeyPair. */
export interface InviteSeeds {
  readonly signSeed32: Uint8Array
  readonly boxSeed32: Uint8Array
}

const SEED_BYTES = 32
const EPOCH_ID_BYTES = 16
const ID = toUtf8('id')
const INVITE_SIGN = toUtf8('parley/invite/sign')
const INVITE_BOX = toUtf8('parley/invite/box')

/** 16 bytes: HMAC-SHA-256 of "id" under the epoch's key, cut. Throws when the key is not 32 bytes. */
export function epochIdOf(key32: Uint8Array): Uint8Array {
  assertBytes('an epoch key', key32, 32)
  return hmac(sha256, key32, ID).slice(0, EPOCH_ID_BYTES)
}

/** The two seeds of an invite link. Throws when a part has the wrong size. */
export function deriveInvite(link: {
  readonly secret16: Uint8Array
  readonly gid32: Uint8Array
}): InviteSeeds {
  assertBytes('an invite secret', link.secret16, 16)
  assertBytes('a group id', link.gid32, 32)
  return {
    signSeed32: hkdf(sha256, link.secret16, link.gid32, INVITE_SIGN, SEED_BYTES),
    boxSeed32: hkdf(sha256, link.secret16, link.gid32, INVITE_BOX, SEED_BYTES),
  }
}

function assertBytes(what: string, bytes: Uint8Array, length: number): void {
  if (bytes.length !== length)
    throw new RangeError(`${what} has ${length} bytes, not ${bytes.length}`)
}
