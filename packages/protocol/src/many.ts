/**
 * Payloads that are a counted list: count varuint, then the items.
 */
import { type ByteReader, ByteWriter, parseBytes } from './bytes.ts'

/** Items of one frame of notices (ACK, NACK, evidence). */
export const MAX_NOTICES = 4_096

/** The items, after their number. */
export function encodeMany<T>(
  items: readonly T[],
  write: (writer: ByteWriter, item: T) => unknown,
): Uint8Array {
  const writer = new ByteWriter().varuint(items.length)
  for (const item of items) write(writer, item)
  return writer.bytes()
}

/** At most `limit` items in untrusted bytes, or `undefined`. */
export function parseMany<T>(
  payload: Uint8Array,
  limit: number,
  read: (reader: ByteReader) => T,
): readonly T[] | undefined {
  return parseBytes(payload, (reader) => {
    const count = reader.varuint()
    if (count > limit) reader.fail()
    const items: T[] = []
    for (let at = 0; at < count; at++) items.push(read(reader))
    return items
  })
}
