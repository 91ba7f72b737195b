/**
 * Presence: who is here and who is typing, in y-protocols' awareness, never stored.
 *
 * An entry's state has one field: the base64url text of the bytes here, sealed like an envelope. It is
 * bound to the awareness client id it travels under, so that nobody can show it as their own.
 */
import { ByteWriter, concatBytes, parseBytes, toUtf8 } from './bytes.ts'
import { NONCE_BYTES } from './envelopes.ts'
import type { Hlc } from './hlc.ts'
import { type EpochId, type GroupId, idBytes, toEpochId, type Writer } from './ids.ts'
import { MAX_PRESENCE_BYTES } from './limits.ts'

const TYPING = 1
const NO_EPOCH = new Uint8Array(16)

/** Inside the seal: flags u8, hlc u64. Other flags and what follows are a later version's. */
export interface Presence {
  readonly typing: boolean
  readonly hlc: Hlc
}

export interface SealedPresence {
  /** `undefined` in a group that is not encrypted; then `sealed` is the plain presence. */
  readonly epoch: EpochId | undefined
  readonly nonce: Uint8Array
  readonly sealed: Uint8Array
}

export function encodePresence({ typing, hlc }: Presence): Uint8Array {
  return new ByteWriter()
    .u8(typing ? TYPING : 0)
    .u64(hlc)
    .bytes()
}

export function parsePresence(bytes: Uint8Array): Presence | undefined {
  return parseBytes(bytes, (reader) => {
    const flags = reader.u8()
    const hlc = reader.u64()
    reader.rest()
    return { typing: (flags & TYPING) !== 0, hlc }
  })
}

export function encodeSealedPresence({ epoch, nonce, sealed }: SealedPresence): Uint8Array {
  return concatBytes(epoch === undefined ? NO_EPOCH : idBytes(epoch), nonce, sealed)
}

export function parseSealedPresence(bytes: Uint8Array): SealedPresence | undefined {
  if (bytes.length > MAX_PRESENCE_BYTES) return undefined
  return parseBytes(bytes, (reader) => {
    const epoch = reader.take(16)
    const isOpen = epoch.every((byte) => byte === 0)
    return {
      epoch: isOpen ? undefined : toEpochId(epoch),
      nonce: reader.take(NONCE_BYTES),
      sealed: reader.rest(),
    }
  })
}

/** "parley/presence", group, awareness client id, epoch: what the seal is bound to. */
export function presenceAad(
  group: GroupId,
  { writer, epoch }: { readonly writer: Writer; readonly epoch: EpochId | undefined },
): Uint8Array {
  const epochBytes = epoch === undefined ? NO_EPOCH : idBytes(epoch)
  const client = new ByteWriter().u64(BigInt(writer)).put(epochBytes).bytes()
  return concatBytes(toUtf8('parley/presence'), idBytes(group), client)
}
