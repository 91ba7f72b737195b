/** Which slice of the conversation new messages go to. Rule SM1. */
import { SEGMENT_TURNOVER_PLACES } from '@parley/protocol'

/**
 * The smallest segment with room for another post. `places`: the largest number of places this
 * device ever saw of each segment; one it never saw has none.
 */
export function currentSegment(places: ReadonlyMap<number, number>): number {
  let segment = 0
  while ((places.get(segment) ?? 0) >= SEGMENT_TURNOVER_PLACES) segment++
  return segment
}
