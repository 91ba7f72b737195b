/**
 * base64url without padding (RFC 4648, section 5), one text for every byte string.
 *
 * Ids are map keys and parts of names, so a text with stray trailing bits must not be a second name
 * for the same bytes: it is refused.
 */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const NO_LETTER = 255
const CODES = Uint8Array.from(ALPHABET, (letter) => letter.charCodeAt(0))
const VALUES = new Uint8Array(128).fill(NO_LETTER)
CODES.forEach((code, value) => (VALUES[code] = value))

/** Letters that are made into a text at a time. */
const LETTERS_AT_ONCE = 4_096

/** A flat text: one put together letter by letter keeps forty pieces of itself in memory. */
export function toBase64url(bytes: Uint8Array): string {
  let text = ''
  let codes: number[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const first = bytes[at] ?? 0
    const second = bytes[at + 1] ?? 0
    const third = bytes[at + 2] ?? 0
    const word = (first << 16) | (second << 8) | third
    const letters = Math.min(4, bytes.length - at + 1)
    for (let letter = 0; letter < letters; letter++)
      codes.push(CODES[(word >> (18 - 6 * letter)) & 63] ?? 0)
    if (codes.length < LETTERS_AT_ONCE) continue
    text += String.fromCharCode(...codes)
    codes = []
  }
  return text + String.fromCharCode(...codes)
}

/** The bytes, or `undefined` for any text that `toBase64url` would not have written. */
export function parseBase64url(text: string): Uint8Array | undefined {
  const tail = text.length % 4
  if (tail === 1) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let word = 0
  let bits = 0
  let written = 0
  for (let at = 0; at < text.length; at++) {
    const value = VALUES[text.charCodeAt(at)] ?? NO_LETTER
    if (value === NO_LETTER) return undefined
    word = ((word << 6) | value) & 0xffff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[written++] = (word >> bits) & 0xff
    }
  }
  return (word & ((1 << bits) - 1)) === 0 ? bytes : undefined
}
