/**
 * The code that two people compare to know that nobody stands between them.
 *
 * It is made of both person ids, which commit to the root keys, so it outlives every device. It is
 * stretched, because somebody in the middle would look for two persons of their own, one for each
 * side, whose codes are the same. Rule ID14.
 */
import { pbkdf2 } from '@noble/hashes/pbkdf2.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { concatBytes, idBytes, type PersonId, toUtf8 } from '@parley/protocol'

const DOMAIN = toUtf8('parley/safety')
const ROUNDS = 4_096
const GROUPS_COUNT = 6
const GROUP_BYTES = 8

/** Six groups of five digits, the same for both. Costs some ten milliseconds. */
export function safetyCode(one: PersonId, other: PersonId): string {
  const pair = [one, other].toSorted().map(idBytes)
  const bytes = pbkdf2(sha512, concatBytes(...pair), DOMAIN, {
    c: ROUNDS,
    dkLen: GROUPS_COUNT * GROUP_BYTES,
  })
  const groups = Array.from({ length: GROUPS_COUNT }, (_, at) =>
    bytes.subarray(at * GROUP_BYTES, (at + 1) * GROUP_BYTES),
  )
  return groups.map(fiveDigits).join(' ')
}

function fiveDigits(bytes: Uint8Array): string {
  const number = bytes.reduce((sum, byte) => (sum * 256n + BigInt(byte)) % 100_000n, 0n)
  return String(number).padStart(5, '0')
}
