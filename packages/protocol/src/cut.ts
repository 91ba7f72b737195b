/**
 * Cuts: how far the one who removes somebody had read, place by place.
 *
 * What lies inside stands, what lies outside does not show for anyone. A place that is not named counts 0.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { type ByteReader, type ByteWriter, concatBytes, toUtf8 } from './bytes.ts'
import { idBytes, type RecordId, type Writer } from './ids.ts'
import { MAX_CUT_ENTRIES } from './limits.ts'

export const CUT_DIGEST_BYTES = 16

/** A writer's records below `clock` stand. */
export interface CutEntry {
  /** `undefined`: the group document. */
  readonly segment: number | undefined
  readonly writer: Writer
  readonly clock: number
  /** Of the ids of those records (`cutDigest`); all zero when the author of the cut does not hold them. */
  readonly digest: Uint8Array
}

export type Cut = readonly CutEntry[]

/**
 * many of (document varuint: 0 the group's, n + 1 segment n; writer; clock; digest 16). Whoever writes
 * one names no writer of a document twice and keeps to `MAX_CUT_ENTRIES`: it would not be read back.
 */
export function putCut(writer: ByteWriter, cut: Cut): ByteWriter {
  writer.varuint(cut.length)
  for (const { segment, writer: author, clock, digest } of cut) {
    writer.varuint(segment === undefined ? 0 : segment + 1)
    writer.varuint(author).varuint(clock).put(digest)
  }
  return writer
}

export function readCut(reader: ByteReader): Cut {
  const count = reader.varuint()
  if (count > MAX_CUT_ENTRIES) reader.fail()
  const cut: CutEntry[] = []
  const named = new Set<string>()
  for (let at = 0; at < count; at++) {
    const doc = reader.varuint()
    const writer = reader.varuint()
    if (named.has(`${doc}/${writer}`)) reader.fail()
    named.add(`${doc}/${writer}`)
    cut.push({
      segment: doc === 0 ? undefined : doc - 1,
      writer,
      clock: reader.varuint(),
      digest: reader.take(CUT_DIGEST_BYTES),
    })
  }
  return cut
}

/** "parley/cut": over the ids of a writer's records from clock 0 on, first 16 bytes. */
export function cutDigest(ids: readonly RecordId[]): Uint8Array {
  return sha256(concatBytes(toUtf8('parley/cut'), ...ids.map(idBytes))).slice(0, CUT_DIGEST_BYTES)
}
