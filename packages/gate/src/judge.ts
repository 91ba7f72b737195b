/**
 * The verdict on one update: what of it is taken, what is there already, what is refused and why.
 *
 * Pure: it changes nothing and remembers nothing. Of every writer the longest prefix of well-formed
 * records is taken, and what it brings (devices, actions) counts for all other sections at once.
 * Rules GA17 to GA35, GA50.
 */
import type { Refusal, Writer } from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import { decodeUpdate } from './decode.ts'
import { encodeSections } from './encode.ts'
import type { AcceptedRecord, DocFacts, GateVerdict } from './facts.ts'
import { Arrivals } from './arrivals.ts'
import { explainedBy, judgeDeletes, takenOf } from './judge-hole.ts'
import { judgePiece, type Known } from './judge-piece.ts'
import { endOf, type Piece, type PlaceRange, rangesOf, type Section } from './sections.ts'

/** How far a section has come. */
interface Progress {
  readonly section: Section
  /** How many of the writer's places are held. */
  readonly placesCount: number
  /** The next piece to judge. */
  at: number
  readonly taken: Piece[]
  readonly accepted: AcceptedRecord[]
  /** Its places below this clock were held before, with the same bytes. */
  heldTo: number | undefined
  /** Held records that a hole takes away. */
  readonly deletes: number[]
  /** Holes over records that stay. */
  ignoredCount: number
  refusal: Refusal | undefined
}

/**
 * Judge untrusted bytes. Without a verifier (a client) everything but signatures is judged.
 * Work is bounded by the bytes; never throws for any of them.
 */
export function judgeUpdate(update: Uint8Array, facts: DocFacts, verify?: Verifier): GateVerdict {
  const decoded = decodeUpdate(facts.doc, update)
  if (!decoded.ok) return decoded
  const brought = new Arrivals<Progress>()
  const explain = explainedBy(decoded.sections, facts, verify)
  const known = { facts, verify, brought, explain }
  const progresses = decoded.sections.map((section) => newProgress(section, facts))
  for (const progress of progresses) advance(progress, known)
  for (let woken = brought.next(); woken !== undefined; woken = brought.next())
    advance(woken, known)
  return { ok: true, ...verdictOn(progresses, judgeDeletes(decoded.deletes, facts), facts) }
}

function newProgress(section: Section, facts: DocFacts): Progress {
  const placesCount = facts.placesOf(section.writer)
  return {
    section,
    placesCount,
    at: 0,
    taken: [],
    accepted: [],
    heldTo: undefined,
    deletes: [],
    ignoredCount: 0,
    refusal: undefined,
  }
}

/** Judge a section's pieces in turn, up to the first that is not taken. */
function advance(progress: Progress, known: Known & { brought: Arrivals<Progress> }): void {
  const { section, placesCount } = progress
  const { writer } = section
  progress.refusal = undefined
  if (section.clock > placesCount) {
    progress.refusal = { writer, clock: section.clock, reason: 'gap', needs: [] }
    return
  }
  for (; progress.at < section.pieces.length; progress.at++) {
    const piece = section.pieces[progress.at]
    if (piece === undefined) return
    const ruling = judgePiece(piece, { writer, placesCount }, known)
    if (ruling.type === 'refused') {
      const { reason, needs, waitsFor } = ruling
      progress.refusal = { writer, clock: piece.clock, reason, needs }
      if (waitsFor !== undefined) known.brought.wait(waitsFor, progress)
      return
    }
    if (ruling.over !== undefined) {
      progress.deletes.push(...ruling.over.deletes)
      if (ruling.over.isOverLive) progress.ignoredCount++
    }
    if (ruling.type === 'held') {
      progress.heldTo = endOf(piece)
      continue
    }
    progress.taken.push(ruling.piece)
    if (ruling.record === undefined) continue
    progress.accepted.push(ruling.record)
    known.brought.add(ruling.record)
  }
}

function verdictOn(
  progresses: readonly Progress[],
  judged: ReturnType<typeof judgeDeletes>,
  facts: DocFacts,
) {
  const sections = progresses.flatMap(({ section: { writer }, taken }): readonly Section[] => {
    const pieces = takenOf(taken, facts)
    const [first] = pieces
    return first === undefined ? [] : [{ writer, clock: first.clock, pieces }]
  })
  const deletes = deletesIn(progresses, judged.deletes)
  const isNothing = sections.length === 0 && deletes.length === 0
  const isRecord = ({ type }: Piece): boolean => type === 'record'
  return {
    update: isNothing ? undefined : encodeSections(sections, deletes),
    isPlain: deletes.length === 0 && sections.every(({ pieces }) => pieces.every(isRecord)),
    accepted: progresses.flatMap((progress) => progress.accepted),
    held: progresses.flatMap(({ section: { writer }, heldTo }) =>
      heldTo === undefined ? [] : [{ writer, clock: heldTo }],
    ),
    refusals: progresses.flatMap(({ refusal }) => refusal ?? []),
    deletes,
    deletesCount: progresses.reduce(
      (count, { ignoredCount }) => count + ignoredCount,
      judged.ignoredCount,
    ),
  }
}

/** Whether a hole or the delete set named them, each place once. */
function deletesIn(
  progresses: readonly Progress[],
  named: ReadonlyMap<Writer, readonly number[]>,
): readonly PlaceRange[] {
  const clocks = new Map<Writer, Set<number>>()
  for (const [writer, some] of named) clocks.set(writer, new Set(some))
  for (const { section, deletes } of progresses) {
    const known = clocks.get(section.writer) ?? new Set()
    for (const clock of deletes) known.add(clock)
    if (known.size > 0) clocks.set(section.writer, known)
  }
  return [...clocks].flatMap(([writer, some]) =>
    rangesOf(
      writer,
      [...some].toSorted((left, right) => left - right),
    ),
  )
}
