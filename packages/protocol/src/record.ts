/**
 * The frame every record has: version, type, header, body, signature, bound to one place.
 *
 * Only bytes are signed, never objects. What header and body hold is each type's own matter
 * (actions.ts, envelopes.ts, keys.ts); SPEC.md has the tables.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { ByteWriter, concatBytes, toUtf8 } from './bytes.ts'
import { type GroupId, type Place, type RecordId, toGroupId, toRecordId } from './ids.ts'
import { MAX_RECORD_BYTES } from './limits.ts'

const ID_PREFIX = toUtf8('parley/i')
const SIGN_PREFIX = toUtf8('parley/1')

export const RECORD_VERSION = 1
export const SIGNATURE_BYTES = 64

/** The types of wire version 1. Actions fill 1 to 31, and those not named here are kept and ignored. */
export const RECORD_TYPE = {
  found: 1,
  invite: 2,
  uninvite: 3,
  join: 4,
  add: 5,
  role: 6,
  remove: 7,
  mute: 8,
  unmute: 9,
  leave: 10,
  device: 11,
  undevice: 12,
  box: 13,
  policy: 14,
  cut: 15,
  merge: 16,
  signin: 17,
  profile: 32,
  about: 33,
  note: 34,
  epoch: 48,
  grant: 49,
  envelope: 64,
  retract: 65,
} as const

/** Names of the shared types in a group document and in a segment document. */
export const ROOTS = { members: 'members', keys: 'keys', messages: 'messages' } as const
export type Root = keyof typeof ROOTS

/** Which shared type a record of this type lives in; `undefined` for a type with no home. */
export function homeOf(type: number): Root | undefined {
  if (type >= 1 && type <= 31) return 'members'
  if (type >= RECORD_TYPE.profile && type <= RECORD_TYPE.note) return 'members'
  if (type === RECORD_TYPE.epoch || type === RECORD_TYPE.grant) return 'keys'
  if (type === RECORD_TYPE.envelope || type === RECORD_TYPE.retract) return 'messages'
  return undefined
}

/** A record that only its signature is missing from: version, type, header, body. */
export function unsignedRecord(type: number, header: Uint8Array, body: Uint8Array): Uint8Array {
  return concatBytes(Uint8Array.of(RECORD_VERSION, type), header, body)
}

/** The whole record. Throws when it would be over the size limit. */
export function signedRecord(unsigned: Uint8Array, signature: Uint8Array): Uint8Array {
  const record = concatBytes(unsigned, signature)
  if (record.length > MAX_RECORD_BYTES)
    throw new RangeError(`a record has at most ${MAX_RECORD_BYTES} bytes, not ${record.length}`)
  return record
}

/** What a device signs: "parley/1", type, place, and the hash of header and body. */
export function bytesToSign(place: Place, unsigned: Uint8Array): Uint8Array {
  return new ByteWriter()
    .put(SIGN_PREFIX)
    .u8(unsigned[1] ?? 0)
    .put(placeBytes(place))
    .put(sha256(unsigned.subarray(2)))
    .bytes()
}

/** The two things a verifier needs of a whole record. */
export function signedParts(
  place: Place,
  record: Uint8Array,
): { message: Uint8Array; signature: Uint8Array } {
  const end = record.length - SIGNATURE_BYTES
  return { message: bytesToSign(place, record.subarray(0, end)), signature: record.slice(end) }
}

/** A record's id, which holds its place: the same bytes elsewhere have another id. */
export function recordIdOf(place: Place, record: Uint8Array): RecordId {
  const hash = sha256.create().update(ID_PREFIX).update(placeBytes(place)).update(record)
  return toRecordId(hash.digest().subarray(0, 16))
}

/** The group that a founding record founds: over its header and body, not its place or signature. */
export function groupIdOf(header: Uint8Array, body: Uint8Array): GroupId {
  return toGroupId(sha256(concatBytes(toUtf8('parley/g'), header, body)))
}

/** document (length-prefixed), writer u64, clock u64. */
export function placeBytes(place: Place): Uint8Array {
  return new ByteWriter().text(place.doc).u64(BigInt(place.writer)).u64(BigInt(place.clock)).bytes()
}
