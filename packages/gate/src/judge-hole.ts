/**
 * Holes and deletes against the facts: what may be missing, and what may be taken away.
 *
 * Over a live place only a retract that is valid now takes a record away, and only on a client. At a
 * place never held a relay wants a retract that accounts for it, and a record of the writer after it; a
 * client takes the hole and shows it as missing. Rules GA27, GA32, GA42, GA43, GA50.
 */
import {
  type Evidence,
  parseDocName,
  RECORD_TYPE,
  type RecordId,
  type Writer,
} from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import type { DocFacts } from './facts.ts'
import { namesPlace, newRetractions, type Retractions, verifyEvidence } from './retractions.ts'
import { endOf, type HolePiece, type Piece, type PlaceRange, type Section } from './sections.ts'

/** No honest writer gets further in a segment, retracts included; answers a flood of holes. */
const MAX_MISSING_CLOCK = 2 ** 16

/** A section's writer and how many of its places are held. */
export interface Holder {
  readonly writer: Writer
  readonly placesCount: number
}

export interface HoleRuling {
  readonly stands: boolean
  /** Held records that go. */
  readonly deletes: readonly number[]
  /** Whether it lay over a record that stays. */
  readonly isOverLive: boolean
}

const REFUSED: HoleRuling = { stands: false, deletes: [], isOverLive: true }

/** Whether a retract of this very update accounts for a hole; with an id, by naming that very record. */
export type Explain = (writer: Writer, clock: number, id?: RecordId) => boolean

export function judgeHole(
  hole: HolePiece,
  { writer, placesCount }: Holder,
  { facts, explain }: { readonly facts: DocFacts; readonly explain: Explain },
): HoleRuling {
  const { doc } = facts
  const end = endOf(hole)
  const isExplained = (clock: number): boolean =>
    facts.explains({ doc, writer, clock }) || explain(writer, clock)

  const deletes: number[] = []
  let isOverLive = false
  for (const clock of facts.liveClocks(writer, hole.clock, Math.min(end, placesCount))) {
    if (facts.mayDelete({ doc, writer, clock })) deletes.push(clock)
    else if (facts.takesMissing || isExplained(clock)) isOverLive = true
    else return REFUSED
  }
  if (facts.takesMissing)
    return end <= Math.max(placesCount, MAX_MISSING_CLOCK)
      ? { stands: true, deletes, isOverLive }
      : REFUSED
  for (let clock = Math.max(hole.clock, placesCount); clock < end; clock++)
    if (!isExplained(clock)) return REFUSED
  return { stands: true, deletes, isOverLive }
}

/**
 * What a relay takes of pieces that stand: a hole only before a record, so that nobody puts one where the
 * writer has not been. Rule GA50.
 */
export function takenOf(pieces: readonly Piece[], facts: DocFacts): readonly Piece[] {
  if (facts.takesMissing) return pieces
  return pieces.slice(0, pieces.findLastIndex(({ type }) => type === 'record') + 1)
}

/**
 * Retracts of the update itself, collected before anything is judged: the hole that one accounts for
 * stands at an earlier place. They are verified once, and only when a hole asks for them.
 */
export function explainedBy(
  sections: readonly Section[],
  facts: DocFacts,
  verify: Verifier | undefined,
): Explain {
  if (verify === undefined || facts.takesMissing) return () => false
  let collected: Retractions | undefined
  return (writer, clock, id) => {
    collected ??= verifiedRetracts(sections, facts, verify)
    const place = { doc: facts.doc, writer, clock }
    return collected
      .naming(writer, clock)
      .some((retract) => namesPlace(retract, place, id) && facts.accountsFor(retract, place))
  }
}

function verifiedRetracts(
  sections: readonly Section[],
  facts: DocFacts,
  verify: Verifier,
): Retractions {
  const retractions = newRetractions()
  const found = sections.flatMap(({ writer, pieces }) =>
    pieces.flatMap((piece): readonly Evidence[] =>
      piece.type === 'record' && piece.bytes[1] === RECORD_TYPE.retract
        ? [{ writer, clock: piece.clock, record: piece.bytes }]
        : [],
    ),
  )
  for (const retract of verifyEvidence(found, facts, verify)) retractions.add(retract)
  return retractions
}

/** What of an update's delete set takes a record away, and how many ranges lie over one that stays. */
export function judgeDeletes(
  deletes: readonly PlaceRange[],
  facts: DocFacts,
): { readonly deletes: ReadonlyMap<Writer, readonly number[]>; readonly ignoredCount: number } {
  const isSegment = parseDocName(facts.doc)?.kind === 'segment'
  const taken = new Map<Writer, number[]>()
  let ignoredCount = 0
  for (const { writer, clock: from, length } of deletes) {
    const live = [...facts.liveClocks(writer, from, from + length)]
    const gone = live.filter(
      (clock) => isSegment && facts.mayDelete({ doc: facts.doc, writer, clock }),
    )
    if (gone.length < live.length) ignoredCount++
    if (gone.length === 0) continue
    const others = taken.get(writer)
    if (others === undefined) taken.set(writer, gone)
    else for (const clock of gone) others.push(clock)
  }
  return { deletes: taken, ignoredCount }
}
