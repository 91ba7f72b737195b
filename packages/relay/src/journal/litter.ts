/**
 * What rewriting leaves behind: LevelDB keeps replaced bytes until it comes round to them, which for one
 * busy document may be many times its size. Counted here, so that the store grows no faster than its content.
 */

/** Worth the reading and writing of a few of LevelDB's tables. */
const CLEARED_BYTES = 4 * 1_048_576

export interface Litter {
  add(doc: string, bytes: number): void
  /** The document was rewritten in so many bytes; counts anew when it answers yes. */
  isWorthClearing(doc: string, liveBytes: number): boolean
}

export function newLitter(): Litter {
  const writtenBytes = new Map<string, number>()

  function add(doc: string, bytes: number): number {
    const sum = (writtenBytes.get(doc) ?? 0) + bytes
    writtenBytes.set(doc, sum)
    return sum
  }

  return {
    add: (doc, bytes) => void add(doc, bytes),
    isWorthClearing(doc, liveBytes) {
      const isWorth = add(doc, liveBytes) - liveBytes >= CLEARED_BYTES
      if (isWorth) writtenBytes.delete(doc)
      return isWorth
    },
  }
}
