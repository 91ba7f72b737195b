/**
 * Deletion for real: what a valid retract names leaves memory, the answers and the disk.
 *
 * A person's own retract does so at once, a moderator's after a time of grace, if it is still valid then.
 * What has to go is noted on disk before the retract itself, and forgotten when the disk is clean, so a
 * relay that stops anywhere in between goes on with it. Rules RE39, RE41.
 */
import {
  type AcceptedRecord,
  encodeDeletes,
  type PlaceRange,
  rangesOf,
  verifyEvidence,
} from '@parley/gate'
import {
  ByteWriter,
  parseBytes,
  parseDocName,
  type Place,
  type RecordId,
  syncFrame,
  type Writer,
} from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import { accountsFor, factsOf, rightOver, type Segment } from './deletion-rights.ts'
import type { FanOut } from './fan-out.ts'
import type { Journal, JournalNote } from './journal/journal.ts'
import type { RelayLimits } from './limits.ts'
import type { HeldDoc, OpenDocs } from './open-docs.ts'
import type { Clock, RelayEvent } from './ports.ts'

export interface Purging {
  /** To be called before what was accepted is appended: notes what may have to go. */
  remember(held: HeldDoc, accepted: readonly AcceptedRecord[]): void
  /** To be called after it was applied: takes away what may go at once, and tells the followers. */
  purge(held: HeldDoc): void
  /** Another relay put something into the log that holds what is gone here, or took away what this one put in. */
  clearLater(doc: string): void
  /** A note that another relay put into the same log, or dropped. */
  hear(note: Omit<JournalNote, 'note'> & { readonly note: Uint8Array | undefined }): void
  close(): Promise<void>
}

interface Due {
  /** Of the retract. */
  readonly place: Place
  /** When this relay first saw it together with something that it names. */
  readonly seenAt: number
  /** Nothing is left that it might take away later. */
  isDone: boolean
  /** Another relay on the same log noted it. */
  readonly isOthers?: boolean
}

/** What another relay noted is looked after here when so many sweeps have passed and it is still there. */
const OTHERS_SWEEPS = 10

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
  const purging = new PendingPurges(ports, await ports.journal.notes())
  purging.start()
  return purging
}

class PendingPurges implements Purging {
  readonly #ports: Ports
  readonly #dues = new Map<string, Map<RecordId, Due>>()
  /** Documents whose disk still holds what is gone from memory. */
  readonly #unclean = new Set<string>()
  /** Noted, and not looked at yet. */
  readonly #fresh = new Map<string, Set<Due>>()
  #cancel: () => void = () => undefined
  #sweeping: Promise<void> = Promise.resolve()
  #isSweeping = false
  #isClosed = false

  constructor(ports: Ports, notes: readonly JournalNote[]) {
    this.#ports = ports
    for (const { doc, key, note } of notes) {
      const due = parseDue(doc, note)
      if (due === undefined) continue
      this.#duesOf(doc).set(key as RecordId, due)
      this.#unclean.add(doc) // the last process may have stopped halfway
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

  /** RE74: whoever noted it sees to it; this relay only if that one has not for a long time. */
  hear({ doc, key, note }: Parameters<Purging['hear']>[0]): void {
    const dues = this.#duesOf(doc)
    const id = key as RecordId
    const due = note && parseDue(doc, note)
    if (due === undefined) {
      if (dues.get(id)?.isOthers === true) dues.delete(id)
    } else if (!dues.has(id)) {
      dues.set(id, { ...due, isOthers: true })
    }
    if (dues.size === 0) this.#dues.delete(doc)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#cancel()
    await this.#sweeping
  }

  #duesOf(doc: string): Map<RecordId, Due> {
    const dues = this.#dues.get(doc) ?? new Map<RecordId, Due>()
    this.#dues.set(doc, dues)
    return dues
  }

  #note({ id, place }: AcceptedRecord): void {
    const { journal, clock, log } = this.#ports
    const known = this.#dues.get(place.doc)?.get(id)
    const due = known?.isDone === false ? known : { place, seenAt: clock.now(), isDone: false }
    this.#fresh.set(place.doc, (this.#fresh.get(place.doc) ?? new Set()).add(due))
    if (due === known) return
    this.#duesOf(place.doc).set(id, due)
    journal
      .putNote(place.doc, id, encodeDue(due))
      .catch((error: unknown) =>
        log({ type: 'journal-failed', doc: place.doc, error: String(error) }),
      )
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
    // Another relay may have dropped the note of what this one has still to clear.
    for (const doc of new Set([...this.#dues.keys(), ...this.#unclean])) {
      if (this.#isClosed) return
      const dues = this.#dues.get(doc)?.values() ?? []
      const due = [...dues].filter((one) => this.#isDue(one))
      if (due.some(({ isOthers }) => isOthers === true)) this.#unclean.add(doc)
      if (due.length === 0 && !this.#unclean.has(doc)) continue
      try {
        const held = await docs.holdBriefly(doc)
        await this.#clean(held).finally(held.release)
      } catch (error) {
        log({ type: 'internal', error: String(error) }) // the next sweep tries again
      }
    }
  }

  #isDue({ seenAt, isDone, isOthers }: Due): boolean {
    const { clock, limits } = this.#ports
    const wait = limits.moderationGraceMs + (isOthers === true ? OTHERS_SWEEPS * limits.sweepMs : 0)
    return isDone || clock.now() >= seenAt + wait
  }

  async #clean(held: HeldDoc): Promise<void> {
    const { live } = held
    const dues = this.#dues.get(live.name) ?? new Map<RecordId, Due>()
    this.#takeAway(held, dues.values())
    const done = [...dues].filter(([, { isDone }]) => isDone)
    // Forgotten first: what is deleted while the disk is cleared makes it unclean again.
    if (this.#unclean.delete(live.name) && !(await this.#scrub(live))) return
    for (const [id, due] of done) await this.#forget(live.name, id, due)
  }

  async #scrub(live: HeldDoc['live']): Promise<boolean> {
    const isClean = await live.scrub().catch(() => false)
    if (!isClean) this.#unclean.add(live.name)
    return isClean
  }

  async #forget(doc: string, id: RecordId, due: Due): Promise<void> {
    const dues = this.#dues.get(doc)
    if (dues?.get(id) !== due) return
    await this.#ports.journal.putNote(doc, id, undefined)
    if (dues.get(id) === due) dues.delete(id)
    if (dues.size === 0) this.#dues.delete(doc)
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

function encodeDue({ place: { writer, clock }, seenAt }: Due): Uint8Array {
  return new ByteWriter().varuint(writer).varuint(clock).varuint(seenAt).bytes()
}

function parseDue(doc: string, note: Uint8Array): Due | undefined {
  return parseBytes(note, (reader) => {
    const place = { doc, writer: reader.varuint(), clock: reader.varuint() }
    return { place, seenAt: reader.varuint(), isDone: false }
  })
}
