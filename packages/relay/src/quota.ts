/**
 * How much one person may put where a document's own limit does not count: into a group's document,
 * and as retracts into a segment. Rule RE31.
 *
 * Without it one member fills everybody's memory: a group document is loaded whole, by every member
 * and by the relay, and deleting stays possible in a full segment. Whoever is in a group certifies
 * as many devices as they like, so devices are added up (AT97); and people can be made up, so all whom nobody
 * let in have one person's room together (AT223).
 */
import type { HeldRecord } from '@parley/gate'
import type { Roster } from '@parley/group'
import { isStranger } from './strangers.ts'
import { newWriter, type PersonId, prefixOf, RECORD_TYPE, type Writer } from '@parley/protocol'

export interface Filled {
  readonly placesCount: number
  readonly bytesCount: number
}

const MIB = 1_048_576
const NOTHING: Filled = { placesCount: 0, bytesCount: 0 }
/** One person, in either kind of document; all strangers together; one device where there is no roster. */
const OWN_LIMIT: Filled = { placesCount: 4_096, bytesCount: 2 * MIB }
/** A group document; all retracts of a segment. */
const WHOLE_LIMIT: Filled = { placesCount: 32_768, bytesCount: 16 * MIB }
/** A group document but for what is kept for whoever keeps order there. */
const ORDINARY_LIMIT: Filled = { placesCount: 28_672, bytesCount: 14 * MIB }

/** Whether there is room for a record; `isReserved` for one that may use what is kept back. */
export type Trial = (writer: Writer, sizeBytes: number, isReserved?: boolean) => boolean

const STRANGERS = 'strangers'
/** A person, or a device prefix. */
type Owner = PersonId | typeof STRANGERS | number

/** What counts against quotas in one document, whole and by device prefix. */
export class Quota {
  readonly #isSegment: boolean
  readonly #byPrefix = new Map<number, Filled>()
  #whole = NOTHING
  #tally: { readonly roster: Roster; readonly byOwner: Map<Owner, Filled> } | undefined

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

  /**
   * A reckoning of its own for records that are only being judged; each is taken where it has room.
   * Without a roster every device is counted alone, and nothing is kept back.
   */
  trial(roster?: Roster): Trial {
    const used = new Map<Owner, Filled>()
    const held = roster === undefined ? this.#byPrefix : this.#tallyBy(roster)
    const isShared = roster !== undefined && !this.#isSegment
    let whole = this.#whole
    return (writer, sizeBytes, isReserved = false) => {
      const owner = ownerOf(prefixOf(writer), roster)
      const own = plus(used.get(owner) ?? held.get(owner) ?? NOTHING, sizeBytes)
      const all = plus(whole, sizeBytes)
      const limit = isShared && !isReserved ? ORDINARY_LIMIT : WHOLE_LIMIT
      if (!fits(own, OWN_LIMIT) || !fits(all, limit)) return false
      used.set(owner, own)
      whole = all
      return true
    }
  }

  /** Bytes that these people have here together. */
  bytesOf(people: ReadonlySet<PersonId>, roster: Roster): number {
    const held = this.#tallyBy(roster)
    return [...people].reduce((bytes, one) => bytes + (held.get(one)?.bytesCount ?? 0), 0)
  }

  /** Kept as long as the roster stays the same. */
  #tallyBy(roster: Roster): ReadonlyMap<Owner, Filled> {
    if (this.#tally?.roster === roster) return this.#tally.byOwner
    const byOwner = new Map<Owner, Filled>()
    for (const [prefix, filled] of this.#byPrefix) {
      const owner = ownerOf(prefix, roster)
      byOwner.set(owner, sum(byOwner.get(owner) ?? NOTHING, filled))
    }
    this.#tally = { roster, byOwner }
    return byOwner
  }

  #take(writer: Writer, sizeBytes: number): void {
    const prefix = prefixOf(writer)
    this.#byPrefix.set(prefix, plus(this.#byPrefix.get(prefix) ?? NOTHING, sizeBytes))
    this.#whole = plus(this.#whole, sizeBytes)
    if (this.#tally === undefined) return
    const { roster, byOwner } = this.#tally
    const owner = ownerOf(prefix, roster)
    byOwner.set(owner, plus(byOwner.get(owner) ?? NOTHING, sizeBytes))
  }
}

function ownerOf(prefix: number, roster: Roster | undefined): Owner {
  if (roster?.founded !== true) return prefix
  const [device] = roster.devicesOf(newWriter(prefix, 0))
  const person = device && roster.personOf(device)
  return person === undefined || isStranger(roster, person) ? STRANGERS : person
}

function sum(a: Filled, b: Filled): Filled {
  return { placesCount: a.placesCount + b.placesCount, bytesCount: a.bytesCount + b.bytesCount }
}

function plus({ placesCount, bytesCount }: Filled, sizeBytes: number): Filled {
  return { placesCount: placesCount + 1, bytesCount: bytesCount + sizeBytes }
}

function fits(filled: Filled, limit: Filled): boolean {
  return filled.placesCount <= limit.placesCount && filled.bytesCount <= limit.bytesCount
}
