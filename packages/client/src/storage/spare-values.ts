/**
 * Values as text, for a spare that keeps nothing but text: JSON, in which bytes are marked. What is read
 * back is as untrusted as whatever else lies on a disk.
 */
import { parseBase64url, toBase64url } from '@parley/protocol'

const BYTES = '$bytes'

export function toSpareText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part instanceof Uint8Array ? { [BYTES]: toBase64url(part) } : part,
  )
}

/** `undefined` for what is no such text. */
export function parseSpareText(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text, (_key, part: unknown) => bytesIn(part) ?? part) as unknown
  } catch {
    return undefined // somebody else's, or cut short
  }
}

function bytesIn(part: unknown): Uint8Array | undefined {
  if (typeof part !== 'object' || part === null) return undefined
  const { [BYTES]: text } = part as Record<string, unknown>
  return typeof text === 'string' ? parseBase64url(text) : undefined
}
