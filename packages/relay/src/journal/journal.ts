/**
 * The journal: what a relay has promised to keep.
 *
 * Updates of a document come back in the order they were appended. Once `append`, `compact` or
 * `putMark` resolves, nothing short of a lost disk undoes it. A call that rejects may or may not have
 * been stored, and every append that was waiting behind it rejects too, so that no document has a hole.
 */
import type { DeviceKey, GroupId } from '@parley/protocol'

export interface Journal {
  /** Appends that arrive while others are being written share the next write. */
  append(doc: string, update: Uint8Array): Promise<void>
  read(doc: string): Promise<readonly Uint8Array[]>
  /** Replaces, in one step, everything appended to `doc` before this call by `update`. */
  compact(doc: string, update: Uint8Array): Promise<void>
  /** Every document that has an entry. */
  docs(): Promise<readonly string[]>
  /** Keeps one mark per group and device, the last one put. */
  putMark(group: GroupId, device: DeviceKey, mark: Uint8Array): Promise<void>
  marks(group: GroupId): Promise<readonly Uint8Array[]>
  /** Resolves when everything appended is durable; nothing may be called afterwards. */
  close(): Promise<void>
}
