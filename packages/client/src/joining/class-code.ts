/**
 * A short code for a link, for whoever has no camera to scan it: eight letters and digits, worked out of the link's
 * own secret, so that whoever shows the link shows the same code on every day.
 *
 * The link lies at the relay, sealed under the code and named by it; the relay knows neither code nor link. Who
 * holds the code holds the link, so it is shown to nobody else. Rules CC1, CC2.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import {
  concatBytes,
  inviteLink,
  parseBase64url,
  parseInviteLink,
  toBase64url,
  toUtf8,
} from '@parley/protocol'
import { doorKeysOf, open, seal } from '@parley/sealing'
import { parseTypedCode, shownTypedCode, typedCodeFrom } from '../linking/typed-code.ts'

const LENGTH = 8
const CODE = toUtf8('parley/class-code ')
const AAD = toUtf8('parley/class-door')
const MARK = '#/join/'

/** What lies behind a code, at the relay. */
export interface ClassDoor {
  /** Its name there. */
  readonly id: string
  readonly sealed: Uint8Array
}

/** As it is shown, `7K3M-Q2XP`; `undefined` for what is no link. */
export function classCodeOf(link: string): string | undefined {
  const parsed = parseInviteLink(link)
  if (!parsed.ok) return undefined
  const hash = sha256(concatBytes(CODE, parsed.invitation.secret))
  return shownTypedCode(typedCodeFrom(hash.slice(0, LENGTH)))
}

/** Whether somebody typed a code and not a link, however it is cased and spaced. */
export function isClassCode(text: string): boolean {
  return parseTypedCode(text, LENGTH) !== undefined
}

/** To be laid down at the relay; `undefined` for what is no link. */
export async function classDoorOf(link: string): Promise<ClassDoor | undefined> {
  const parsed = parseInviteLink(link)
  const code = parseTypedCode(classCodeOf(link) ?? '', LENGTH)
  if (!parsed.ok || code === undefined) return undefined
  const { name16, key32, nonce24 } = await doorKeysOf(code)
  const bare = inviteLink('', parsed.invitation).slice(MARK.length)
  const plaintext = parseBase64url(bare) ?? new Uint8Array()
  return { id: toBase64url(name16), sealed: seal({ key32, nonce24, plaintext, aad: AAD }) }
}

/**
 * The link behind a typed code. `look` fetches what lies at the relay under a name, untrusted; `undefined` when
 * there is nothing, or nothing that this code opens.
 */
export async function linkBehind(
  text: string,
  look: (id: string) => Promise<Uint8Array | undefined>,
): Promise<string | undefined> {
  const code = parseTypedCode(text, LENGTH)
  if (code === undefined) return undefined
  const { name16, key32, nonce24 } = await doorKeysOf(code)
  const sealed = await look(toBase64url(name16))
  if (sealed === undefined) return undefined
  const opened = open({ key32, nonce24, sealed, aad: AAD })
  const link = opened && `${MARK}${toBase64url(opened)}`
  return link !== undefined && parseInviteLink(link).ok ? link : undefined
}
