/**
 * The invite link: `<app>/#/join/` and base64url(version | group 32 | invite id 16 | secret 16); and the
 * desk link, which differs by its mark: who comes by that one founds a group of their own.
 *
 * It rides in the fragment, so no web server ever receives it. A damaged one says what is wrong.
 */
import { parseBase64url, toBase64url } from './base64url.ts'
import { concatBytes } from './bytes.ts'
import { type GroupId, idBytes, type RecordId, toGroupId, toRecordId } from './ids.ts'

const VERSION = 1
const LENGTH = 1 + 32 + 16 + 16
const MARK = '#/join/'
const DESK_MARK = '#/desk/'

export interface Invitation {
  readonly group: GroupId
  readonly invite: RecordId
  readonly secret: Uint8Array
}

export type InvitationFault =
  | 'no-invite'
  | 'cut-short'
  | 'too-long'
  | 'not-base64url'
  | 'newer-version'
export type ParsedInvitation =
  | { readonly ok: true; readonly invitation: Invitation }
  | { readonly ok: false; readonly broke: InvitationFault }

/** `app`: the page the link opens, without fragment. */
export function inviteLink(app: string, invitation: Invitation): string {
  return linkWith(app, MARK, invitation)
}

/** Of an invite that is a desk (RO51). */
export function deskLink(app: string, invitation: Invitation): string {
  return linkWith(app, DESK_MARK, invitation)
}

function linkWith(app: string, mark: string, invitation: Invitation): string {
  const bytes = concatBytes(
    Uint8Array.of(VERSION),
    idBytes(invitation.group),
    idBytes(invitation.invite),
    invitation.secret,
  )
  return `${app}${mark}${toBase64url(bytes)}`
}

/** Reads a whole link or its last part alone, as people paste either; blanks around it are ignored. */
export function parseInviteLink(text: string): ParsedInvitation {
  return parseLink(text, MARK)
}

/** The same of a desk link. */
export function parseDeskLink(text: string): ParsedInvitation {
  return parseLink(text, DESK_MARK)
}

function parseLink(text: string, mark: string): ParsedInvitation {
  const trimmed = text.trim()
  const at = trimmed.indexOf(mark)
  const code = at >= 0 ? trimmed.slice(at + mark.length) : trimmed
  if (code === '' || (at < 0 && /[:/#?\s]/.test(code))) return { ok: false, broke: 'no-invite' }
  if (!/^[A-Za-z0-9_-]*$/.test(code)) return { ok: false, broke: 'not-base64url' }
  const bytes = parseBase64url(code)
  const length = Math.floor((code.length * 3) / 4)
  if (length < LENGTH) return { ok: false, broke: 'cut-short' }
  if (bytes?.[0] !== undefined && bytes[0] > VERSION) return { ok: false, broke: 'newer-version' }
  if (length > LENGTH) return { ok: false, broke: 'too-long' }
  if (bytes === undefined || bytes[0] !== VERSION) return { ok: false, broke: 'not-base64url' }
  return {
    ok: true,
    invitation: {
      group: toGroupId(bytes.slice(1, 33)),
      invite: toRecordId(bytes.slice(33, 49)),
      secret: bytes.slice(49),
    },
  }
}
