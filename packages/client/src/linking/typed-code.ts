/** Codes that people read off one screen and type on another: no I, L, O or U, nothing that is misread. */

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Five bits of each byte. */
export function typedCodeFrom(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => ALPHABET.charAt(byte & 31)).join('')
}

/** In two halves. */
export function shownTypedCode(code: string): string {
  const half = code.length / 2
  return `${code.slice(0, half)}-${code.slice(half)}`
}

/** However it is cased and spaced, and with the letters that are taken for others. */
export function parseTypedCode(text: string, length: number): string | undefined {
  const plain = text.toUpperCase().replaceAll(/[\s-]/gu, '')
  const read = plain.replaceAll('O', '0').replaceAll(/[IL]/gu, '1')
  const isCode = read.length === length && [...read].every((one) => ALPHABET.includes(one))
  return isCode ? read : undefined
}
