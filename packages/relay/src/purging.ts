/**
 * Deletion for real: what a valid retract names leaves memory, the answers and the disk.
 *
 * A person's own retract does so at once, a moderator's after a time of grace, if it is still valid then.
 * What has to go is noted on disk before the retract itself, and forgotten when the disk is clean, so a
 * relay that stops anywhere in between goes on with it. Rules RE39, RE41, RE74.
 */
import {
  type AcceptedRecord,
  encodeDeletes,
  type PlaceRange,
  rangesOf,
  verifyEvidence,
} from '@parley/gate'
import { parseDocName, type Place, type RecordId, syncFrame, type Writer } from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import { type Due, Dues, encodeDue, parseDue } from './deletion-dues.ts'
import { accountsFor, factsOf, rightOver, type Segment } from './deletion-rights.ts'
import type { FanOut } from './fan-out.ts'
import type { Journal, JournalNote } from './journal/journal.ts'
import type { RelayLimits } from './limits.ts'
import type { HeldDoc, OpenDocs } from './open-docs.ts'
import type { Clock, RelayEvent } from './ports.ts'

export interface Purging {
  /** Begins to clear, which the last process may have stopped halfway. */
  start(): void
  /** To be called before what was accepted is appended: notes what may have to go. */
  remember(held: HeldDoc, accepted: readonly AcceptedRecord[]): void
  /** To be called after it was applied: takes away what may go at once, and tells the followers. */
  purge(held: HeldDoc): void
  /** Another relay put something into the log that holds what is gone here, or took away what this one put in. */
  clearLater(doc: string): void
  /** Another relay wrote a document whole that is not in memory; if it was behind, what is deleted is back. */
  doubt(doc: string): void
  /** A note that another relay put into the same log, or dropped. */
  hear(note: Omit<JournalNote, 'note'> & { readonly note: Uint8Array | undefined }): void
  close(): Promise<void>
}

/** What another relay noted is looked after here when so many sweeps have passed and it is still there. */
const OTHERS_SWEEPS = 10
/** How long another relay may be behind, and its clock be wrong. */
const BEHIND_MS = 3_600_000

type Target = Pick<Place, 'writer' | 'clock'>

interface Ports {
  readonly journal: Journal
  readonly clock: Clock
  readonly verify: Verifier
  readonly limits: RelayLimits
  readonly docs: OpenDocs
  readonly fanOut: FanOut
  noteChange(doc: string): void
  log(event: RelayEvent): void
}

export async function openPurging(ports: Ports): Promise<Purging> {
  return new PendingPurges(ports, await ports.journal.notes())
}

class PendingPurges implements Purging {
  readonly #ports: Ports
  /** Noted by this relay, or before it was started. */
  readonly #own = new Dues()
  /** Noted by others on the same log, which see to them; this one only if they have not for a long time. */
  readonly #others = new Dues()
  /** Documents whose disk still holds what is gone from memory. */
  readonly #unclean = new Set<string>()
  /** Documents that this relay cleared lately, and when. */
  readonly #cleared = new Map<string, number>()
  /** Of them, those that may hold again what was cleared: who loads one sees. */
  readonly #doubted = new Set<string>()
  /** Noted, and not looked at yet. */
  readonly #fresh = new Map<string, Set<Due>>()
  #cancel: () => void = () => undefined
  #sweeping: Promise<void> = Promise.resolve()
  #isSweeping = false
  #isClosed = false

  constructor(ports: Ports, notes: readonly JournalNote[]) {
    this.#ports = ports
    const { clock } = ports
    for (const { doc, key, note } of notes) {
      const due = parseDue(doc, note)
      if (due === undefined) continue
      const retract = key as RecordId
      this.#unclean.add(doc) // the last process may have stopped halfway
      if (due.seenAt <= clock.now()) this.#own.set(doc, retract, due)
      else this.#keep(doc, retract, { ...due, seenAt: clock.now() }) // by a clock that was wrong
    }
  }

  start(): void {
    const { clock, limits } = this.#ports
    this.#cancel = clock.every(limits.sweepMs, () => this.#beginSweep())
    if (this.#unclean.size > 0) this.#beginSweep()
  }

  remember(held: HeldDoc, accepted: readonly AcceptedRecord[]): void {
    const { live, group } = held
    const isAbout = !live.retracts.isEmpty() || accepted.some(({ record }) => isRetract(record))
    if (!isAbout || parseDocName(live.name)?.kind !== 'segment') return
    const places = new Set(accepted.map(({ place }) => `${place.writer}/${place.clock}`))
    const isHere = ({ writer, clock }: Target): boolean =>
      places.has(`${writer}/${clock}`) || live.records.recordAt(writer, clock) !== undefined
    for (const one of accepted) {
      const { place, record } = one
      const retracts =
        record.kind === 'retract'
          ? [one]
          : live.retracts.naming(place, factsOf(held), this.#ports.verify)
      for (const retract of retracts) if (mayDelete(retract, group, isHere)) this.#note(retract)
    }
  }

  purge(held: HeldDoc): void {
    const fresh = this.#fresh.get(held.live.name)
    if (fresh === undefined) return
    this.#fresh.delete(held.live.name)
    this.#takeAway(held, fresh)
  }

  #takeAway({ live, group }: HeldDoc, dues: Iterable<Due>): void {
    const { verify, fanOut, noteChange } = this.#ports
    const segment: Segment = { live, group, verify }
    const going = [...dues].flatMap((due) => this.#goingNow(due, segment))
    if (going.length === 0) return
    const deletes = encodeDeletes(asRanges(going))
    void live.apply(deletes).catch(() => undefined) // the document is loaded afresh then
    this.#unclean.add(live.name)
    const frame = syncFrame(live.name, 'update', deletes)
    fanOut.tell(frame, { doc: live.name, rosters: [group.roster()] })
    noteChange(live.name)
  }

  clearLater(doc: string): void {
    this.#unclean.add(doc)
  }

  doubt(doc: string): void {
    const clearedAt = this.#cleared.get(doc)
    if (clearedAt !== undefined && this.#ports.clock.now() < clearedAt + BEHIND_MS)
      this.#doubted.add(doc)
  }

  hear({ doc, key, note }: Parameters<Purging['hear']>[0]): void {
    const retract = key as RecordId
    const known = this.#others.of(doc).get(retract)
    const due = note && parseDue(doc, note)
    if (due === undefined) return known && this.#others.drop(doc, retract, known)
    if (known !== undefined || this.#own.of(doc).has(retract)) return
    const now = this.#ports.clock.now()
    const seenAt = Math.min(now, Math.max(now - BEHIND_MS, due.seenAt)) // by another clock
    this.#others.set(doc, retract, { ...due, seenAt })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#cancel()
    await this.#sweeping
  }

  #note({ id, place }: AcceptedRecord): void {
    const { doc } = place
    const known = this.#own.of(doc).get(id) ?? this.#others.of(doc).get(id)
    const isKnown = known?.isDone === false
    const due = isKnown ? known : { place, seenAt: this.#ports.clock.now(), isDone: false }
    this.#fresh.set(doc, (this.#fresh.get(doc) ?? new Set()).add(due))
    if (!isKnown) this.#keep(doc, id, due)
  }

  #keep(doc: string, retract: RecordId, due: Due): void {
    const { journal, log } = this.#ports
    this.#own.set(doc, retract, due)
    journal
      .putNote(doc, retract, encodeDue(due))
      .catch((error: unknown) => log({ type: 'journal-failed', doc, error: String(error) }))
  }

  /** What this retract takes away now. */
  #goingNow(due: Due, segment: Segment): readonly Target[] {
    const { live } = segment
    const { clock, limits } = this.#ports
    const bytes = live.records.recordAt(due.place.writer, due.place.clock)
    const [retract] =
      bytes === undefined
        ? []
        : verifyEvidence([{ ...due.place, record: bytes }], factsOf(segment), segment.verify)
    due.isDone = true
    if (retract?.record.kind !== 'retract') return []
    const isOver = clock.now() >= due.seenAt + limits.moderationGraceMs
    return retract.record.targets.flatMap(({ writer, clock: at }) => {
      const right = rightOver(retract, { doc: live.name, writer, clock: at }, segment)
      if (right === undefined) return []
      if (right === 'own' || isOver) return [{ writer, clock: at }]
      due.isDone = false
      return []
    })
  }

  #beginSweep(): void {
    if (this.#isSweeping) return
    this.#isSweeping = true
    this.#sweeping = this.#sweep().finally(() => (this.#isSweeping = false))
  }

  async #sweep(): Promise<void> {
    const { docs, log } = this.#ports
    const doubted = [...this.#doubted]
    this.#doubted.clear()
    // Another relay may have dropped the note of what this one has still to clear.
    const noted = new Set([...this.#own.docs(), ...this.#others.docs()])
    for (const doc of new Set([...noted, ...this.#unclean, ...doubted])) {
      if (this.#isClosed) return
      const isLeft = this.#leftBehind(doc).length > 0
      if (isLeft) this.#unclean.add(doc)
      const isDue = isLeft || [...this.#own.of(doc).values()].some((due) => this.#isDue(due))
      if (!isDue && !this.#unclean.has(doc) && !doubted.includes(doc)) continue
      try {
        const held = await docs.holdBriefly(doc)
        await this.#clean(held).finally(held.release)
      } catch (error) {
        log({ type: 'internal', error: String(error) }) // the next sweep tries again
      }
    }
  }

  #isDue({ seenAt, isDone }: Due, waitMs = 0): boolean {
    const { clock, limits } = this.#ports
    return isDone || clock.now() >= seenAt + limits.moderationGraceMs + waitMs
  }

  /** RE74: what another relay noted and has not seen to. */
  #leftBehind(doc: string): readonly (readonly [RecordId, Due])[] {
    const waitMs = OTHERS_SWEEPS * this.#ports.limits.sweepMs
    return [...this.#others.of(doc)].filter(([, due]) => this.#isDue(due, waitMs))
  }

  async #clean(held: HeldDoc): Promise<void> {
    const doc = held.live.name
    const dues = [...this.#own.of(doc), ...this.#leftBehind(doc)]
    this.#takeAway(
      held,
      dues.map(([, due]) => due),
    )
    const done = dues.filter(([, { isDone }]) => isDone)
    // Forgotten first: what is deleted while the disk is cleared makes it unclean again.
    if (this.#unclean.delete(doc) && !(await this.#scrub(held.live))) return
    for (const [retract, due] of done) await this.#forget(doc, retract, due)
  }

  async #scrub(live: HeldDoc['live']): Promise<boolean> {
    const isClean = await live.scrub().catch(() => false)
    if (!isClean) this.#unclean.add(live.name)
    return isClean
  }

  async #forget(doc: string, retract: RecordId, due: Due): Promise<void> {
    const [own, other] = [this.#own.of(doc).get(retract), this.#others.of(doc).get(retract)]
    if (due !== own && due !== other) return
    await this.#ports.journal.putNote(doc, retract, undefined)
    for (const dues of [this.#own, this.#others]) dues.drop(doc, retract, due)
    this.#noteCleared(doc)
  }

  #noteCleared(doc: string): void {
    const now = this.#ports.clock.now()
    for (const [other, at] of this.#cleared) {
      if (now < at + BEHIND_MS) break
      this.#cleared.delete(other)
    }
    this.#cleared.delete(doc) // to the end: the order is that of the times
    this.#cleared.set(doc, now)
  }
}

function isRetract({ kind }: AcceptedRecord['record']): boolean {
  return kind === 'retract'
}

/** Whether a retract may take away something of what is here, now or later. */
function mayDelete(
  retract: AcceptedRecord,
  group: HeldDoc['group'],
  isHere: (target: Target) => boolean,
): boolean {
  const { record, place } = retract
  if (record.kind !== 'retract') return false
  return record.targets.some(
    ({ writer, clock }) =>
      isHere({ writer, clock }) && accountsFor(retract, { doc: place.doc, writer, clock }, group),
  )
}

/** Each place once: two retracts may name it. */
function asRanges(targets: readonly Target[]): readonly PlaceRange[] {
  const clocks = new Map<Writer, Set<number>>()
  for (const { writer, clock } of targets)
    clocks.set(writer, (clocks.get(writer) ?? new Set()).add(clock))
  return [...clocks].flatMap(([writer, some]) =>
    rangesOf(
      writer,
      [...some].toSorted((left, right) => left - right),
    ),
  )
}
