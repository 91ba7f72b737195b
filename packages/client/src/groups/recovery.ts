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
  parseRecord,
  type Place,
  type Refusal,
  type RetractTarget,
  type Writer,
} from '@parley/protocol'
import { unpad } from '@parley/sealing'
import type { Device } from '../device.ts'
import type { StoreChange } from '../ports.ts'
import { openBody } from '../reading/open-body.ts'
import type { OutboxRecord } from '../writing/outbox.ts'
import type { LiveDoc } from './live-doc.ts'
import type { Membership } from './membership.ts'
import type { Waiting, WaitingAct, WaitingContent } from './waiting.ts'

export interface RecoveryPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  readonly waiting: Waiting
  /** Segment number of a document; `undefined` for the group document. */
  segmentOf(doc: LiveDoc): number | undefined
  /** The document was rebuilt: read everything anew, then send what waits. */
  onRebuilt(doc: LiveDoc): void
  retractAgain(targets: readonly RetractTarget[]): void
}

export interface Recovery {
  onRefusals(doc: LiveDoc, refusals: readonly Refusal[]): void
  onForged(doc: LiveDoc, place: Place): void
  /** Another tab rebuilt this document. */
  onRebuiltElsewhere(doc: LiveDoc | undefined): void
  idle(): Promise<void>
}

/**
 * A gap may come of two tabs or of lost frames; when a full sync has not closed it, it will not close.
 * What another tab wrote is that tab's to mend, unless it is gone.
 */
const REFUSALS_UNTIL_RESET = 3
/** Refused again after being signed anew: the person decides what to do with the text. */
const MAX_REFUSALS = 2
const RESYNC_AFTER_MS = 1_000
/** Not to be tried again in other words. */
const UNWANTED: ReadonlySet<NackReason> = new Set(['policy:muted', 'policy:removed'])
const PASSING: ReadonlySet<NackReason> = new Set(['need', 'unknown-device', 'policy:rate', 'policy:busy'])

export function newRecovery(ports: RecoveryPorts): Recovery {
  return new TurnByTurnRecovery(ports)
}

class TurnByTurnRecovery implements Recovery {
  readonly #ports: RecoveryPorts
  readonly #patience = new Map<string, number>()
  readonly #forged = new Set<string>()
  readonly #refusedCounts = new Map<string, number>()
  #turn: Promise<void> = Promise.resolve()

  constructor(ports: RecoveryPorts) {
    this.#ports = ports
  }

  onRefusals(doc: LiveDoc, refusals: readonly Refusal[]): void {
    let isPassing = false
    for (const refusal of refusals) {
      const isOwn = ownFrom(this.#ports.device, doc, refusal).length > 0
      if (isOwn && this.#isHopeless(doc, refusal)) this.#inTurn(doc, () => this.#takeBack(doc, refusal))
      else isPassing = true
    }
    if (isPassing) this.#retryLater(doc)
  }

  onForged(doc: LiveDoc, place: Place): void {
    const { device, group } = this.#ports
    if (this.#forged.has(doc.name)) {
      doc.following()?.stop()
      return device.notices.tell('sync-stopped', group)
    }
    this.#forged.add(doc.name)
    device.notices.tell('relay-misbehaved', group)
    this.#inTurn(doc, () => this.#rebuildWithout(doc, place))
  }

  onRebuiltElsewhere(doc: LiveDoc | undefined): void {
    if (doc !== undefined) this.#inTurn(doc, () => this.#followRebuild(doc))
  }

  idle(): Promise<void> {
    return this.#turn
  }

  #inTurn(doc: LiveDoc, work: () => Promise<void>): void {
    this.#turn = this.#turn.then(() => doc.appender.inTurn(work)).catch(() => this.#retryLater(doc))
  }

  #retryLater(doc: LiveDoc): void {
    this.#ports.device.clock.after(RESYNC_AFTER_MS, () => {
      doc.following()?.resync()
      doc.sendOutbox()
    })
  }

  #isHopeless(doc: LiveDoc, { writer, clock, reason }: Refusal): boolean {
    if (PASSING.has(reason)) return false
    if (reason !== 'gap' && !this.#ports.device.outbox.isElsewhere(writer)) return true
    const key = `${doc.name}#${writer}#${clock}`
    const count = (this.#patience.get(key) ?? 0) + 1
    this.#patience.set(key, count)
    return count >= REFUSALS_UNTIL_RESET
  }

  async #takeBack(doc: LiveDoc, { writer, clock, reason }: Refusal): Promise<void> {
    const { device, retractAgain } = this.#ports
    const place = { doc: doc.name, writer, clock }
    const refused = ownFrom(device, doc, place)
    if (refused.length === 0) return
    await this.#takeRecordsBack(doc, refused, { reason, change: device.refusals.change(doc.name, writer, clock) })
    device.refusals.remember(doc.name, writer, clock)
    await this.#rebuildWithout(doc, place)
    const retracts = refused.flatMap(retractTargets)
    if (retracts.length > 0 && !UNWANTED.has(reason)) retractAgain(retracts)
  }

  /** What another tab took back it saved; what this one wrote after that is saved here. */
  async #followRebuild(doc: LiveDoc): Promise<void> {
    const { device } = this.#ports
    const isRefused = ({ writer, clock }: OutboxRecord) => clock >= (device.refusals.from(doc.name, writer) ?? Infinity)
    const left = device.outbox.recordsOf(doc.name).filter(isRefused)
    if (left.length > 0) await this.#takeRecordsBack(doc, left, { reason: 'bad' })
    await doc.rebuildAsTold()
    doc.restoreOutbox()
    this.#ports.onRebuilt(doc)
  }

  async #takeRecordsBack(doc: LiveDoc, records: readonly OutboxRecord[], why: { readonly reason: NackReason; readonly change?: StoreChange }): Promise<void> {
    const { device, waiting, segmentOf } = this.#ports
    const again: Saved[] = []
    for (const record of records) {
      const saved = await this.#saveContent(record, segmentOf(doc), why.reason)
      if (saved !== undefined) again.push(saved)
    }
    const changes = again.map(({ change }) => change)
    await device.outbox.takeBack(records, why.change === undefined ? changes : [why.change, ...changes])
    for (const { act } of again) waiting.hold(act)
  }

  /** What of a refused record goes out again, signed anew; what may not is given back in words. */
  async #saveContent(record: OutboxRecord, segment: number | undefined, reason: NackReason): Promise<Saved | undefined> {
    const { device, group, waiting } = this.#ports
    const content = contentOf(this.#ports, record)
    if (content === undefined) return undefined
    const key = `${content.kind}/${content.messageId}`
    const refusedCount = (this.#refusedCounts.get(key) ?? 0) + 1
    this.#refusedCounts.set(key, refusedCount)
    const isWanted = refusedCount < MAX_REFUSALS && !UNWANTED.has(reason)
    if (isWanted) return waiting.change({ content, segment: placeOf(content, segment), writtenAt: device.ownClock.now(), refusedCount })
    if ('text' in content) await device.notices.keepUnsent(group, content.text)
    return undefined
  }

  async #rebuildWithout(doc: LiveDoc, from: { readonly writer: Writer; readonly clock: number }): Promise<void> {
    await doc.rebuild(({ place }) => place.writer !== from.writer || place.clock < from.clock)
    doc.restoreOutbox()
    this.#ports.onRebuilt(doc)
  }
}

interface Saved {
  readonly change: StoreChange
  readonly act: WaitingAct
}

/** A post may go to another segment than the one it was refused in; acts stay with their message. */
function placeOf(content: WaitingContent, segment: number | undefined): number | undefined {
  return content.kind === 'post' ? undefined : segment
}

function ownFrom(device: Device, doc: LiveDoc, from: { readonly writer: Writer; readonly clock: number }): readonly OutboxRecord[] {
  return device.outbox.recordsOf(doc.name).filter(({ writer, clock }) => writer === from.writer && clock >= from.clock)
}

/** What an own envelope says, to be said again; other records are made anew by what needs them. */
function contentOf({ membership }: RecoveryPorts, { doc, writer, clock, bytes }: OutboxRecord): WaitingContent | undefined {
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
