/**
 * Unpacks a block of Snappy, in which LevelDB keeps what gets smaller by it: a length, then pieces that are
 * either given or found so far back in what has been unpacked.
 */

/** Throws `RangeError` for bytes that are none. */
export function unpackSnappy(packed: Buffer): Buffer {
  let at = 0
  const byte = (): number => packed.readUInt8(at++)
  const number = (bytes: number): number => {
    at += bytes
    return packed.readUIntLE(at - bytes, bytes)
  }
  let length = 0
  for (let factor = 1, more = true; more; factor *= 128) {
    const next = byte()
    length += (next & 127) * factor
    more = next >= 128
  }
  if (length > packed.length * 64) throw new RangeError('more than such a block can hold')
  const unpacked = Buffer.alloc(length)
  let end = 0
  while (at < packed.length) {
    const tag = byte()
    const size = tag >>> 2
    if ((tag & 3) === 0) {
      const bytes = (size < 60 ? size : number(size - 59)) + 1
      if (at + bytes > packed.length || end + bytes > length) throw new RangeError('cut short')
      packed.copy(unpacked, end, at, at + bytes)
      at += bytes
      end += bytes
      continue
    }
    const isNear = (tag & 3) === 1
    const back = isNear ? (tag >>> 5) * 256 + byte() : number((tag & 3) === 2 ? 2 : 4)
    const bytes = isNear ? (size & 7) + 4 : size + 1
    if (back === 0 || back > end || end + bytes > length) throw new RangeError('nothing there')
    for (let copied = 0; copied < bytes; copied++, end++)
      unpacked.writeUInt8(unpacked.readUInt8(end - back), end) // it may lead into itself
  }
  if (end !== length) throw new RangeError('cut short')
  return unpacked
}
