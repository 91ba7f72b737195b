/**
 * What may be wrong with a LevelDB store, found out and put right when it is opened.
 *
 * LevelDB drops a damaged end of its log without a word, or with one in a file nobody reads; here it is
 * told. What it cannot open, and what it could not read the last time, is rebuilt from the tables and logs
 * that are still good. Whatever is lost comes back from the devices of members, which send what this relay
 * lacks. Rules JO12, JO13.
 */
import { open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ClassicLevel } from 'classic-level'

/** In a store that could not be read while it was open: the next opening rebuilds it. */
const MARK = 'DAMAGED'
/** Names the list of what belongs to the store. */
const ROOT = 'CURRENT'
const BLOCK_BYTES = 32_768
const HEADER_BYTES = 7

/** Whether LevelDB found bytes that cannot be what it wrote. */
export function isCorruption(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  return code === 'LEVEL_CORRUPTION' || isCorruption(error.cause)
}

/** Has the store rebuilt when it is opened the next time. */
export async function markDamaged(path: string): Promise<void> {
  await writeFile(join(path, MARK), '')
}

export async function isMarked(path: string): Promise<boolean> {
  return (await namesIn(path)).includes(MARK)
}

/** Whether a store lies here without the file, or what that file names, which says what belongs to it. */
export async function hasLostItsRoot(path: string): Promise<boolean> {
  const names = await namesIn(path)
  if (!names.some((name) => /^(?:\d+\.(?:ldb|sst|log)|MANIFEST-\d+)$/.test(name))) return false
  if (!names.includes(ROOT)) return true
  return !names.includes((await readFile(join(path, ROOT), 'utf8')).trimEnd())
}

/** From what is readable. The store must be closed: LevelDB takes no lock for it. */
export async function rebuild(path: string): Promise<void> {
  await ClassicLevel.repair(path)
  await rm(join(path, MARK), { force: true })
}

/** Bytes at the end of the newest log that are no whole record; to be asked before the store is opened. */
export async function tornTailBytes(path: string): Promise<number> {
  const names = await namesIn(path)
  const newest = names
    .filter((name) => /^\d+\.log$/.test(name))
    .toSorted()
    .at(-1)
  if (newest === undefined) return 0
  const log = await open(join(path, newest))
  try {
    const { size } = await log.stat()
    const header = Buffer.alloc(HEADER_BYTES)
    let at = 0
    while (at < size) {
      const left = BLOCK_BYTES - (at % BLOCK_BYTES)
      if (left < HEADER_BYTES) {
        at += left // filled with zeros
        continue
      }
      const { bytesRead } = await log.read(header, 0, HEADER_BYTES, at)
      const end = at + HEADER_BYTES + header.readUInt16LE(4)
      if (bytesRead < HEADER_BYTES || end > size) return size - at
      at = end
    }
    return 0
  } finally {
    await log.close()
  }
}

/** Bytes that LevelDB says it dropped when it was opened just now. */
export async function droppedBytes(path: string): Promise<number> {
  const log = await readFile(join(path, 'LOG'), 'utf8').catch(() => '')
  const found = [...log.matchAll(/: dropping (\d+) bytes; Corruption/g)]
  return found.reduce((sum, [, count]) => sum + Number(count), 0)
}

/** None where there is no folder yet. */
async function namesIn(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
