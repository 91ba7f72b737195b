/**
 * How an invite link ends, and the close codes by which a relay says so to who proved to hold it.
 *
 * They answer the proof of a link and stand in the place of 4503, so each says 45xx: ask again.
 */

/**
 * maker-gone: who made it is no longer in the group, or lower than it was made with · outdated:
 * somebody, or the device that made it, was removed since.
 */
export const LINK_ENDS = ['expired', 'used-up', 'withdrawn', 'maker-gone', 'outdated'] as const
export type LinkEnd = (typeof LINK_ENDS)[number]

const FIRST_CODE = 4531

export function closeCodeOf(end: LinkEnd): number {
  return FIRST_CODE + LINK_ENDS.indexOf(end)
}

/** `undefined` for every code that tells of no link. */
export function linkEndOf(code: number): LinkEnd | undefined {
  return LINK_ENDS[code - FIRST_CODE]
}
