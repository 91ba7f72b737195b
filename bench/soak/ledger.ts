/**
 * What the devices of a soak wrote, and what has become of it: what everybody must hold in the end.
 *
 * Kept apart from what any device holds, so that a record lost everywhere is missed all the same.
 */
import type { DocRecords } from '@parley/gate'
import type { Written } from '../people/person.ts'

/** One record that was written. */
export interface Entry {
  readonly written: Written
  isAcked: boolean
  /** What takes it back. */
  retract: Entry | undefined
}

export class Ledger {
  readonly #docs = new Map<string, Map<string, Entry>>()

  add(written: Written): Entry {
    const entry: Entry = { written, isAcked: false, retract: undefined }
    const entries = this.#docs.get(written.doc) ?? new Map<string, Entry>()
    this.#docs.set(written.doc, entries)
    entries.set(placeOf(written), entry)
    return entry
  }

  docs(): Iterable<string> {
    return this.#docs.keys()
  }

  entriesOf(doc: string): Iterable<Entry> {
    return this.#docs.get(doc)?.values() ?? []
  }

  countOf(which: (entry: Entry) => boolean): number {
    let count = 0
    for (const entries of this.#docs.values())
      for (const entry of entries.values()) if (which(entry)) count++
    return count
  }

  /** What is wrong with what somebody holds of a document, a few words for each kind. */
  problemsWith(doc: string, held: DocRecords | undefined): readonly string[] {
    const found = { lost: 0, changed: 0, 'never written': 0, 'taken back and still there': 0 }
    const entries = this.#docs.get(doc) ?? new Map<string, Entry>()
    for (const { written, isAcked, retract } of entries.values()) {
      if (!isAcked) continue
      const bytes = held?.recordAt(written.writer, written.clock)
      const isGone = retract?.isAcked === true
      if (bytes !== undefined && isGone) found['taken back and still there']++
      else if (bytes === undefined && !isGone) found.lost++
      else if (bytes !== undefined && !Buffer.from(bytes).equals(written.bytes)) found.changed++
    }
    for (const { place } of held?.all() ?? [])
      if (!entries.has(placeOf(place))) found['never written']++
    return Object.entries(found).flatMap(([kind, count]) =>
      count === 0 ? [] : [`${count} records ${kind}`],
    )
  }
}

function placeOf({ writer, clock }: Pick<Written, 'writer' | 'clock'>): string {
  return `${writer} ${clock}`
}
