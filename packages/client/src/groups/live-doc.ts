/**
 * One document of a group as this tab holds it: loaded, kept, followed, written to, rebuilt.
 *
 * The Y.Doc in it may be thrown away and replaced; whoever uses a live doc never keeps the Y.Doc
 * itself. Everything from outside passes the gate, whether a relay or another tab sent it.
 */
import { type DocFacts, type DocRecords, encodeUpdate, type HeldRecord, judgeUpdate, recordsIn } from '@parley/gate'
import { type GroupId, newWriter, type RecordId, type Refusal, type Writer, writerPrefix } from '@parley/protocol'
import * as Y from 'yjs'
import type { Identity } from '../identity/identity.ts'
import type { FollowedDoc, Following, RelayLink } from '../link/relay-link.ts'
import type { DocFault, DocStore, KeptDoc, Random, TabChannel } from '../ports.ts'
import { type Appender, newAppender } from '../writing/appender.ts'
import type { Outbox, OutboxRecord } from '../writing/outbox.ts'
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
  readonly appender: Appender
  follow(): void
  following(): Following | undefined
  /** From another tab: through the gate, into the doc. */
  take(records: readonly OutboxRecord[]): void
  /** Own records that the disk kept and the document lost go back in; true when all that are held fit. */
  restoreOutbox(): boolean
  /** All that the outbox holds of this document, to the relay once more. */
  sendOutbox(): void
  digest(): Uint8Array
  /** A new Y.Doc under a new database name, of the records for which `isKept`. */
  rebuild(isKept: (record: HeldRecord) => boolean): Promise<void>
  close(): Promise<void>
}

/** Origins of our own transactions. */
const OWN = 'parley:own'
const FROM_TAB = 'parley:tab'

export async function openLiveDoc(ports: LiveDocPorts, name: string, facts: GroupFacts, events: LiveDocEvents): Promise<LiveDoc> {
  const ownWriters = new Set<Writer>()
  let held = await hold(true)
  let following: Following | undefined
  let closed = false

  async function hold(isFirst: boolean): Promise<Held> {
    const presence = newWriter(writerPrefix(facts.group, ports.identity.device.publicKey), randomSuffix(ports.random))
    const opened = await openKept(ports, { name, presence }, isFirst)
    if (opened.fault !== undefined) events.onFault(opened.fault)
    opened.kept?.onFailure(events.onFault)
    return { ...opened, records: recordsIn(opened.doc, name) }
  }

  function listen(): void {
    const loaded = [...held.records.all()]
    if (loaded.length > 0) events.onRecords(loaded, true)
    held.records.onRecords((records) => events.onRecords(records, false))
  }

  const gateFacts: DocFacts = {
    doc: name,
    placesOf: (writer) => held.records.placesOf(writer),
    recordAt: (writer, clock) => held.records.recordAt(writer, clock),
    hasEntry: (root, key) => held.records.hasEntry(root, key),
    devicesOf: facts.devicesOf,
    hasAction: facts.hasAction,
    isOwn: (writer) => ownWriters.has(writer),
    refusedFrom: (writer) => ports.refusals.from(name, writer),
    explains: () => false,
  }

  const appender = newAppender({
    doc: name,
    outbox: ports.outbox,
    tabs: ports.tabs,
    sign: ports.sign,
    placesOf: (writer) => held.records.placesOf(writer),
    apply: (update) => Y.applyUpdate(held.doc, update, OWN),
    newWriter() {
      const writer = freshWriter(ports, facts.group, { name, ...held })
      ownWriters.add(writer)
      return writer
    },
  })

  function followedDoc(): FollowedDoc {
    const { onAcks, onRefusals, onIncomingRefused, onSynced, onClosed, onFatal } = events
    return { name, doc: held.doc, facts: gateFacts, onAcks, onRefusals, onIncomingRefused, onSynced, onClosed, onFatal }
  }

  function apply(records: readonly OutboxRecord[], origin: string): void {
    if (records.length === 0) return
    const runs = records.map(({ writer, clock, bytes }) => ({ writer, clock, records: [bytes] }))
    const update = encodeUpdate(name, joined(runs))
    const verdict = judgeUpdate(update, origin === OWN ? { ...gateFacts, isOwn: () => false } : gateFacts)
    if (verdict.ok && verdict.update !== undefined) Y.applyUpdate(held.doc, verdict.update, origin)
  }

  listen()

  return {
    name,
    records: () => held.records,
    appender,
    follow() {
      if (!closed) following ??= ports.link.follow(followedDoc())
    },
    following: () => following,
    take: (records) => apply(records, FROM_TAB),
    restoreOutbox() {
      const missing = ports.outbox.recordsOf(name).filter((record) => record.clock >= held.records.placesOf(record.writer))
      apply(missing, OWN)
      return missing.every((record) => record.clock < held.records.placesOf(record.writer))
    },
    sendOutbox() {
      const records = ports.outbox.recordsOf(name).filter((record) => record.clock < held.records.placesOf(record.writer))
      if (records.length === 0) return
      following?.send(encodeUpdate(name, joined(records.map(({ writer, clock, bytes }) => ({ writer, clock, records: [bytes] })))))
    },
    digest: () => Y.encodeSnapshot(Y.snapshot(held.doc)),
    async rebuild(isKept) {
      const records = [...held.records.all()].filter(isKept)
      const wasFollowed = following !== undefined
      following?.stop()
      following = undefined
      await close(held)
      appender.changeWriter()
      ownWriters.clear()
      await ports.refusals.nextGeneration(name)
      held = await hold(false)
      listen()
      const runs = joined(records.map(({ place, bytes }) => ({ ...place, records: [bytes] })))
      if (runs.length > 0) Y.applyUpdate(held.doc, encodeUpdate(name, runs), OWN)
      if (wasFollowed && !closed) following = ports.link.follow(followedDoc())
    },
    async close() {
      closed = true
      following?.stop()
      following = undefined
      await close(held)
    },
  }
}

interface Held {
  readonly doc: Y.Doc
  readonly kept: KeptDoc | undefined
  readonly records: DocRecords
}

interface Named {
  readonly name: string
  readonly presence: Writer
}

interface OpenedDoc {
  readonly doc: Y.Doc
  readonly kept: KeptDoc | undefined
  readonly fault?: DocFault
}

interface Run {
  readonly writer: Writer
  readonly clock: number
  readonly records: readonly Uint8Array[]
}

/** What cannot be read is set aside under a new name: relay and outbox have it. */
async function openKept(ports: LiveDocPorts, named: Named, mayRetry: boolean): Promise<OpenedDoc> {
  const doc = emptyDoc(named)
  try {
    const kept = await ports.docStore.open(databaseName(ports, named.name), doc)
    return { doc, kept }
  } catch (error) {
    const fault = faultOf(error)
    if (!mayRetry) return { doc: emptyDoc(named), kept: undefined, fault }
    if (fault.type === 'unreadable') await ports.refusals.nextGeneration(named.name)
    const again = await openKept(ports, named, false)
    return { ...again, fault }
  }
}

/** Its clientID is this device's, for presence; nothing is ever written under it. */
function emptyDoc({ presence }: Named): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = presence
  return doc
}

async function close(held: Held): Promise<void> {
  held.records.close()
  await held.kept?.close()
  held.doc.destroy()
}

function databaseName(ports: LiveDocPorts, name: string): string {
  return `parley-doc/${name}/${ports.refusals.generation(name)}`
}

function faultOf(error: unknown): DocFault {
  if (typeof error === 'object' && error !== null && 'fault' in error) return error.fault as DocFault
  return { type: 'blocked', isFull: false, error: String(error) }
}

function freshWriter(ports: LiveDocPorts, group: GroupId, of: Held & { readonly name: string }): Writer {
  const prefix = writerPrefix(group, ports.identity.device.publicKey)
  const taken = new Set<Writer>([of.doc.clientID, ...of.records.writers(), ...ports.outbox.recordsOf(of.name).map(({ writer }) => writer)])
  for (;;) {
    const writer = newWriter(prefix, randomSuffix(ports.random))
    if (!taken.has(writer) && ports.refusals.from(of.name, writer) === undefined) return writer
  }
}

function randomSuffix(random: Random): number {
  const [high = 0, low = 0] = random(2)
  return high * 256 + low
}

/** Runs of one writer with consecutive clocks become one run. Expects them by writer, then clock. */
function joined(runs: readonly Run[]): readonly Run[] {
  const sorted = [...runs].sort((left, right) => left.writer - right.writer || left.clock - right.clock)
  const result: { writer: Writer; clock: number; records: Uint8Array[] }[] = []
  for (const run of sorted) {
    const last = result.at(-1)
    if (last !== undefined && last.writer === run.writer && last.clock + last.records.length === run.clock) last.records.push(...run.records)
    else result.push({ writer: run.writer, clock: run.clock, records: [...run.records] })
  }
  return result
}
