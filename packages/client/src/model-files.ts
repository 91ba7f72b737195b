/** What a user interface sees of groups that travel by file. */
import type { GroupId } from '@parley/protocol'

/**
 * taken: something of it was new here · nothing-new: all of it was here · not-here: of a group that this device is
 * not in, and has no link to · foreign: no file of Parley's · damaged: cut short, or changed on the way · newer: by
 * a later version · too-large: over what is read.
 */
export type FileOpened =
  | {
      readonly outcome: 'taken' | 'nothing-new'
      readonly group: GroupId
      /** Messages that show now and did not before. */
      readonly messagesCount: number
      /** Something in it was signed by nobody of the group, or stood where nothing may, and was left out. */
      readonly isPartly: boolean
    }
  | { readonly outcome: 'not-here' | 'foreign' | 'damaged' | 'newer' | 'too-large' }

export interface Files {
  /** The page has time: what is needed for files is fetched, so that it is there without a relay. */
  prepare(): void
  /**
   * All that this device holds of a group, unsent as well, as a relay would have it: no key is in it, and nothing to
   * read unless the group is open.
   * Rejects with `DocFailed` when some of it cannot be read.
   */
  save(group: GroupId): Promise<Blob>
  /**
   * What is new in it joins what is here, on disk when resolved; goes out to a relay when there is one. Any order,
   * any number of times. Rejects with `StorageFailed` or `DocFailed`.
   */
  open(file: Blob): Promise<FileOpened>
}
