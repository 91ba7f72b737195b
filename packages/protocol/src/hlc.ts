/**
 * Hybrid logical clock values: 48 bits of milliseconds, 16 bits of counter, one big-endian number.
 *
 * The arithmetic only; which time it is, is told by the caller. Orders what one device wrote, and
 * suggests an order between devices; it never decides what is valid.
 */

export type Hlc = bigint

const COUNTER = 65_536n
/** Epoch milliseconds: no record bears a later time, and every one of them is a date. */
export const MAX_TIME_MS = 2 ** 48 - 1

/** The first value of a millisecond (epoch milliseconds). */
export function hlcAt(atMs: number): Hlc {
  return BigInt(Math.min(Math.max(0, Math.floor(atMs)), MAX_TIME_MS)) * COUNTER
}

/** Epoch milliseconds of a value. */
export function hlcMs(hlc: Hlc): number {
  return Number(hlc / COUNTER)
}

/** The next own value: above `last`, and not behind `nowMs`. */
export function nextHlc(last: Hlc, nowMs: number): Hlc {
  const now = hlcAt(nowMs)
  return now > last ? now : last + 1n
}
