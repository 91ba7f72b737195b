/**
 * Mirror tokens: who shows one may carry the groups it names to and from this relay, until it ends.
 *
 * A token is `version u8 | ends at u48 seconds | groups u8 | group id 32 each | HMAC-SHA-256, 16 bytes of it`,
 * made with the secret of invitations for a purpose of its own. Whom it opens what to stands in it for
 * everybody to read; only the relay that made it can tell that it is good. Rule RW30.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { type GroupId, idBytes, MAX_TIME_MS, toGroupId } from '@parley/protocol'
import type { Mirror } from '@parley/relay'
import { mustHaveSecret } from './invitations.ts'

/** The header in which it travels: an address would stand in every proxy's log. */
export const MIRROR_HEADER = 'parley-mirror'
export const MAX_MIRROR_GROUPS = 64

const VERSION = 1
const HEAD_BYTES = 8
const GROUP_BYTES = 32
const MAC_BYTES = 16
const DAY_MS = 86_400_000

export interface MirrorTokens {
  /** Good for so many days. At most `MAX_MIRROR_GROUPS`. */
  newToken(groups: readonly GroupId[], days: number): string
  /** What an untrusted token opens now, or why nothing. */
  read(token: string): Mirror | 'over' | 'unknown'
}

/** Takes the secret from the data folder, where it is made if need be. Throws `OperatorProblem`. */
export async function openMirrorTokens(data: string, now: () => number): Promise<MirrorTokens> {
  const secret = await mustHaveSecret(data)
  const macOf = (signed: Uint8Array): Buffer =>
    createHmac('sha256', secret)
      .update('parley/mirror')
      .update(signed)
      .digest()
      .subarray(0, MAC_BYTES)
  return {
    newToken(groups, days) {
      const head = Buffer.alloc(HEAD_BYTES)
      head[0] = VERSION
      head.writeUIntBE(Math.floor((now() + days * DAY_MS) / 1_000), 1, 6)
      head[HEAD_BYTES - 1] = groups.length
      const signed = Buffer.concat([head, ...groups.map(idBytes)])
      return Buffer.concat([signed, macOf(signed)]).toString('base64url')
    },
    read(token) {
      const told = parseMirrorToken(token)
      if (told === undefined) return 'unknown'
      const bytes = Buffer.from(token, 'base64url')
      const end = bytes.length - MAC_BYTES
      if (!timingSafeEqual(bytes.subarray(end), macOf(bytes.subarray(0, end)))) return 'unknown'
      return now() < told.endsAt ? told : 'over'
    },
  }
}

/** What a token says of itself; whether it is good, only the relay that made it knows. */
export function parseMirrorToken(token: string): Mirror | undefined {
  const bytes = Buffer.from(token, 'base64url')
  const count = bytes[HEAD_BYTES - 1] ?? 0
  if (bytes[0] !== VERSION || count === 0 || count > MAX_MIRROR_GROUPS) return undefined
  if (bytes.length !== HEAD_BYTES + count * GROUP_BYTES + MAC_BYTES) return undefined
  if (bytes.toString('base64url') !== token) return undefined
  const endsAt = bytes.readUIntBE(1, 6) * 1_000
  if (endsAt > MAX_TIME_MS) return undefined // no date
  const groups = Array.from({ length: count }, (_, at) =>
    toGroupId(
      Uint8Array.from(bytes.subarray(HEAD_BYTES + at * GROUP_BYTES).subarray(0, GROUP_BYTES)),
    ),
  )
  return { groups: new Set(groups), endsAt }
}
