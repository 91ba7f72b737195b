/**
 * Checks the tables of a LevelDB store against the checksums in them. LevelDB looks at these only when it is
 * told to, and its binding for node cannot tell it: a changed byte in a value reads as well as the right one.
 *
 * A table is blocks, each with a byte for its compression and a masked CRC-32C, then an index of them and a
 * footer that says where the index is. Changes nothing, and may be asked while the store is in use.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unpackSnappy } from './snappy.ts'

const FOOTER_BYTES = 48
const TRAILER_BYTES = 5
const MAGIC = Buffer.from('57fb808b247547db', 'hex')
const CRC_TABLE = crcTable()

interface Handle {
  readonly at: number
  readonly bytes: number
}

/** The names of tables that are not as they were written. A table without its end is left to LevelDB. */
export async function damagedTables(path: string): Promise<readonly string[]> {
  const damaged: string[] = []
  for (const name of await readdir(path).catch((): string[] => [])) {
    if (!/^\d+\.(?:ldb|sst)$/.test(name)) continue
    const table = await readFile(join(path, name)).catch(unlessGone)
    if (table === undefined) continue
    if (table === 'unreadable' || (isFinished(table) && !isWhole(table))) damaged.push(name)
  }
  return damaged
}

/** One that is being written, or was when the power went, has no end yet and is no part of the store. */
function isFinished(table: Buffer): boolean {
  return table.length >= FOOTER_BYTES && table.subarray(-MAGIC.length).equals(MAGIC)
}

function isWhole(table: Buffer): boolean {
  try {
    const footer = newReader(table.subarray(-FOOTER_BYTES))
    const names = footer.handle()
    const index = footer.handle()
    const inNames = handlesIn(blockAt(table, names))
    const inIndex = handlesIn(blockAt(table, index))
    for (const handle of [...inNames, ...inIndex]) blockAt(table, handle)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** The content of a block, checked. Throws `RangeError` where there is none. */
function blockAt(table: Buffer, { at, bytes }: Handle): Buffer {
  const end = at + bytes
  if (end + TRAILER_BYTES > table.length - FOOTER_BYTES) throw new RangeError('beyond the table')
  const stored = table.readUInt32LE(end + 1)
  if (masked(crcOf(table.subarray(at, end + 1))) !== stored) throw new RangeError('changed')
  const content = table.subarray(at, end)
  return table[end] === 1 ? unpackSnappy(content) : content
}

/** What an index leads to: entries of a shortened key and a handle, then where to start among them. */
function handlesIn(block: Buffer): readonly Handle[] {
  const restarts = block.readUInt32LE(block.length - 4)
  const reader = newReader(block.subarray(0, block.length - 4 - 4 * restarts))
  const handles: Handle[] = []
  while (!reader.isOver()) {
    reader.varint() // of the key, what it shares with the one before
    const keyBytes = reader.varint()
    reader.varint() // of the handle
    reader.skip(keyBytes)
    handles.push(reader.handle())
  }
  return handles
}

function newReader(bytes: Buffer) {
  let at = 0
  function varint(): number {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes.readUInt8(at++) // throws a RangeError at the end
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }
  return {
    varint,
    handle: (): Handle => ({ at: varint(), bytes: varint() }),
    skip: (count: number): void => void (at += count),
    isOver: (): boolean => at >= bytes.length,
  }
}

/** LevelDB stores it turned and moved, so that a checksum of checksums stays one. */
function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282_ead8) >>> 0
}

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffff_ffff
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8)
  return ~crc >>> 0
}

/** CRC-32C, which zlib does not have. */
function crcTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0x82f6_3b78 : crc >>> 1
    return crc
  })
}

/** A sector that the disk cannot read any more is as good as changed. */
function unlessGone(error: unknown): 'unreadable' | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return undefined
  if (code === 'EIO') return 'unreadable'
  throw error
}
