/**
 * What two devices say to each other in a linking room: a type, then its fields. SPEC.md has the table.
 *
 * The relay passes them on and may change, drop or invent them; nothing in them is believed before
 * the digits were compared.
 */
import { type ByteReader, ByteWriter, parseBytes } from '@parley/protocol'

export const CANCEL_REASONS = ['cancelled', 'mismatch', 'in-use', 'too-deep', 'expired'] as const
export type CancelReason = (typeof CANCEL_REASONS)[number]

export type LinkMessage =
  /** New to old: here I am. */
  | { readonly type: 'hello' }
  /** Old to new: bound to a key that is not told yet. */
  | { readonly type: 'commit'; readonly commitment: Uint8Array }
  | { readonly type: 'key'; readonly guestPublic: Uint8Array }
  | { readonly type: 'reveal'; readonly hostPublic: Uint8Array }
  /** New to old, sealed: the digits are the same; the key to certify. */
  | { readonly type: 'confirm'; readonly sealed: Uint8Array }
  /** Old to new, sealed: the person, in parts. */
  | {
      readonly type: 'give'
      readonly part: number
      readonly count: number
      readonly sealed: Uint8Array
    }
  /** New to old, sealed: all of it is on disk. */
  | { readonly type: 'got'; readonly sealed: Uint8Array }
  | { readonly type: 'bye' }
  | { readonly type: 'cancel'; readonly why: CancelReason }

const TYPES = [
  'hello',
  'commit',
  'key',
  'reveal',
  'confirm',
  'give',
  'got',
  'bye',
  'cancel',
] as const
const MAX_SEALED_BYTES = 4_000

export function encodeLinkMessage(message: LinkMessage): Uint8Array {
  const writer = new ByteWriter().u8(TYPES.indexOf(message.type) + 1)
  switch (message.type) {
    case 'hello':
    case 'bye':
      return writer.bytes()
    case 'commit':
      return writer.put(message.commitment).bytes()
    case 'key':
      return writer.put(message.guestPublic).bytes()
    case 'reveal':
      return writer.put(message.hostPublic).bytes()
    case 'confirm':
    case 'got':
      return writer.varbytes(message.sealed).bytes()
    case 'give':
      return writer.u8(message.part).u8(message.count).varbytes(message.sealed).bytes()
    case 'cancel':
      return writer.u8(CANCEL_REASONS.indexOf(message.why)).bytes()
  }
}

/** Untrusted bytes; `undefined` also for a type of a later version. */
export function parseLinkMessage(payload: Uint8Array): LinkMessage | undefined {
  return parseBytes(payload, read)
}

function read(reader: ByteReader): LinkMessage {
  const type = TYPES[reader.u8() - 1] ?? reader.fail()
  switch (type) {
    case 'hello':
    case 'bye':
      return { type }
    case 'commit':
      return { type, commitment: reader.take(32) }
    case 'key':
      return { type, guestPublic: reader.take(32) }
    case 'reveal':
      return { type, hostPublic: reader.take(32) }
    case 'confirm':
    case 'got':
      return { type, sealed: reader.varbytes(MAX_SEALED_BYTES) }
    case 'give':
      return {
        type,
        part: reader.u8(),
        count: reader.u8(),
        sealed: reader.varbytes(MAX_SEALED_BYTES),
      }
    case 'cancel':
      return { type, why: CANCEL_REASONS[reader.u8()] ?? reader.fail() }
  }
}
