/**
 * One door for untrusted record bytes: framed, of a known home, every field within its table.
 *
 * Says nothing about place, signature or meaning; those need facts that bytes do not hold.
 */
import { parseActionBody } from './action-bodies.ts'
import { type Action, type ActionHeader, readActionHeader } from './actions.ts'
import { type ByteReader, parseBytes } from './bytes.ts'
import {
  type EnvelopeHeader,
  parseRetractBody,
  readEnvelopeHeader,
  readHeads,
  type RetractedMessage,
  type RetractHeader,
  type RetractTarget,
} from './envelopes.ts'
import { type EpochBody, type GrantBody, parseEpochBody, parseGrantBody } from './keys.ts'
import { MAX_RECORD_BYTES } from './limits.ts'
import { homeOf, RECORD_TYPE, RECORD_VERSION, type Root, SIGNATURE_BYTES } from './record.ts'

interface Framed {
  /** The whole record, as signed. */
  readonly bytes: Uint8Array
  readonly recordType: number
  readonly home: Root
  readonly headerBytes: Uint8Array
  readonly body: Uint8Array
}

export type ParsedRecord =
  | (Framed & { readonly kind: 'action'; readonly header: ActionHeader; readonly action: Action })
  | (Framed & { readonly kind: SealedKind; readonly header: EnvelopeHeader })
  | (Framed & {
      readonly kind: 'retract'
      readonly header: RetractHeader
      readonly message: RetractedMessage
      readonly targets: readonly RetractTarget[]
    })
  | (Framed & { readonly kind: 'epoch'; readonly header: RetractHeader; readonly epoch: EpochBody })
  | (Framed & { readonly kind: 'grant'; readonly header: RetractHeader; readonly grant: GrantBody })

export type SealedKind = 'envelope' | 'profile' | 'about' | 'note'

const SEALED_KINDS: ReadonlyMap<number, SealedKind> = new Map([
  [RECORD_TYPE.profile, 'profile'],
  [RECORD_TYPE.about, 'about'],
  [RECORD_TYPE.note, 'note'],
  [RECORD_TYPE.envelope, 'envelope'],
])

/** The record in untrusted bytes, or `undefined`. Never throws, allocates no more than it was given. */
export function parseRecord(bytes: Uint8Array): ParsedRecord | undefined {
  if (bytes.length < 2 + SIGNATURE_BYTES || bytes.length > MAX_RECORD_BYTES) return undefined
  const recordType = bytes[1] ?? 0
  const home = homeOf(recordType)
  if (bytes[0] !== RECORD_VERSION || home === undefined) return undefined
  const content = bytes.subarray(2, bytes.length - SIGNATURE_BYTES)
  if (home === 'members' && recordType <= 31)
    return parseAction({ bytes, recordType, home }, content)
  if (recordType === RECORD_TYPE.retract || home === 'keys')
    return parseClear({ bytes, recordType, home }, content)
  const parts = split(content, readEnvelopeHeader)
  const kind = SEALED_KINDS.get(recordType)
  return parts && kind && { kind, bytes, recordType, home, ...parts }
}

/** Action ids this record builds on: an action's parents, any other record's heads. */
export function headsOf(record: ParsedRecord): ActionHeader['parents'] {
  return record.kind === 'action' ? record.header.parents : record.header.heads
}

type Frame = Pick<Framed, 'bytes' | 'recordType' | 'home'>

function parseAction(frame: Frame, content: Uint8Array): ParsedRecord | undefined {
  const parts = split(content, readActionHeader)
  const action = parts && parseActionBody(frame.recordType, parts.body)
  return parts && action && { kind: 'action', ...frame, ...parts, action }
}

function parseClear(frame: Frame, content: Uint8Array): ParsedRecord | undefined {
  const parts = split(content, readHeads)
  if (parts === undefined) return undefined
  if (frame.recordType === RECORD_TYPE.retract) {
    const retract = parseRetractBody(parts.body)
    return retract && { kind: 'retract', ...frame, ...parts, ...retract }
  }
  if (frame.recordType === RECORD_TYPE.epoch) {
    const epoch = parseEpochBody(parts.body)
    return epoch && { kind: 'epoch', ...frame, ...parts, epoch }
  }
  const grant = parseGrantBody(parts.body)
  return grant && { kind: 'grant', ...frame, ...parts, grant }
}

function split<Header>(content: Uint8Array, read: (reader: ByteReader) => Header) {
  return parseBytes(content, (reader) => {
    const header = read(reader)
    const headerBytes = content.slice(0, reader.at)
    return { header, headerBytes, body: reader.rest() }
  })
}
