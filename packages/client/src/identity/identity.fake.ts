/** Identities for tests: always the same for the same name. */
import { sha256 } from '@noble/hashes/sha2.js'
import { toUtf8 } from '@parley/protocol'
import type { Random } from '../ports.ts'
import { type Identity, newIdentity } from './identity.ts'

export function randomFrom(seed: string): Random {
  let count = 0
  return (byteCount) => {
    const bytes = new Uint8Array(byteCount)
    for (let at = 0; at < byteCount; at += 32)
      bytes.set(sha256(toUtf8(`${seed} ${count++}`)).subarray(0, byteCount - at), at)
    return bytes
  }
}

export function identityOf(name: string): Identity {
  return newIdentity(randomFrom(name))
}
