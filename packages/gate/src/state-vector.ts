/**
 * A state vector from outside: what a peer says it holds (sync step 1). Rule GA37.
 */
import { type ByteReader, parseBytes, type Writer } from '@parley/protocol'
import { MAX_CLOCK, WRITER_END } from './wire.ts'

/** More writers than any honest document has; answers AT63. */
const MAX_WRITERS = 65_536

/** Next free clocks by writer, or `undefined` for bytes that Yjs would not have written. */
export function parseStateVector(bytes: Uint8Array): ReadonlyMap<Writer, number> | undefined {
  return parseBytes(bytes, (reader) => {
    const count = reader.varuint()
    if (count > MAX_WRITERS || count * 2 > reader.left) reader.fail()
    const clocks = new Map<Writer, number>()
    for (let at = 0; at < count; at++) readEntry(reader, clocks)
    return clocks
  })
}

function readEntry(reader: ByteReader, clocks: Map<Writer, number>): void {
  const writer = reader.varuint()
  const clock = reader.varuint()
  if (writer >= WRITER_END || clock > MAX_CLOCK || clocks.has(writer)) reader.fail()
  clocks.set(writer, clock)
}
