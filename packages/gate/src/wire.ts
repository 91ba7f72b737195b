/**
 * Numbers of the Yjs v1 update format that our documents use, and the range of places.
 */

/** The info byte of a struct: five bits say what it holds, three say what precedes that. */
export const INFO = {
  content: 0b0001_1111,
  deleted: 1,
  any: 8,
  hasKey: 0b0010_0000,
  hasRightOrigin: 0b0100_0000,
  hasOrigin: 0b1000_0000,
} as const

/** lib0's "any" encoding of `[Uint8Array]` up to its bytes: an array (117) of one (1) buffer (116). */
export const VALUE_HEAD = Uint8Array.of(117, 1, 116)

/** Writers are 36 bits of prefix and 16 of suffix. */
export const WRITER_END = 2 ** 52
/** No writer gets near it; clocks past it are made to overflow somewhere. */
export const MAX_CLOCK = 2 ** 32
