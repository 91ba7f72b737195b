/**
 * What the old device shows: a link to scan, and a short code to type. Both name the room where the
 * two devices meet; the link also commits to the old device's key. Rules DL1, DL2.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import {
  concatBytes,
  equalBytes,
  linkingRoom,
  parseBase64url,
  toBase64url,
  toUtf8,
} from '@parley/protocol'
import type { Random } from '../ports.ts'
import { parseTypedCode, shownTypedCode, typedCodeFrom } from './typed-code.ts'

const VERSION = 1
const MARK = '#/link/'
const SHORT_LENGTH = 10
const COMMITMENT_BYTES = 32
const CODE_BYTES = 1 + SHORT_LENGTH + COMMITMENT_BYTES

export interface LinkCode {
  /** Ten characters. */
  readonly short: string
  /** Known from the link, not from the typed code. */
  readonly commitment: Uint8Array | undefined
}

export type ParsedCode =
  | { readonly ok: true; readonly code: LinkCode }
  | { readonly ok: false; readonly broke: 'not-a-link' | 'newer-version' }

/** Fifty random bits. */
export function newShortCode(random: Random): string {
  return typedCodeFrom(random(SHORT_LENGTH))
}

/** As it is shown: `ABCDE-FGHJK`. */
export function shownShortCode(short: string): string {
  return shownTypedCode(short)
}

/** The room's name on the relay. */
export function roomOf(short: string): string {
  return linkingRoom(sha256(toUtf8(`parley/link-room ${short}`)).slice(0, 16))
}

/** What the old device is bound to before it learns the new one's key. */
export function commitmentTo(room: string, hostPublic: Uint8Array): Uint8Array {
  return sha256(concatBytes(toUtf8(`parley/link-commit ${room} `), hostPublic))
}

export function commitsTo(commitment: Uint8Array, room: string, hostPublic: Uint8Array): boolean {
  return equalBytes(commitment, commitmentTo(room, hostPublic))
}

/** `app`: the page the link opens, without fragment. */
export function deviceLink(app: string, short: string, commitment: Uint8Array): string {
  const bytes = concatBytes(Uint8Array.of(VERSION), toUtf8(short), commitment)
  return `${app}${MARK}${toBase64url(bytes)}`
}

/** A whole link, its last part, or the typed code however it is cased and spaced. */
export function parseLinkCode(text: string): ParsedCode {
  const trimmed = text.trim()
  const at = trimmed.indexOf(MARK)
  const typed = parseTypedCode(trimmed, SHORT_LENGTH)
  if (at < 0 && typed !== undefined)
    return { ok: true, code: { short: typed, commitment: undefined } }
  const bytes = parseBase64url(at >= 0 ? trimmed.slice(at + MARK.length) : trimmed)
  if (bytes === undefined || bytes.length === 0) return { ok: false, broke: 'not-a-link' }
  if ((bytes[0] ?? 0) > VERSION) return { ok: false, broke: 'newer-version' }
  const short = parseTypedCode(
    String.fromCharCode(...bytes.slice(1, 1 + SHORT_LENGTH)),
    SHORT_LENGTH,
  )
  if (bytes.length !== CODE_BYTES || bytes[0] !== VERSION || short === undefined)
    return { ok: false, broke: 'not-a-link' }
  return { ok: true, code: { short, commitment: bytes.slice(1 + SHORT_LENGTH) } }
}
