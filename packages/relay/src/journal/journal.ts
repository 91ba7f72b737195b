/**
 * The journal: what a relay has promised to keep. Several relays may share one log, each by a journal of
 * its own; then each is told what the others put in.
 *
 * Updates of a document come back in the order they were appended. Once a call that writes resolves,
 * nothing short of a lost disk undoes it. A call that rejects may or may not have been stored, and every
 * write that was waiting behind it rejects too, so that no document has a hole. Writes become durable in
 * the order they were asked for.
 */
import type { DeviceKey, GroupId } from '@parley/protocol'

/** What a relay has to remember about a document besides its records. */
export interface JournalNote {
  readonly doc: string
  readonly key: string
  readonly note: Uint8Array
}

/** What another relay put into a log that several share. */
export type SharedEntry =
  | {
      readonly type: 'update'
      readonly doc: string
      readonly update: Uint8Array
      /** Put in by `compact` or `purge`. */
      readonly isWhole: boolean
    }
  | {
      readonly type: 'mark'
      readonly group: GroupId
      readonly device: DeviceKey
      readonly mark: Uint8Array
    }
  | {
      readonly type: 'note'
      readonly doc: string
      readonly key: string
      /** `undefined`: it was dropped. */
      readonly note: Uint8Array | undefined
    }

export interface Journal {
  /** Appends that arrive while others are being written share the next write. */
  append(doc: string, update: Uint8Array): Promise<void>
  read(doc: string): Promise<readonly Uint8Array[]>
  /**
   * Replaces everything appended to `doc` before this call by `update`; of what other relays appended, what
   * `read` answered or `follow` told before it. At no moment is there less than one of the two.
   */
  compact(doc: string, update: Uint8Array): Promise<void>
  /** Like `compact`; once it resolves, the bytes of what it replaced are nowhere in the store any more. */
  purge(doc: string, update: Uint8Array): Promise<void>
  /** Every document that has an entry. */
  docs(): Promise<readonly string[]>
  /** Roughly, the bytes that a base document and its segments take; a journal that cannot tell has none. */
  sizeOf?(base: string): Promise<number>
  /** Keeps one mark per group and device, the last one put. */
  putMark(group: GroupId, device: DeviceKey, mark: Uint8Array): Promise<void>
  marks(group: GroupId): Promise<readonly Uint8Array[]>
  /** Keeps one note per document and key, the last one put; `undefined` drops it. */
  putNote(doc: string, key: string, note: Uint8Array | undefined): Promise<void>
  /** The notes of all documents. */
  notes(): Promise<readonly JournalNote[]>
  /**
   * Tells what other relays put in from now on, each document's updates in the order they were appended.
   * What `read` has answered may be told again, and so may what this relay was told it could not store.
   * Called once, before anything is read. A log that cannot be shared has none.
   */
  follow?(take: (entry: SharedEntry) => void): Promise<void>
  /** Resolves when everything appended is durable; nothing may be called afterwards. */
  close(): Promise<void>
}
