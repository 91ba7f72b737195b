/** The browser's source of secrets; there on plain http too. */

/** The platform refuses to give more at once. */
const MOST_AT_ONCE = 65_536

export function browserRandom(byteCount: number): Uint8Array {
  const bytes = new Uint8Array(byteCount)
  for (let at = 0; at < byteCount; at += MOST_AT_ONCE)
    crypto.getRandomValues(bytes.subarray(at, at + MOST_AT_ONCE))
  return bytes
}
