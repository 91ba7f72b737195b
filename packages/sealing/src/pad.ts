/**
 * Padding: a relay sees how long a sealed record is, and should learn little from it.
 *
 * Padded form: content length as u16 big-endian, the content, zeros up to the next size. Sizes are
 * 64·2^k up to 4 KiB; above that an eighth of a power of two apart. Every content has exactly one
 * padded form and `unpad` takes no other. Rules SE3 to SE5; the table of sizes is in SPEC.md.
 */

/** The largest content: with its length it fills 64 KiB, four times the largest record. */
export const MAX_CONTENT_BYTES = 65_534

const LENGTH_BYTES = 2
const SMALLEST_BYTES = 64
const DOUBLING_UP_TO_BYTES = 4_096
const STEPS_PER_DOUBLING = 8

/** How many bytes a content of this many bytes takes when padded. Throws above MAX_CONTENT_BYTES. */
export function paddedSizeOf(contentBytes: number): number {
  if (contentBytes > MAX_CONTENT_BYTES)
    throw new RangeError(`content of ${contentBytes} bytes, over ${MAX_CONTENT_BYTES}`)
  const needed = contentBytes + LENGTH_BYTES
  let power = SMALLEST_BYTES
  while (power < needed) power *= 2
  if (power <= DOUBLING_UP_TO_BYTES) return power
  const step = power / 2 / STEPS_PER_DOUBLING
  return Math.ceil(needed / step) * step
}

/** The padded form. Throws above MAX_CONTENT_BYTES: callers keep their own, lower limits. */
export function pad(content: Uint8Array): Uint8Array {
  const padded = new Uint8Array(paddedSizeOf(content.length))
  padded[0] = content.length >> 8
  padded[1] = content.length & 0xff
  padded.set(content, LENGTH_BYTES)
  return padded
}

/** A copy of the content, or `undefined` when this is not the padded form of anything. Never throws. */
export function unpad(padded: Uint8Array): Uint8Array | undefined {
  const [high, low] = padded
  if (high === undefined || low === undefined) return undefined
  const contentBytes = high * 256 + low
  if (contentBytes > MAX_CONTENT_BYTES || padded.length !== paddedSizeOf(contentBytes))
    return undefined
  const end = LENGTH_BYTES + contentBytes
  if (padded.subarray(end).some((filler) => filler !== 0)) return undefined
  return padded.slice(LENGTH_BYTES, end)
}
