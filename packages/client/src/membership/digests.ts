/** What a cut promises about a writer's records: a digest over their ids, as this device holds them. */
import type { DocRecords } from '@parley/gate'
import { cutDigest, type RecordId, recordIdOf, type Writer } from '@parley/protocol'

export interface UpTo {
  /** `undefined`: the group document. */
  readonly segment: number | undefined
  readonly writer: Writer
  readonly clock: number
}

export interface Digests {
  /** `undefined` when not all of the records below that clock are held. */
  digestOf(upto: UpTo): Uint8Array | undefined
}

interface HeldDoc {
  readonly name: string
  records(): DocRecords
}

export function newDigests(docAt: (segment: number | undefined) => HeldDoc | undefined): Digests {
  /** A place never holds two records, so what was worked out once stays right. */
  const known = new Map<string, Uint8Array>()

  return {
    digestOf({ segment, writer, clock }) {
      const key = `${segment ?? ''}#${writer}#${clock}`
      const doc = docAt(segment)
      const digest = known.get(key) ?? (doc && digestIn(doc, writer, clock))
      if (digest !== undefined) known.set(key, digest)
      return digest
    },
  }
}

function digestIn(doc: HeldDoc, writer: Writer, end: number): Uint8Array | undefined {
  const records = doc.records()
  const ids: RecordId[] = []
  for (let clock = 0; clock < end; clock++) {
    const bytes = records.recordAt(writer, clock)
    if (bytes === undefined) return undefined
    ids.push(recordIdOf({ doc: doc.name, writer, clock }, bytes))
  }
  return cutDigest(ids)
}
