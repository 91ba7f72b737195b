/**
 * A backup: every entry of a store, one after the other, in one file that says whether it is whole.
 *
 * `parley backup 1\\n`, then parts (length u32, entries as key and value, at most some MiB), a part of length
 * 0, and SHA-256 of all before it. Keys are the store's, and `i` for the secret of invitations. It names no
 * LevelDB, so another kind of store can read it.
 * A backup is untrusted: whoever restores one gets entries of known kinds or an error.
 */
import { createHash } from 'node:crypto'
import { ByteWriter, concatBytes, parseBytes } from '@parley/protocol'
import type { StoreEntry } from './level-journal.ts'

const MAGIC = new TextEncoder().encode('parley backup 1\n')
const PART_BYTES = 1_048_576
/** A group's document, rewritten as one entry, has some 16 MiB. */
const MAX_PART_BYTES = 128 * 1_048_576
const DIGEST_BYTES = 32
const MAX_KEY_BYTES = 512
const KNOWN_KEY = /^(?:[umn]![A-Za-z0-9_/!-]+|s|i)$/

/** Not of the store: the secret of a relay's invitations, which lies in a file beside it. */
export const INVITATIONS_KEY = 'i'

/** Why a backup cannot be used, in words for an operator. */
export class BackupUnusable extends Error {
  override readonly name = 'BackupUnusable'
}

export async function* encodeBackup(
  entries: AsyncIterable<StoreEntry>,
): AsyncGenerator<Uint8Array> {
  const digest = createHash('sha256')
  function digested(bytes: Uint8Array): Uint8Array {
    digest.update(bytes)
    return bytes
  }
  yield digested(MAGIC)
  let part = new ByteWriter()
  let partBytes = 0
  for await (const { key, value } of entries) {
    part.text(key).varbytes(value)
    partBytes += key.length + value.length
    if (partBytes < PART_BYTES) continue
    yield digested(withLength(part.bytes()))
    part = new ByteWriter()
    partBytes = 0
  }
  if (partBytes > 0) yield digested(withLength(part.bytes()))
  yield digested(withLength(new Uint8Array(0)))
  yield Uint8Array.from(digest.digest())
}

/** The entries of an untrusted backup. Throws `BackupUnusable`, at the end at the latest. */
export async function* parseBackup(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StoreEntry> {
  const take = takerOf(chunks)
  const digest = createHash('sha256')
  const magic = await take(MAGIC.length)
  if (Buffer.compare(magic, MAGIC) !== 0)
    throw new BackupUnusable('This is no backup of a Parley relay, or one of a newer version.')
  digest.update(magic)
  let isKnown = true
  for (;;) {
    const head = await take(4)
    const length = new DataView(head.buffer, head.byteOffset).getUint32(0)
    if (length > MAX_PART_BYTES) throw damaged()
    const part = await take(length)
    digest.update(head).update(part)
    if (length === 0) break
    const entries = entriesIn(part)
    isKnown &&= entries.every(({ key }) => KNOWN_KEY.test(key))
    if (isKnown) yield* entries
  }
  if (Buffer.compare(await take(DIGEST_BYTES), digest.digest()) !== 0) throw damaged()
  if (!isKnown)
    throw new BackupUnusable(
      'The backup has entries of a kind this version does not know. Restore it with the version that made it, or a newer one.',
    )
}

function entriesIn(part: Uint8Array): readonly StoreEntry[] {
  const entries = parseBytes(part, (reader) => {
    const found: StoreEntry[] = []
    while (reader.left > 0)
      found.push({ key: reader.text(MAX_KEY_BYTES), value: reader.varbytes(MAX_PART_BYTES) })
    return found
  })
  if (entries === undefined) throw damaged()
  return entries
}

function withLength(part: Uint8Array): Uint8Array {
  const length = new Uint8Array(4)
  new DataView(length.buffer).setUint32(0, part.length)
  return concatBytes(length, part)
}

/** Takes exactly so many bytes from the front of a stream. */
function takerOf(chunks: AsyncIterable<Uint8Array>): (count: number) => Promise<Uint8Array> {
  const source = chunks[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array(0)
  return async (count) => {
    const parts: Uint8Array[] = []
    let missing = count
    while (missing > rest.length) {
      parts.push(rest)
      missing -= rest.length
      const next = await source.next()
      if (next.done === true) throw damaged()
      rest = next.value
    }
    parts.push(rest.subarray(0, missing))
    rest = rest.subarray(missing)
    return concatBytes(...parts)
  }
}

function damaged(): BackupUnusable {
  return new BackupUnusable(
    'The backup is damaged or cut short: its checksum does not fit. Use another copy of it.',
  )
}
