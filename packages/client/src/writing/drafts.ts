/**
 * Drafts of records: everything but the signature, made when the place is known.
 *
 * A place is part of what is sealed and signed, so a draft is a function from place to bytes.
 */
import {
  type Action,
  type ActionHeader,
  actionRecordType,
  encodeActionBody,
  encodeActionHeader,
  encodeEnvelopeHeader,
  encodeEpochBody,
  encodeGrantBody,
  encodeRetractBody,
  encodeRetractHeader,
  type EpochBody,
  type EpochId,
  envelopeAad,
  type GrantBody,
  type Hlc,
  NONCE_BYTES,
  type Place,
  RECORD_TYPE,
  type RecordId,
  type RetractBody,
  type RetractHeader,
  unsignedRecord,
} from '@parley/protocol'
import { commitmentOf, pad, seal } from '@parley/sealing'
import type { Random } from '../ports.ts'

/** The unsigned record for a place; `earlier`: ids of the records drafted before it in the same append. */
export type Draft = (place: Place, earlier: readonly RecordId[]) => Uint8Array

export interface EpochKey {
  readonly id: EpochId
  readonly key: Uint8Array
}

export interface Sealing {
  readonly recordType: number
  readonly hlc: Hlc
  readonly heads: readonly RecordId[]
  readonly placesHeld: number
  /** `undefined` in a group that is not encrypted. */
  readonly epoch: EpochKey | undefined
  /** Encoded content, before padding. */
  readonly content: Uint8Array
  readonly random: Random
}

export function draftAction(header: ActionHeader, action: Action): Draft {
  return () =>
    unsignedRecord(actionRecordType(action), encodeActionHeader(header), encodeActionBody(action))
}

/** An envelope, a profile or an about. */
export function draftSealed({
  recordType,
  hlc,
  heads,
  placesHeld,
  epoch,
  content,
  random,
}: Sealing): Draft {
  return (place) => {
    const nonce = epoch === undefined ? new Uint8Array(NONCE_BYTES) : random(NONCE_BYTES)
    const header = encodeEnvelopeHeader({ hlc, heads, placesHeld, epoch: epoch?.id, nonce })
    const plaintext = pad(content)
    const aad = envelopeAad(place, header)
    const body =
      epoch === undefined ? plaintext : seal({ key32: epoch.key, nonce24: nonce, plaintext, aad })
    return unsignedRecord(recordType, header, body)
  }
}

export function draftRetract(header: RetractHeader, { message, targets }: RetractBody): Draft {
  const body = encodeRetractBody(message, targets)
  return () => unsignedRecord(RECORD_TYPE.retract, encodeRetractHeader(header), body)
}

/** Announces an epoch of this key; its id follows from the device that signs (`newEpochKey`). */
export function draftEpoch(
  header: RetractHeader,
  { key, shared, chained }: Omit<EpochBody, 'commitment'> & { readonly key: Uint8Array },
): Draft {
  const body = encodeEpochBody({ commitment: commitmentOf(key), shared, chained })
  return () => unsignedRecord(RECORD_TYPE.epoch, encodeRetractHeader(header), body)
}

export function draftGrant(header: RetractHeader, body: GrantBody): Draft {
  return () => unsignedRecord(RECORD_TYPE.grant, encodeRetractHeader(header), encodeGrantBody(body))
}
