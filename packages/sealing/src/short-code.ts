/**
 * What a short code that people type opens: a door's name and the key of what lies behind it.
 *
 * A code of forty random bits would be guessed at once by whoever holds what it opens, the relay first. So each
 * guess is made dear, in time and in memory (scrypt). Name and key come out of it apart. Rule SE20.
 */
import { toUtf8 } from '@parley/protocol'
import { scryptAsync } from '@noble/hashes/scrypt.js'

/** A third of a second and 16 MiB on a phone. Other numbers open other doors. */
const COST = { N: 16_384, r: 8, p: 1, dkLen: 72 }
const SALT = toUtf8('parley/short-code')

export interface DoorKeys {
  readonly name16: Uint8Array
  readonly key32: Uint8Array
  /** One thing is ever sealed under a code's key, so its nonce may come from the code as well. */
  readonly nonce24: Uint8Array
}

export async function doorKeysOf(code: string): Promise<DoorKeys> {
  const bytes = await scryptAsync(toUtf8(code), SALT, COST)
  return {
    name16: bytes.slice(0, 16),
    key32: bytes.slice(16, 48),
    nonce24: bytes.slice(48),
  }
}
