/**
 * Key records: an epoch announces a key by what commits to it, a grant hands it to people and links.
 *
 * Their header is a retract's: hlc and heads. Keys themselves stand here only sealed. An epoch's id is
 * not written in its own record: it follows from the commitment, the device that signed and `shared`
 * (sealing, SE10), so that nobody can announce another's epoch, or the same one for other readers.
 */
import { type ByteReader, ByteWriter, parseBytes } from './bytes.ts'
import { type EpochId, idBytes, toEpochId } from './ids.ts'
import { MAX_GRANT_ROWS } from './limits.ts'

export const ROW_TAG_BYTES = 8
export const SEALED_KEY_BYTES = 48
const COMMITMENT_BYTES = 16

/** An older epoch's key, sealed under the announced one. */
export interface ChainedKey {
  readonly epoch: EpochId
  readonly nonce: Uint8Array
  readonly sealed: Uint8Array
}

export interface EpochBody {
  /** 16 bytes that only one key gives (sealing, `commitmentOf`). */
  readonly commitment: Uint8Array
  /** Whether newcomers may have it. */
  readonly shared: boolean
  readonly chained: readonly ChainedKey[]
}

/** An epoch record together with the id that its author gives it. */
export interface Announcement extends EpochBody {
  readonly epoch: EpochId
}

export interface GrantRow {
  /** Says, to anyone who knows a box's public key, whether this row is its. */
  readonly tag: Uint8Array
  readonly sealed: Uint8Array
}

export interface GrantBody {
  readonly epoch: EpochId
  /** One X25519 key for all rows of this record. */
  readonly ephemeral: Uint8Array
  readonly rows: readonly GrantRow[]
}

export function encodeEpochBody(body: EpochBody): Uint8Array {
  return new ByteWriter()
    .put(body.commitment)
    .u8(body.shared ? 1 : 0)
    .list(body.chained, (to, key) => to.put(idBytes(key.epoch)).put(key.nonce).put(key.sealed))
    .bytes()
}

export function parseEpochBody(body: Uint8Array): EpochBody | undefined {
  return parseBytes(body, (reader) => {
    const commitment = reader.take(COMMITMENT_BYTES)
    const flag = reader.u8()
    if (flag > 1) reader.fail()
    const chained = reader.list(128, (from) => ({
      epoch: toEpochId(from.take(16)),
      nonce: from.take(24),
      sealed: from.take(SEALED_KEY_BYTES),
    }))
    return { commitment, shared: flag === 1, chained }
  })
}

export function encodeGrantBody(body: GrantBody): Uint8Array {
  return putRows(new ByteWriter().put(idBytes(body.epoch)).put(body.ephemeral), body.rows).bytes()
}

export function parseGrantBody(body: Uint8Array): GrantBody | undefined {
  return parseBytes(body, (reader) => ({
    epoch: toEpochId(reader.take(16)),
    ephemeral: reader.take(32),
    rows: readRows(reader),
  }))
}

export function putRows(writer: ByteWriter, rows: readonly GrantRow[]): ByteWriter {
  return writer.list(rows, (to, row) => to.put(row.tag).put(row.sealed))
}

export function readRows(reader: ByteReader): readonly GrantRow[] {
  return reader.list(MAX_GRANT_ROWS, (from) => ({
    tag: from.take(ROW_TAG_BYTES),
    sealed: from.take(SEALED_KEY_BYTES),
  }))
}
