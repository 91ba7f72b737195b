/**
 * One document of a group as this tab holds it: loaded, kept, followed, written to, rebuilt.
 *
 * The Y.Doc in it may be thrown away and replaced; whoever uses a live doc never keeps the Y.Doc
 * itself. Everything from outside passes the gate, whether a relay or another tab sent it.
 */
import {
  cutUpdate,
  type DocFacts,
  type DocRecords,
  encodeDeletes,
  encodeUpdate,
  type GateVerdict,
  type HeldRecord,
  judgeUpdate,
  keepPrefixes,
  recordsIn,
} from '@parley/gate'
import {
  type GroupId,
  type Place,
  type RecordId,
  recordIdOf,
  type Refusal,
  type Writer,
} from '@parley/protocol'
import * as Y from 'yjs'
import type { Identity } from '../identity/identity.ts'
import type { FollowedDoc, Following, RelayLink } from '../link/relay-link.ts'
import type { DocFault, DocStore, Random, TabChannel } from '../ports.ts'
import { type Appender, newAppender, type OwnRecord } from '../writing/appender.ts'
import { anyWriter, freshWriter } from '../writing/fresh-writer.ts'
import type { Outbox, OutboxRecord } from '../writing/outbox.ts'
import { runsOf } from '../writing/runs.ts'
import { endFilling, readLeftBehind } from './filling.ts'
import { closeHeld, type HeldDoc, openKept } from './open-kept.ts'
import type { Refusals } from './refusals.ts'

export interface LiveDocPorts {
  readonly docStore: DocStore
  readonly outbox: Outbox
  readonly tabs: TabChannel
  readonly random: Random
  readonly link: RelayLink
  readonly refusals: Refusals
  readonly identity: Pick<Identity, 'device'>
  sign(message: Uint8Array): Uint8Array
}

/** What the group knows that a document's gate must be told. */
export interface GroupFacts {
  readonly group: GroupId
  devicesOf(writer: Writer): readonly Uint8Array[]
  hasAction(id: RecordId): boolean
  /** Whether a retract that is valid now takes this record away; nothing in a document of maps ever is. */
  isRetracted?(id: RecordId): boolean
}

export interface LiveDocEvents {
  /** `loaded`: they were on this device's disk; otherwise they have just come. */
  onRecords(records: readonly HeldRecord[], loaded: boolean): void
  onAcks(acks: readonly { readonly writer: Writer; readonly clock: number }[]): void
  onRefusals(refusals: readonly Refusal[]): void
  /** The gate refused part of what a relay sent, for want of something it may get. */
  onIncomingRefused(refusals: readonly Refusal[]): void
  onSynced(): void
  onClosed(code: number): void
  onFatal(broke: string): void
  onFault(fault: DocFault): void
}

export interface LiveDoc {
  readonly name: string
  records(): DocRecords
  /** The id presence travels under, never written with; another one after a rebuild. */
  presenceId(): Writer
  readonly appender: Appender
  follow(): void
  following(): Following | undefined
  /** From another tab: through the gate, into the doc; false when something before them is missing here. */
  take(records: readonly OutboxRecord[]): boolean
  /** What its gate knows. */
  readonly facts: DocFacts
  /** What the gate took by these facts a moment ago goes in. */
  admit(verdict: GateVerdict): void
  /** Own records that the disk kept and the document lost go back in, as far as they fit. */
  restoreOutbox(): void
  /** All that the outbox holds of this document, to the relay once more. */
  sendOutbox(): void
  /** All that is held of this document, to the relay: for one that has lost what it acknowledged. */
  sendAll(): void
  /** What a relay said is gone goes here too, as far as a retract that has become valid allows. */
  letGo(): void
  digest(): Uint8Array
  /** All that is held, as stock Yjs writes it. */
  whole(): Uint8Array
  /** Resolves when all that is held is on disk; rejects when it cannot be. */
  flushed(): Promise<void>
  /** A new Y.Doc under a new database name, of the records for which `isKept`; the old one is deleted. */
  rebuild(isKept: (record: HeldRecord) => boolean): Promise<void>
  /** Another tab rebuilt it: the same here, in the database that tab began, without what was refused. */
  rebuildAsTold(): Promise<void>
  /** Its database was closed under us: the same records, kept again. */
  reopen(): Promise<void>
  close(): Promise<void>
}

/** Origins of our own transactions. */
const OWN = 'parley:own'
const FROM_TAB = 'parley:tab'
const FROM_FILE = 'parley:file'

export interface LiveDocWanted {
  readonly name: string
  readonly facts: GroupFacts
  readonly events: LiveDocEvents
  /** By writer, from which clock on no relay is told for now. */
  heldBack?(): ReadonlyMap<Writer, number>
  /** Own records, before they are in the document. */
  onSigned?(records: readonly OwnRecord[]): void
}

/** Loads what this device has; never rejects: what cannot be kept is told as a fault and held in memory. */
export async function openLiveDoc(ports: LiveDocPorts, wanted: LiveDocWanted): Promise<LiveDoc> {
  const doc = new KeptLiveDoc(ports, wanted)
  await doc.open()
  return doc
}

class KeptLiveDoc implements LiveDoc {
  readonly name: string
  readonly appender: Appender
  readonly #ports: LiveDocPorts
  readonly #groupFacts: GroupFacts
  readonly #events: LiveDocEvents
  readonly #heldBack: () => ReadonlyMap<Writer, number>
  readonly facts: DocFacts
  readonly #ownWriters = new Set<Writer>()
  /** Records held that a relay said are gone, when nothing here allowed that yet; by place. */
  readonly #saidGone = new Map<string, Place>()
  #held: HeldDoc | undefined
  #following: Following | undefined
  #isClosed = false

  constructor(ports: LiveDocPorts, wanted: LiveDocWanted) {
    const { name, facts, events } = wanted
    this.name = name
    this.#heldBack = () => wanted.heldBack?.() ?? new Map()
    this.#ports = ports
    this.#groupFacts = facts
    this.#events = events
    this.facts = {
      doc: name,
      placesOf: (writer) => this.records().placesOf(writer),
      recordAt: (writer, clock) => this.records().recordAt(writer, clock),
      hasEntry: (root, key) => this.records().hasEntry(root, key),
      devicesOf: facts.devicesOf,
      hasAction: facts.hasAction,
      isOwn: (writer) => this.#ownWriters.has(writer),
      refusedFrom: (writer) => ports.refusals.from(name, writer),
      liveClocks: (writer, from, to) => this.records().liveClocks(writer, from, to),
      takesMissing: true,
      explains: () => false,
      accountsFor: () => false,
      mayDelete: (place) => this.#mayDelete(place),
    }
    this.appender = newAppender({
      doc: name,
      outbox: ports.outbox,
      tabs: ports.tabs,
      sign: ports.sign,
      placesOf: (writer) => this.records().placesOf(writer),
      onSigned: (records) => wanted.onSigned?.(records),
      apply: (update) => Y.applyUpdate(this.#mustHold().doc, update, OWN),
      newWriter: () => this.#newWriter(),
    })
  }

  async open(): Promise<void> {
    this.#held = await this.#hold(true)
    await this.#takeLeftBehind()
    // A crash between writing a refusal down and rebuilding left the refused suffix on disk.
    if ([...this.records().all()].some((record) => this.#isRefused(record)))
      await this.rebuild((record) => !this.#isRefused(record))
    else this.#listen()
  }

  records(): DocRecords {
    return this.#mustHold().records
  }

  follow(): void {
    if (!this.#isClosed) this.#following ??= this.#ports.link.follow(this.#followed())
  }

  following(): Following | undefined {
    return this.#following
  }

  take(records: readonly OutboxRecord[]): boolean {
    this.#apply(records, this.facts, FROM_TAB)
    return records.every(({ writer, clock }) => clock < this.records().placesOf(writer))
  }

  admit(verdict: GateVerdict): void {
    if (verdict.ok && verdict.update !== undefined)
      Y.applyUpdate(this.#mustHold().doc, verdict.update, FROM_FILE)
  }

  restoreOutbox(): void {
    const isMissing = (record: OutboxRecord) =>
      record.clock >= this.records().placesOf(record.writer)
    const missing = this.#ports.outbox.recordsOf(this.name).filter(isMissing)
    this.#apply(missing, { ...this.facts, isOwn: () => false }, OWN)
  }

  sendOutbox(): void {
    const records = this.#ports.outbox
      .recordsOf(this.name)
      .filter(({ writer, clock }) => clock < this.records().placesOf(writer))
    if (records.length > 0) this.#following?.send(encodeUpdate(this.name, runsOf(records)))
  }

  sendAll(): void {
    this.#following?.send(this.whole())
  }

  letGo(): void {
    const gone = [...this.#saidGone].filter(([, place]) => this.#isRetracted(place))
    if (gone.length === 0) return
    for (const [name] of gone) this.#saidGone.delete(name)
    const ranges = gone.map(([, { writer, clock }]) => ({ writer, clock, length: 1 }))
    const ascending = ranges.toSorted((left, right) => left.clock - right.clock)
    Y.applyUpdate(this.#mustHold().doc, encodeDeletes(ascending), OWN)
  }

  digest(): Uint8Array {
    return Y.encodeSnapshot(Y.snapshot(this.#mustHold().doc))
  }

  whole(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#mustHold().doc)
  }

  async rebuild(isKept: (record: HeldRecord) => boolean): Promise<void> {
    await this.#replace(isKept, () => this.#ports.refusals.beginFilling(this.name))
    this.#endFilling()
  }

  async flushed(): Promise<void> {
    await Promise.resolve() // asked while a change is being told, of which the disk hears last
    const { kept } = this.#mustHold()
    if (kept === undefined) throw new Error('nothing is kept')
    await kept.flushed()
  }

  /** What a crash in the midst of a rebuild left in the database before. */
  async #takeLeftBehind(): Promise<void> {
    const left = await readLeftBehind(this.#ports, this.name, (record) => !this.#isRefused(record))
    if (left === undefined) return
    for (const records of left.updates) Y.applyUpdate(this.#mustHold().doc, records, OWN)
    if (left.isAll) this.#endFilling()
  }

  #endFilling(): void {
    endFilling(this.#ports, this.name, () => this.flushed()).catch(() => undefined)
  }

  reopen(): Promise<void> {
    return this.#replace(() => true)
  }

  rebuildAsTold(): Promise<void> {
    return this.#replace((record) => !this.#isRefused(record))
  }

  async #replace(
    isKept: (record: HeldRecord) => boolean,
    rename: () => Promise<void> = () => Promise.resolve(),
  ): Promise<void> {
    const records = keepPrefixes(this.name, this.whole(), isKept)
    const wasFollowed = this.#following !== undefined
    this.#following?.stop()
    this.#following = undefined
    await closeHeld(this.#mustHold())
    this.appender.changeWriter()
    this.#ownWriters.clear()
    this.#saidGone.clear()
    await rename()
    const held = await this.#hold(false)
    this.#held = held
    // Outside the grammar nothing is worth keeping: relay and outbox have it.
    if (records !== undefined) Y.applyUpdate(held.doc, records, OWN)
    this.#listen()
    if (this.#isClosed) return closeHeld(held)
    if (wasFollowed) this.follow()
  }

  /** The retract may have come a moment ago and still be on its way through the reader. */
  #mayDelete(place: Place): boolean {
    if (this.#isRetracted(place)) return true
    this.#saidGone.set(`${place.writer}/${place.clock}`, place)
    return false
  }

  #isRetracted(place: Place): boolean {
    const bytes = this.records().recordAt(place.writer, place.clock)
    return (
      bytes !== undefined && (this.#groupFacts.isRetracted?.(recordIdOf(place, bytes)) ?? false)
    )
  }

  #isRefused({ place: { writer, clock } }: HeldRecord): boolean {
    return clock >= (this.#ports.refusals.from(this.name, writer) ?? Infinity)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#following?.stop()
    this.#following = undefined
    await closeHeld(this.#mustHold())
  }

  presenceId(): Writer {
    return this.#mustHold().doc.clientID
  }

  #mustHold(): HeldDoc {
    if (this.#held === undefined) throw new Error(`${this.name} is not open yet`)
    return this.#held
  }

  async #hold(isFirst: boolean): Promise<HeldDoc> {
    const presence = anyWriter(this.#ports, this.#groupFacts.group)
    const { doc, kept, fault } = await openKept(this.#ports, { name: this.name, presence }, isFirst)
    if (fault !== undefined) this.#events.onFault(fault)
    kept?.onFailure((failed) => this.#events.onFault(failed))
    return { doc, kept, records: recordsIn(doc, this.name) }
  }

  #listen(): void {
    const loaded = [...this.records().all()]
    if (loaded.length > 0) this.#events.onRecords(loaded, true)
    this.records().onRecords((records) => {
      for (const { place } of records.filter((record) => this.#isRefused(record)))
        this.#ports.refusals.lift(this.name, place.writer)
      this.#events.onRecords(records, false)
    })
  }

  #followed(): FollowedDoc {
    const { onAcks, onRefusals, onIncomingRefused, onSynced, onClosed, onFatal } = this.#events
    const { doc } = this.#mustHold()
    return {
      name: this.name,
      doc,
      // What one relay refused another one may have: whoever reads there reads it, and so does its author.
      facts: { ...this.facts, refusedFrom: () => undefined },
      heldBack: this.#heldBack,
      onAcks,
      onRefusals,
      onIncomingRefused,
      onSynced,
      onClosed: (code) => {
        // It has ended, and may be followed anew when the relay has a reason to say otherwise.
        if (code >= 4400 && code < 4500) this.#following = undefined
        onClosed(code)
      },
      onFatal,
    }
  }

  #apply(records: readonly OutboxRecord[], facts: DocFacts, origin: string): void {
    if (records.length === 0) return
    // A long outbox is larger than the gate takes at once.
    for (const part of cutUpdate(this.name, encodeUpdate(this.name, runsOf(records))) ?? []) {
      const verdict = judgeUpdate(part, facts)
      if (verdict.ok && verdict.update !== undefined)
        Y.applyUpdate(this.#mustHold().doc, verdict.update, origin)
    }
  }

  #newWriter(): Writer {
    const { doc, records } = this.#mustHold()
    const writer = freshWriter(this.#ports, {
      group: this.#groupFacts.group,
      doc: this.name,
      taken: [doc.clientID, ...records.writers()],
    })
    this.#ownWriters.add(writer)
    return writer
  }
}
