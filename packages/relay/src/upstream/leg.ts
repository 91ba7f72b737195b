/**
 * One document's way in one direction, from one relay to the other: what is on it, and what is not sent again.
 *
 * A refusal for good is tried once more, with the whole of what the other side lacks, because the evidence
 * for holes goes with that alone; a second one at the same place stands until this program is started anew.
 * Rule RE69. Knows no sockets and no time.
 */
import { keepPrefixes, type PlaceRange, recordRangesIn } from '@parley/gate'
import type { Acknowledgement, NackReason, Refusal, Writer } from '@parley/protocol'
import { WriterNotes } from './writer-notes.ts'

/** May be taken later, or with more of the document before it. */
const LATER: ReadonlySet<NackReason> = new Set([
  'gap',
  'need',
  'unknown-device',
  'policy:rate',
  'policy:busy',
])

/** Writers of one document of whom something is refused for good: honest groups have hardly any. */
const MAX_REFUSED = 1_024

/** An update without sections and deletes. */
const NOTHING_BYTES = 2

export interface Cargo {
  /** Where the records in the update are. */
  readonly brought: readonly PlaceRange[]
  /** `undefined`: nothing that the other side lacks. */
  readonly goesOn: Uint8Array | undefined
}

export interface RefusalOutcome {
  readonly isToBeTriedAgain: boolean
  /** Why some are held back from now on. */
  readonly forGood: readonly NackReason[]
}

interface Run {
  from: number
  readonly to: number
}

export class Leg {
  readonly #doc: string
  readonly #onTheWay = new Map<Writer, Run>()
  readonly #refusedOnce = new WriterNotes(MAX_REFUSED)
  readonly #heldBack = new WriterNotes(MAX_REFUSED)

  constructor(doc: string) {
    this.#doc = doc
  }

  /** A new connection: nothing is on the way. */
  reset(): void {
    this.#onTheWay.clear()
  }

  /** What of an untrusted update goes on to a side that holds every writer up to there. */
  load(update: Uint8Array, heldThere: (writer: Writer) => number): Cargo {
    const brought = recordRangesIn(this.#doc, update)
    const told = this.#withoutHeldBack(update)
    if (told.length <= NOTHING_BYTES) return { brought, goesOn: undefined }
    const ranges = told === update ? brought : recordRangesIn(this.#doc, told)
    const fresh = ranges.filter(({ writer, clock, length }) => clock + length > heldThere(writer))
    if (fresh.length === 0 && ranges.length > 0) return { brought, goesOn: undefined }
    for (const { writer, clock, length } of fresh) {
      const known = this.#onTheWay.get(writer)
      const from = known?.from ?? Math.max(clock, heldThere(writer))
      this.#onTheWay.set(writer, { from, to: Math.max(known?.to ?? 0, clock + length) })
    }
    return { brought, goesOn: told }
  }

  /** How many of the records on their way these confirm. */
  confirm(acks: readonly Acknowledgement[]): number {
    let count = 0
    for (const { writer, clock } of acks) {
      const run = this.#onTheWay.get(writer)
      if (run === undefined || clock <= run.from) continue
      count += Math.min(clock, run.to) - run.from
      run.from = clock
      if (clock >= run.to) this.#onTheWay.delete(writer)
    }
    return count
  }

  refuse(refusals: readonly Refusal[]): RefusalOutcome {
    const forGood: NackReason[] = []
    let isToBeTriedAgain = false
    for (const { writer, clock, reason } of refusals) {
      const run = this.#onTheWay.get(writer)
      if (run === undefined) continue // none of ours
      this.#onTheWay.delete(writer)
      const isSecond = this.#refusedOnce.get(writer) === clock
      if (LATER.has(reason) || !isSecond) isToBeTriedAgain = true
      if (LATER.has(reason)) continue
      this.#refusedOnce.set(writer, clock)
      if (!isSecond) continue
      this.#heldBack.set(writer, clock)
      forGood.push(reason)
    }
    return { isToBeTriedAgain, forGood }
  }

  /** Nothing is on the way. */
  isClear(): boolean {
    return this.#onTheWay.size === 0
  }

  /** Nothing was refused. */
  isBlank(): boolean {
    return this.#refusedOnce.size === 0
  }

  #withoutHeldBack(update: Uint8Array): Uint8Array {
    if (this.#heldBack.size === 0) return update
    const isKept = ({ place: { writer, clock } }: { place: { writer: Writer; clock: number } }) =>
      clock < (this.#heldBack.get(writer) ?? Infinity)
    return keepPrefixes(this.#doc, update, isKept) ?? update
  }
}
