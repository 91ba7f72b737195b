/**
 * The rows a kept document consists of: Yjs updates, each as it came.
 *
 * Rows are read through a scratch document first: what one damaged row does to a live one (half of
 * it applied, no answer ever) is then found out without harm, and merging them is cheap.
 */
import * as Y from 'yjs'

/** From this many rows on they are merged into one; y-indexeddb merges at the same number. */
export { PREFERRED_TRIM_SIZE as MAX_ROWS } from 'y-indexeddb'

/** One update with everything the rows hold, or `undefined` when one of them is damaged. */
export function mergeRows(rows: readonly unknown[]): Uint8Array | undefined {
  const scratch = new Y.Doc()
  try {
    for (const row of rows) {
      if (!(row instanceof Uint8Array)) return undefined
      Y.applyUpdate(scratch, row)
    }
    return Y.encodeStateAsUpdate(scratch)
  } catch {
    return undefined // what a damaged row throws differs with where the damage is
  } finally {
    scratch.destroy()
  }
}

export function sizeOfRows(rows: readonly unknown[]): number {
  return rows.reduce<number>((sum, row) => sum + (row instanceof Uint8Array ? row.length : 0), 0)
}
