/** An action whose author is known, with what its own bytes say of a root or a site behind it. */
import { rootSigning, signInBy } from '@parley/gate'
import type { VerifiedAction } from '@parley/group'
import {
  idBytes,
  type DeviceKey,
  type ParsedRecord,
  type Place,
  type RecordId,
} from '@parley/protocol'
import type { SiteVerifier, Verifier } from '@parley/signing'

export interface SignedRecord {
  readonly place: Place
  readonly record: ParsedRecord
  readonly id: RecordId
  readonly author: DeviceKey
}

export interface Verifiers {
  readonly verify: Verifier
  readonly verifySite: SiteVerifier
}

/** `undefined` for what is no action. */
export function verifiedAction(
  { place, record, id, author }: SignedRecord,
  { verify, verifySite }: Verifiers,
): VerifiedAction | undefined {
  if (record.kind !== 'action') return undefined
  const { header, action } = record
  const isSignedBy = rootSigning({ place, record }, verify)
  const signedInBy = signInBy({ place, record, device: idBytes(author) }, verifySite)
  return {
    id,
    device: author,
    writer: place.writer,
    header,
    action,
    ...(isSignedBy && { isSignedBy }),
    ...(signedInBy && { signedInBy }),
  }
}
