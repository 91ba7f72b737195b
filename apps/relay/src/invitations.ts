/**
 * Invitations to a closed relay: who holds one may found groups here, until it ends.
 *
 * A code is `version u8 | ends at u48 seconds | random 9 | HMAC-SHA-256, 16 bytes of it`, made with a secret
 * that lies in the data folder, so nothing has to be kept of those that were given out. A browser keeps it as
 * a cookie that scripts cannot read and that no other site's page sends along.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OperatorProblem, reasonOf } from './operator-problem.ts'
import { codeOf, whoMay } from './ownership.ts'

const SECRET_NAME = 'invitations.key'
const SECRET_BYTES = 32
const VERSION = 1
const SIGNED_BYTES = 16
const MAC_BYTES = 16
const COOKIE = 'parley-invitation'
const DAY_MS = 86_400_000

export interface Invitations {
  /** A code that is good for so many days. */
  newCode(days: number): string
  /** When a code ends, epoch milliseconds; `undefined` for one that is over or not from here. */
  endOf(code: string): number | undefined
}

/** Takes the secret from the data folder, where it is made if need be. Throws `OperatorProblem`. */
export async function openInvitations(data: string, now: () => number): Promise<Invitations> {
  const secret = await mustHaveSecret(data)
  const macOf = (signed: Uint8Array): Buffer =>
    createHmac('sha256', secret)
      .update('parley/invitation')
      .update(signed)
      .digest()
      .subarray(0, MAC_BYTES)
  return {
    newCode(days) {
      const signed = randomBytes(SIGNED_BYTES)
      signed[0] = VERSION
      signed.writeUIntBE(Math.floor((now() + days * DAY_MS) / 1_000), 1, 6)
      return Buffer.concat([signed, macOf(signed)]).toString('base64url')
    },
    endOf(code) {
      const bytes = Buffer.from(code, 'base64url')
      if (bytes.length !== SIGNED_BYTES + MAC_BYTES || bytes[0] !== VERSION) return undefined
      if (bytes.toString('base64url') !== code) return undefined // it goes into a cookie as it is
      const signed = bytes.subarray(0, SIGNED_BYTES)
      if (!timingSafeEqual(bytes.subarray(SIGNED_BYTES), macOf(signed))) return undefined
      const endsAt = signed.readUIntBE(1, 6) * 1_000
      return now() < endsAt ? endsAt : undefined
    },
  }
}

/** The code in a request's cookies. */
export function codeInCookies(cookies: string | undefined): string | undefined {
  const pairs = (cookies ?? '').split(';').map((pair) => pair.trim().split('='))
  return pairs.find(([name]) => name === COOKIE)?.[1]
}

export function cookieFor(
  code: string,
  {
    endsAt,
    now,
    isSecure,
  }: { readonly endsAt: number; readonly now: number; readonly isSecure: boolean },
): string {
  const seconds = Math.floor((endsAt - now) / 1_000)
  const fields = [
    `${COOKIE}=${code}`,
    'Path=/',
    `Max-Age=${seconds}`,
    'HttpOnly',
    'SameSite=Strict',
  ]
  return [...fields, ...(isSecure ? ['Secure'] : [])].join('; ')
}

/** What every invitation is made with; `undefined` where there is none yet. */
export async function readSecret(data: string): Promise<Buffer | undefined> {
  try {
    const secret = await readFile(join(data, SECRET_NAME))
    return secret.length === SECRET_BYTES ? secret : undefined
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Throws `RangeError` for one of another length. */
export async function writeSecret(data: string, secret: Uint8Array): Promise<void> {
  if (secret.length !== SECRET_BYTES) throw new RangeError('no secret of invitations')
  await writeFile(join(data, SECRET_NAME), secret, { mode: 0o600 })
}

/** What invitations and mirror tokens are made with, made anew where there is none. Throws `OperatorProblem`. */
export async function mustHaveSecret(data: string): Promise<Buffer> {
  try {
    const known = await readSecret(data)
    if (known !== undefined) return known
    const made = randomBytes(SECRET_BYTES)
    await writeSecret(data, made)
    return made
  } catch (error) {
    throw new OperatorProblem(
      `The secret of invitations, ${join(data, SECRET_NAME)}, cannot be used (${reasonOf(error)}). ${await whoMay(data)}`,
    )
  }
}
