/**
 * When a relay refuses own records, or a document turns out to hold a forged one.
 *
 * What may come right by itself (a gap, a missing action, a busy relay) is sent again. What was
 * refused for good is taken back: the refusal is written down, the document is rebuilt without the
 * refused suffix, and what is still wanted is signed again by a new writer under its message id.
 * Whatever cannot go out is given back to the person in words.
 */
import {
  type GroupId,
  type NackReason,
  parseContent,
  parseDocName,
  parseRecord,
  type Place,
  type RecordId,
  type Refusal,
  type RetractTarget,
  type Writer,
} from '@parley/protocol'
import { unpad } from '@parley/sealing'
import type { Device } from '../device.ts'
import type { Stop, StoreChange } from '../ports.ts'
import { openBody } from '../reading/open-body.ts'
import type { OutboxRecord } from '../writing/outbox.ts'
import type { LiveDoc } from './live-doc.ts'
import type { Membership } from '../membership/membership.ts'
import { firstBuildingOn, idsOf, revocableFrom, unacknowledgedFrom } from './taking-back.ts'
import type { Waiting, WaitingContent, WaitingRetract } from '../conversation/waiting.ts'
import { writtenIn } from '../conversation/words-back.ts'

export interface RecoveryPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  readonly waiting: Waiting
  /** Segment number of a document; `undefined` for the group document. */
  segmentOf(doc: LiveDoc): number | undefined
  /** A relay takes no more into this segment. */
  onFull(segment: number): void
  /** The document was rebuilt: read everything anew, then send what waits. */
  onRebuilt(doc: LiveDoc): void
  /** The messages that these records make up, as far as they are on this device. */
  messagesOf(targets: readonly RetractTarget[]): readonly WaitingRetract[]
  openSegment(segment: number): Promise<LiveDoc>
  /** An own leave waits for what is unsent of the segments, and for nothing else. */
  isLeaving?(): boolean
}

export interface Recovery {
  onRefusals(doc: LiveDoc, refusals: readonly Refusal[]): void
  onForged(doc: LiveDoc, places: readonly Place[]): void
  /** Its database was closed under us. */
  onUnkept(doc: LiveDoc): void
  /** Another tab rebuilt this document. */
  onRebuiltElsewhere(doc: LiveDoc | undefined): void
  idle(): Promise<void>
  /** Nothing is tried again from now on. Resolves when what is under way is done. */
  close(): Promise<void>
}

/**
 * A gap may come of two tabs or of lost frames; when a full sync has not closed it, it will not close.
 * What another tab wrote is that tab's to mend, unless it is gone.
 */
const REFUSALS_UNTIL_RESET = 3
/** Nobody is kept in a group for ever by a message that lacks something there: its text is given back. */
const REFUSALS_UNTIL_LEFT = 10
/** Refused again after being signed anew: the person decides what to do with the text. */
const MAX_REFUSALS = 2
/** Each time the next segment is tried. */
const MAX_FULL = 8
const RESYNC_AFTER_MS = 1_000
const MAX_REOPENINGS = 3
const MAX_RESYNC_AFTER_MS = 30_000
/** Not to be tried again in other words. */
const UNWANTED: ReadonlySet<NackReason> = new Set(['policy:muted', 'policy:removed'])
/** What a device does by itself: nobody asked for it, and nobody is told that it was not done. */
const COMINGS: ReadonlySet<string> = new Set(['found', 'join', 'device', 'box', 'signin'])
const PASSING: ReadonlySet<NackReason> = new Set([
  'need',
  'unknown-device',
  'policy:rate',
  'policy:busy',
])

/** For want of something that should have come before. */
const WANTING: ReadonlySet<NackReason> = new Set(['need', 'unknown-device'])

export function newRecovery(ports: RecoveryPorts): Recovery {
  return new TurnByTurnRecovery(ports)
}

class TurnByTurnRecovery implements Recovery {
  readonly #ports: RecoveryPorts
  readonly #patience = new Map<string, number>()
  readonly #forged = new Set<string>()
  /** A rebuild without what was forged is waiting for its turn. */
  readonly #mending = new Set<string>()
  readonly #refusedCounts = new Map<string, number>()
  readonly #unkeptCounts = new Map<string, number>()
  readonly #retries = new Map<string, Retry>()
  #turn: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(ports: RecoveryPorts) {
    this.#ports = ports
  }

  onRefusals(doc: LiveDoc, refusals: readonly Refusal[]): void {
    let isPassing = false
    for (const refusal of refusals) {
      const own = this.#revocable(doc, refusal)
      if (own.length > 0 && !own.some(isFounding) && this.#isHopeless(doc, refusal))
        this.#inTurn(doc, () => this.#takeBack(doc, refusal))
      else isPassing = true
      if (own.some(isFounding)) this.#ports.device.notices.tell('sync-stopped', this.#ports.group)
    }
    if (isPassing) this.#retryLater(doc)
  }

  onForged(doc: LiveDoc, places: readonly Place[]): void {
    const { device, group } = this.#ports
    if (this.#mending.has(doc.name)) return
    if (this.#forged.has(doc.name)) {
      doc.following()?.stop()
      return device.notices.tell('sync-stopped', group)
    }
    this.#forged.add(doc.name)
    this.#mending.add(doc.name)
    device.notices.tell('relay-misbehaved', group)
    this.#inTurn(doc, async () => {
      this.#mending.delete(doc.name)
      await this.#rebuildWithout(doc, places)
    })
  }

  /** Not when the device's own store is gone too: then somebody cleared this site's data. */
  onUnkept(doc: LiveDoc): void {
    const count = (this.#unkeptCounts.get(doc.name) ?? 0) + 1
    this.#unkeptCounts.set(doc.name, count)
    if (count > MAX_REOPENINGS) return
    this.#inTurn(doc, async () => {
      await this.#ports.device.store.get('identity')
      await doc.reopen()
      this.#ports.onRebuilt(doc)
    })
  }

  onRebuiltElsewhere(doc: LiveDoc | undefined): void {
    if (doc !== undefined) this.#inTurn(doc, () => this.#followRebuild(doc))
  }

  idle(): Promise<void> {
    return this.#turn
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const { cancel } of this.#retries.values()) cancel?.()
    await this.#turn
  }

  #inTurn(doc: LiveDoc, work: () => Promise<void>): void {
    if (this.#isClosed) return
    this.#turn = this.#turn.then(() => doc.appender.inTurn(work)).catch(() => this.#retryLater(doc))
  }

  /** Once for however many refusals, and ever more rarely while they keep coming: a busy relay is not helped by haste. */
  #retryLater(doc: LiveDoc): void {
    const { clock } = this.#ports.device
    const last = this.#retries.get(doc.name)
    if (this.#isClosed || last?.cancel !== undefined) return
    const isNew = last === undefined || clock.now() - last.dueAt > 2 * last.waitMs
    const waitMs = isNew ? RESYNC_AFTER_MS : Math.min(2 * last.waitMs, MAX_RESYNC_AFTER_MS)
    const cancel = clock.after(waitMs, () => {
      this.#retries.set(doc.name, { waitMs, dueAt: clock.now(), cancel: undefined })
      doc.following()?.resync()
      doc.sendOutbox()
    })
    this.#retries.set(doc.name, { waitMs, dueAt: clock.now() + waitMs, cancel })
  }

  #revocable(doc: LiveDoc, { writer, clock, reason }: Refusal): readonly OutboxRecord[] {
    const isActs = this.#ports.segmentOf(doc) === undefined
    return revocableFrom(this.#ports.device, doc, { writer, clock, reason, isActs })
  }

  #isHopeless(doc: LiveDoc, { writer, clock, reason }: Refusal): boolean {
    const isHeldUp = WANTING.has(reason) && this.#ports.segmentOf(doc) !== undefined
    if (isHeldUp && this.#ports.isLeaving?.() === true)
      return this.#isOften(doc, { writer, clock }, REFUSALS_UNTIL_LEFT)
    if (PASSING.has(reason)) return false
    if (reason !== 'gap' && !this.#ports.device.outbox.isElsewhere(writer)) return true
    return this.#isOften(doc, { writer, clock }, REFUSALS_UNTIL_RESET)
  }

  #isOften(doc: LiveDoc, { writer, clock }: Omit<Place, 'doc'>, enough: number): boolean {
    const key = `${doc.name}#${writer}#${clock}`
    const count = (this.#patience.get(key) ?? 0) + 1
    this.#patience.set(key, count)
    return count >= enough
  }

  async #takeBack(doc: LiveDoc, refusal: Refusal): Promise<void> {
    const { reason } = refusal
    const { device } = this.#ports
    const refused = this.#revocable(doc, refusal)
    const [first] = refused
    if (first === undefined) return
    const { writer, clock } = first
    const segment = this.#ports.segmentOf(doc)
    if (reason === 'policy:full' && segment !== undefined) this.#ports.onFull(segment)
    if (reason === 'policy:time') device.ownClock.fallBack()
    await this.#takeRecordsBack(doc, refused, {
      reason,
      change: device.refusals.change(doc.name, writer, clock),
    })
    device.refusals.remember(doc.name, writer, clock)
    await this.#rebuildWithout(doc, [first])
    if (refused.some(isAct)) device.notices.tell('not-done', this.#ports.group)
    if (segment === undefined) await this.#takeBackDependents(doc, refused)
  }

  /** What was written on the strength of an admission or act that is gone waits for the next one. */
  async #takeBackDependents(groupDoc: LiveDoc, gone: readonly OutboxRecord[]): Promise<void> {
    const { device, group, openSegment } = this.#ports
    const ids = idsOf(gone)
    await this.#takeBackBuildingOn(groupDoc, ids)
    for (const name of device.outbox.docs()) {
      const parsed = parseDocName(name)
      if (parsed?.kind !== 'segment' || parsed.group !== group) continue
      if (firstBuildingOn(device.outbox.recordsOf(name), ids).length > 0)
        await this.#takeBackBuildingOn(await openSegment(parsed.segment), ids)
    }
  }

  async #takeBackBuildingOn(doc: LiveDoc, ids: ReadonlySet<RecordId>): Promise<void> {
    const { device } = this.#ports
    const first = firstBuildingOn(device.outbox.recordsOf(doc.name), ids)
    if (first.length === 0) return
    for (const { writer, clock } of first) {
      const change = device.refusals.change(doc.name, writer, clock)
      const records = unacknowledgedFrom(device, doc, { writer, clock })
      await this.#takeRecordsBack(doc, records, { reason: 'need', change })
      device.refusals.remember(doc.name, writer, clock)
    }
    await this.#rebuildWithout(doc, first)
  }

  /** What another tab took back it saved; what this one wrote after that is saved here. */
  async #followRebuild(doc: LiveDoc): Promise<void> {
    const { device } = this.#ports
    const isRefused = ({ writer, clock }: OutboxRecord) =>
      clock >= (device.refusals.from(doc.name, writer) ?? Infinity)
    const left = device.outbox.recordsOf(doc.name).filter(isRefused)
    if (left.length > 0) await this.#takeRecordsBack(doc, left, { reason: 'bad' })
    await doc.rebuildAsTold()
    doc.restoreOutbox()
    this.#ports.onRebuilt(doc)
  }

  async #takeRecordsBack(
    doc: LiveDoc,
    records: readonly OutboxRecord[],
    why: { readonly reason: NackReason; readonly change?: StoreChange },
  ): Promise<void> {
    const { device, segmentOf } = this.#ports
    const saved = records.flatMap((record) => this.#save(record, segmentOf(doc), why.reason))
    const changes = saved.flatMap((one) => one.changes)
    await device.outbox.takeBack(
      records,
      why.change === undefined ? changes : [why.change, ...changes],
    )
    for (const { whenKept } of saved) whenKept()
  }

  #save(record: OutboxRecord, segment: number | undefined, reason: NackReason): readonly Saved[] {
    const retracted = retractTargets(record)
    if (retracted.length === 0) return this.#saveContent(record, segment, reason) ?? []
    return UNWANTED.has(reason)
      ? []
      : this.#ports.messagesOf(retracted).map((one) => this.#wait(one, 1))
  }

  /** Kept on disk in the write that takes its record out; the order is that of the records. */
  #wait(content: WaitingContent, refusedCount: number, segment?: number): Saved {
    const { device, waiting } = this.#ports
    const writtenAt = device.ownClock.now()
    const { act, change } = waiting.change({ content, segment, writtenAt, refusedCount })
    return { changes: [change], whenKept: () => waiting.hold(act) }
  }

  /** What of a refused record goes out again, signed anew; what may not is given back in words. */
  #saveContent(
    record: OutboxRecord,
    segment: number | undefined,
    reason: NackReason,
  ): readonly Saved[] {
    const { device, group } = this.#ports
    const content = contentOf(this.#ports, record)
    if (content === undefined) return []
    const key = `${content.kind}/${content.messageId}`
    const refusedCount = (this.#refusedCounts.get(key) ?? 0) + 1
    const counted = { changes: [], whenKept: () => void this.#refusedCounts.set(key, refusedCount) }
    const isWanted =
      refusedCount < (reason === 'policy:full' ? MAX_FULL : MAX_REFUSALS) && !UNWANTED.has(reason)
    if (isWanted) return [counted, this.#wait(content, refusedCount, placeOf(content, segment))]
    const words = writtenIn(device, group, content)
    if (words === undefined) return [counted]
    const unsent = device.notices.unsent(group, words)
    return [counted, { changes: unsent.changes, whenKept: unsent.show }]
  }

  /** Without these places and all that follows them of the same writers. */
  async #rebuildWithout(doc: LiveDoc, places: readonly Omit<Place, 'doc'>[]): Promise<void> {
    const ends = new Map<Writer, number>()
    for (const { writer, clock } of places)
      ends.set(writer, Math.min(clock, ends.get(writer) ?? Infinity))
    await doc.rebuild(({ place }) => place.clock < (ends.get(place.writer) ?? Infinity))
    doc.restoreOutbox()
    this.#ports.onRebuilt(doc)
  }
}

/** What becomes of a record that is taken back; nothing of it counts before it is on disk. */
interface Saved {
  readonly changes: readonly StoreChange[]
  whenKept(): void
}

interface Retry {
  readonly waitMs: number
  readonly dueAt: number
  /** `undefined` once it is done. */
  readonly cancel: Stop | undefined
}

/** The group's id commits to it: it can be sent again, never signed anew. */
function isFounding({ bytes }: OutboxRecord): boolean {
  const record = parseRecord(bytes)
  return record?.kind === 'action' && record.action.type === 'found'
}

/** Something this person did to the group, and not a coming in, which is tried again by itself. */
function isAct({ bytes }: OutboxRecord): boolean {
  const record = parseRecord(bytes)
  return record?.kind === 'action' && !COMINGS.has(record.action.type)
}

/** A post may go to another segment than the one it was refused in; acts stay with their message. */
function placeOf(content: WaitingContent, segment: number | undefined): number | undefined {
  return content.kind === 'post' ? undefined : segment
}

/** What an own envelope says, to be said again; other records are made anew by what needs them. */
function contentOf(
  { membership }: RecoveryPorts,
  { doc, writer, clock, bytes }: OutboxRecord,
): WaitingContent | undefined {
  const record = parseRecord(bytes)
  if (record?.kind !== 'envelope') return undefined
  const padded = openBody({ ...record, place: { doc, writer, clock } }, membership.keyring)
  const plain = padded && unpad(padded)
  const content = plain && parseContent(plain)
  return content === undefined || content.kind === 'unknown' ? undefined : content
}

function retractTargets({ bytes }: OutboxRecord): readonly RetractTarget[] {
  const record = parseRecord(bytes)
  return record?.kind === 'retract' ? record.targets : []
}
