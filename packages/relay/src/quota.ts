/**
 * How much one device may put where a document's own limit does not count: into a group's document,
 * and as retracts into a segment. Rule RE31.
 *
 * Without it one member fills everybody's memory: a group document is loaded whole, by every member
 * and by the relay, and deleting stays possible in a full segment.
 */
import type { HeldRecord } from '@parley/gate'
import { prefixOf, RECORD_TYPE, type Writer } from '@parley/protocol'

export interface Filled {
  readonly placesCount: number
  readonly bytesCount: number
}

const MIB = 1_048_576
const NOTHING: Filled = { placesCount: 0, bytesCount: 0 }
/** One device, in either kind of document. */
const DEVICE_LIMIT: Filled = { placesCount: 4_096, bytesCount: 2 * MIB }
/** A group document; all retracts of a segment. */
const WHOLE_LIMIT: Filled = { placesCount: 32_768, bytesCount: 16 * MIB }

/** What counts against quotas in one document, whole and by device prefix. */
export class Quota {
  readonly #isSegment: boolean
  readonly #byPrefix = new Map<number, Filled>()
  #whole = NOTHING

  constructor(isSegment: boolean, records: Iterable<HeldRecord>) {
    this.#isSegment = isSegment
    this.add(records)
  }

  get whole(): Filled {
    return this.#whole
  }

  /** What the writer's device has put here that counts. */
  placesOf(writer: Writer): number {
    return this.#byPrefix.get(prefixOf(writer))?.placesCount ?? 0
  }

  add(records: Iterable<HeldRecord>): void {
    for (const { place, bytes } of records) {
      if (this.counts(bytes)) this.#take(place.writer, bytes.length)
    }
  }

  /** Every record of a group document, the retracts of a segment. */
  counts(record: Uint8Array): boolean {
    return !this.#isSegment || record[1] === RECORD_TYPE.retract
  }

  /** A reckoning of its own for records that are only being judged; each is taken where it has room. */
  trial(): (writer: Writer, sizeBytes: number) => boolean {
    const used = new Map<number, Filled>()
    let whole = this.#whole
    return (writer, sizeBytes) => {
      const prefix = prefixOf(writer)
      const own = plus(used.get(prefix) ?? this.#byPrefix.get(prefix) ?? NOTHING, sizeBytes)
      const all = plus(whole, sizeBytes)
      if (!fits(own, DEVICE_LIMIT) || !fits(all, WHOLE_LIMIT)) return false
      used.set(prefix, own)
      whole = all
      return true
    }
  }

  #take(writer: Writer, sizeBytes: number): void {
    const prefix = prefixOf(writer)
    this.#byPrefix.set(prefix, plus(this.#byPrefix.get(prefix) ?? NOTHING, sizeBytes))
    this.#whole = plus(this.#whole, sizeBytes)
  }
}

function plus({ placesCount, bytesCount }: Filled, sizeBytes: number): Filled {
  return { placesCount: placesCount + 1, bytesCount: bytesCount + sizeBytes }
}

function fits(filled: Filled, limit: Filled): boolean {
  return filled.placesCount <= limit.placesCount && filled.bytesCount <= limit.bytesCount
}
