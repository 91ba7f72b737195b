/**
 * One document in memory: the Y.Doc, the records in it, and its promise to the journal.
 *
 * What is here was accepted by the gate. A change is in memory at once and durable when `apply`
 * resolves; when that fails, memory holds what disk lacks, so the document is unusable from then on
 * and must be loaded again (RE20). The records of a change count at once; Yjs takes it in together with
 * others, when there are many or when something is asked of the document (RE49).
 */
import { createHash } from 'node:crypto'
import {
  type AcceptedRecord,
  cutUpdate,
  type DocRecords,
  type HeldRecord,
  recordsOf,
} from '@parley/gate'
import { cutDigest, parseDocName, type Place, type RecordId, recordIdOf } from '@parley/protocol'
import * as Y from 'yjs'
import type { Journal } from './journal/journal.ts'
import { contradicts, isGoneFrom, type LoadedDoc, loadDoc, outdoes } from './loading.ts'
import type { RelayEvent } from './ports.ts'
import { Quota } from './quota.ts'
import { RetractIndex } from './retract-index.ts'

export interface DocSummary {
  /** SHA-256 of the encoded snapshot. */
  readonly digest: Uint8Array
  readonly placesCount: number
}

/** What an entry of another relay brought that was not here. */
export interface News {
  readonly records: readonly HeldRecord[]
  readonly hasGone: boolean
  /** Whether the log holds something again that is gone from here. */
  readonly isBack: boolean
  /** Where the log has another record than was here: somebody wrote two at one place, to two relays. */
  readonly contradicted: readonly Place[]
  /** Whether one of those is to stand, for which the document must be loaded again. */
  readonly isOutdone: boolean
}

export interface LiveDocPorts {
  readonly journal: Journal
  log(event: RelayEvent): void
  /** Called once, when an append failed. */
  onFailure(name: string, error: unknown): void
}

/** Distinct state vectors whose answers are kept until the document changes (AT64). */
const ANSWERS_KEPT = 16
/** All of them together, so that no document of 8 MiB takes sixteen times that (AT91). */
const ANSWERS_KEPT_BYTES = 16 * 1_048_576

/** Updates that Yjs takes in at once: each time costs as much as the document has writers. */
const TAKEN_AT_ONCE = 64
/** What waits is in memory twice: no more of it than this. */
const TAKEN_AT_ONCE_BYTES = 65_536

/** Loads a document; nothing may be answered for it before this resolves. */
export async function openLiveDoc(name: string, ports: LiveDocPorts): Promise<LiveDoc> {
  const updates = await ports.journal.read(name)
  const loaded = loadDoc(name, updates, {
    isShared: ports.journal.follow !== undefined,
    complain: (error) => ports.log({ type: 'journal-repaired', doc: name, error }),
  })
  return new LiveDoc(loaded, { name, ports, entries: updates.length })
}

interface Origin {
  readonly name: string
  readonly ports: LiveDocPorts
  /** In the journal. */
  readonly entries: number
}

export class LiveDoc {
  readonly name: string
  readonly records: DocRecords
  /** The journal still had what is gone when it was read. */
  readonly wasUnclean: boolean
  /** Ask `#whole` for it, unless what waits does not matter. */
  readonly #doc: Y.Doc
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  readonly #ports: LiveDocPorts
  /** Something of the journal is not in the document, which is therefore never written in its place. */
  #lacksEntries: boolean
  readonly #answers = new Map<string, readonly Uint8Array[]>()
  readonly quota: Quota
  readonly retracts: RetractIndex
  #answersBytes = 0
  #summary: DocSummary | undefined
  #stateVector: Uint8Array | undefined
  #entries: number
  /** Of the last whole in the journal that is known, and of what came after it. */
  #wholeBytes = 0
  #addedBytes = 0
  #tail = Promise.resolve()
  #hasFailed = false
  #isDiscarded = false

  constructor({ doc, records, isWhole, isUnclean }: LoadedDoc, { name, ports, entries }: Origin) {
    this.name = name
    this.records = records
    this.wasUnclean = isUnclean && isWhole // or it can never be cleared
    this.#doc = doc
    this.#ports = ports
    this.#lacksEntries = !isWhole
    this.#entries = entries
    this.quota = new Quota(parseDocName(name)?.kind === 'segment', this.records.all())
    this.retracts = new RetractIndex(this.records.all())
    this.records.onRecords((added) => {
      this.quota.add(added)
      this.retracts.add(added)
    })
  }

  /**
   * Applies an update the gate re-encoded; resolves when it is durable. `plain`: its records, if it brings
   * nothing else.
   */
  apply(update: Uint8Array, plain?: readonly AcceptedRecord[]): Promise<void> {
    if (this.#hasFailed || this.#isDiscarded) return this.settled()
    this.#waiting.push(update)
    this.#waitingBytes += update.length
    if (plain !== undefined) this.records.expect(plain)
    const isMuch =
      this.#waiting.length >= TAKEN_AT_ONCE || this.#waitingBytes >= TAKEN_AT_ONCE_BYTES
    if (plain === undefined || isMuch) this.#whole()
    this.#forgetAnswers()
    this.#summary = undefined
    this.#entries++
    this.#addedBytes += update.length
    return this.#keep(this.#ports.journal.append(this.name, update))
  }

  /**
   * Takes in what another relay put into the log. `undefined` when it does not go together with what is
   * here; then the document must be loaded again (RE73).
   */
  takeIn(update: Uint8Array, isWhole: boolean): News | undefined {
    const told = recordsOf(this.name, update)
    const contradicted = told.filter((one) => contradicts(this.records, one))
    const isBack = told.some(({ place }) => isGoneFrom(this.records, place))
    const doc = this.#whole()
    const records: HeldRecord[] = []
    let hasGone = false
    const stopRecords = this.records.onRecords((added) => void records.push(...added))
    const stopPurged = this.records.onPurged(() => void (hasGone = true))
    const fits = appliesWhole(doc, update)
    stopRecords()
    stopPurged()
    if (!fits) return undefined
    this.#forgetAnswers()
    this.#summary = undefined
    if (isWhole) this.#wroteWhole(update)
    else {
      this.#entries++
      this.#addedBytes += update.length
    }
    // Yjs kept what was here.
    const isOutdone = contradicted.some(({ place, bytes }) => this.#isOutdone(place, bytes))
    this.#lacksEntries ||= isOutdone
    return {
      records,
      hasGone,
      isBack,
      contradicted: contradicted.map(({ place }) => place),
      isOutdone,
    }
  }

  #isOutdone(place: Place, bytes: Uint8Array): boolean {
    const held = this.records.recordAt(place.writer, place.clock)
    return held !== undefined && outdoes(place, bytes, held)
  }

  /** Rewrites the journal without what was deleted; `false` when that cannot be done without a loss. */
  async scrub(): Promise<boolean> {
    if (this.#lacksEntries || this.#isDiscarded) return false
    const whole = Y.encodeStateAsUpdate(this.#whole())
    this.#wroteWhole(whole)
    await this.#keep(this.#ports.journal.purge(this.name, whole))
    return !this.#hasFailed
  }

  /** Resolves when everything applied so far is durable; rejects once the document is discarded. */
  settled(): Promise<void> {
    return this.#isDiscarded ? Promise.reject(new Error(`${this.name} was discarded`)) : this.#tail
  }

  /** Another one takes its place: whoever holds it still can write nothing by it, and is told so. */
  discard(): void {
    this.#isDiscarded = true
  }

  /** What a holder of this (checked) state vector lacks, in updates that fit a frame. */
  differenceTo(stateVector: Uint8Array): readonly Uint8Array[] {
    const key = createHash('sha256').update(stateVector).digest('base64')
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const cut = cutUpdate(this.name, Y.encodeStateAsUpdate(this.#whole(), stateVector))
    if (cut === undefined) throw new Error(`what is stored of ${this.name} breaks the grammar`)
    const bytesCount = cut.reduce((sum, update) => sum + update.length, 0)
    const isFull = this.#answersBytes + bytesCount > ANSWERS_KEPT_BYTES
    if (isFull || this.#answers.size >= ANSWERS_KEPT) this.#forgetAnswers()
    this.#answers.set(key, cut)
    this.#answersBytes += bytesCount
    return cut
  }

  /** Not to be changed: everybody who asks before the document changes gets the same. */
  stateVector(): Uint8Array {
    this.#stateVector ??= Y.encodeStateVector(this.#whole())
    return this.#stateVector
  }

  /** How full a segment is: places and bytes, retracts not counted. */
  filled(): { readonly placesCount: number; readonly bytesCount: number } {
    const { placesCount, bytesCount } = this.quota.whole
    return {
      placesCount: this.records.placesCount() - placesCount,
      bytesCount: this.records.bytesCount() - bytesCount,
    }
  }

  /** Neither a record nor evidence for holes that are still to come. */
  isEmpty(): boolean {
    return this.records.placesCount() === 0 && !this.retracts.hasEvidence()
  }

  /** Over the ids of a writer's records below `clock`, as cuts have it; `undefined` when one is not here. */
  digestOf({ writer, clock }: Pick<Place, 'writer' | 'clock'>): Uint8Array | undefined {
    const ids: RecordId[] = []
    for (let at = 0; at < clock; at++) {
      const bytes = this.records.recordAt(writer, at)
      if (bytes === undefined) return undefined
      ids.push(recordIdOf({ doc: this.name, writer, clock: at }, bytes))
    }
    return cutDigest(ids)
  }

  summary(): DocSummary {
    this.#summary ??= {
      digest: digestOf(this.#whole()),
      placesCount: this.records.placesCount(),
    }
    return this.#summary
  }

  /** Rewrites the journal's entries as one, if there are more than `entries`. */
  tidy(entries: number): Promise<void> {
    const mayRewrite = !this.#hasFailed && !this.#lacksEntries && !this.#isDiscarded
    if (!mayRewrite || this.#entries <= entries) return this.settled()
    const whole = Y.encodeStateAsUpdate(this.#whole())
    this.#wroteWhole(whole)
    return this.#keep(this.#ports.journal.compact(this.name, whole))
  }

  /** The same while it grows: only once what came since is half as much, or a long document would be written over and over. */
  tidyGrown(entries: number): void {
    if (this.#addedBytes * 2 < this.#wholeBytes) return
    void this.tidy(entries).catch(() => undefined) // whoever waits for the document is told
  }

  close(): void {
    this.records.close()
    this.#doc.destroy()
  }

  /** The document with all that was applied. */
  #whole(): Y.Doc {
    const doc = this.#doc
    const updates = this.#waiting
    if (updates.length === 0) return doc
    this.#waiting = []
    this.#waitingBytes = 0
    Y.transact(doc, () => updates.forEach((update) => Y.applyUpdate(doc, update)))
    if (doc.store.pendingStructs !== null)
      throw new Error(`what was accepted of ${this.name} has gaps`)
    return doc
  }

  #wroteWhole({ length }: Uint8Array): void {
    this.#entries = 1
    this.#wholeBytes = length
    this.#addedBytes = 0
  }

  #forgetAnswers(): void {
    this.#answers.clear()
    this.#answersBytes = 0
    this.#stateVector = undefined
  }

  #keep(write: Promise<void>): Promise<void> {
    const tail = Promise.all([this.#tail, write]).then(() => undefined)
    this.#tail = tail
    tail.catch((error: unknown) => {
      if (this.#hasFailed) return
      this.#hasFailed = true
      this.#ports.onFailure(this.name, error)
    })
    return tail
  }
}

function appliesWhole(doc: Y.Doc, update: Uint8Array): boolean {
  try {
    Y.applyUpdate(doc, update)
  } catch {
    return false
  }
  return doc.store.pendingStructs === null && doc.store.pendingDs === null
}

function digestOf(doc: Y.Doc): Uint8Array {
  const snapshot = Y.encodeSnapshot(Y.snapshot(doc))
  return Uint8Array.from(createHash('sha256').update(snapshot).digest())
}
