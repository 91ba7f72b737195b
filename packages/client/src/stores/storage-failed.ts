/**
 * How a device store refuses.
 *
 * One class for every adapter, with a closed list of reasons: the interface above says something
 * different to a person for each of them, and `says` is for whoever reads a report.
 */

/**
 * full: no room left on this device · blocked: another tab holds the database, or it does not answer ·
 * broken: it answered with a fault · absent: there is no storage here, or it was deleted under us ·
 * taken: an `add` found its key there already.
 */
export type StorageReason = 'full' | 'blocked' | 'broken' | 'absent' | 'taken'

/** Nothing of the refused write is on disk. */
export class StorageFailed extends Error {
  override readonly name = 'StorageFailed'
  readonly reason: StorageReason
  /** For developers, in plain English. */
  readonly says: string

  constructor(reason: StorageReason, says: string, cause?: unknown) {
    super(says, { cause })
    this.reason = reason
    this.says = says
  }
}

const REASONS: Readonly<Record<string, StorageReason>> = {
  QuotaExceededError: 'full',
  ConstraintError: 'taken',
  VersionError: 'blocked',
  SecurityError: 'absent',
}

/** What a platform's error means, said after `what` could not be done. Idempotent. */
export function storageFailed(what: string, error: unknown): StorageFailed {
  if (error instanceof StorageFailed) return error
  const name = nameOf(error)
  const detail = error instanceof Error ? error.message : String(error)
  return new StorageFailed(REASONS[name] ?? 'broken', `${what}: ${name} ${detail}`.trim(), error)
}

function nameOf(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : 'Error'
}
