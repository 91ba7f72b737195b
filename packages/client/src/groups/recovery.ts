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
  idle(): Promise<void>
}

/** A gap may come of two tabs or of lost frames; when a full sync has not closed it, it will not close. */
const GAPS_UNTIL_RESET = 3
/** Refused again after being signed anew: the person decides what to do with the text. */
const MAX_REFUSALS = 2
const RESYNC_AFTER_MS = 1_000
/** Not to be tried again in other words. */
const UNWANTED: ReadonlySet<NackReason> = new Set(['policy:muted', 'policy:removed'])
const PASSING: ReadonlySet<NackReason> = new Set(['need', 'unknown-device', 'policy:rate', 'policy:busy'])

export function newRecovery(ports: RecoveryPorts): Recovery {
  const gaps = new Map<string, number>()
  const forged = new Set<string>()
  const refusedCounts = new Map<string, number>()
  let turn: Promise<void> = Promise.resolve()

  function retryLater(doc: LiveDoc): void {
    ports.device.clock.after(RESYNC_AFTER_MS, () => {
      doc.following()?.resync()
      doc.sendOutbox()
    })
  }

  function isHopeless(doc: LiveDoc, { writer, clock, reason }: Refusal): boolean {
    if (PASSING.has(reason)) return false
    if (reason !== 'gap') return true
    const key = `${doc.name}#${writer}#${clock}`
    const count = (gaps.get(key) ?? 0) + 1
    gaps.set(key, count)
    return count >= GAPS_UNTIL_RESET
  }

  /** What of a refused record goes out again, signed anew; what may not is given back in words. */
  async function saveContent(record: OutboxRecord, segment: number | undefined, reason: NackReason) {
    const { device, group, waiting } = ports
    const content = contentOf(ports, record)
    if (content === undefined) return undefined
    const key = `${content.kind}/${content.messageId}`
    const refusedCount = (refusedCounts.get(key) ?? 0) + 1
    refusedCounts.set(key, refusedCount)
    const isWanted = refusedCount < MAX_REFUSALS && !UNWANTED.has(reason)
    if (isWanted) return waiting.change({ content, segment, writtenAt: device.ownClock.now(), refusedCount })
    if ('text' in content) await device.notices.keepUnsent(group, content.text)
    return undefined
  }

  async function takeBack(doc: LiveDoc, { writer, clock, reason }: Refusal): Promise<void> {
    const { device, waiting } = ports
    const place = { doc: doc.name, writer, clock }
    const refused = ownFrom(device, doc, place)
    if (refused.length === 0) return
    const again: { readonly change: StoreChange; readonly act: WaitingAct }[] = []
    for (const record of refused) {
      const saved = await saveContent(record, ports.segmentOf(doc), reason)
      if (saved !== undefined) again.push(saved)
    }
    const retracts = refused.flatMap((record) => retractTargets(record))
    await device.outbox.takeBack(place, [device.refusals.change(doc.name, writer, clock), ...again.map(({ change }) => change)])
    device.refusals.remember(doc.name, writer, clock)
    for (const { act } of again) waiting.hold(act)
    await rebuildWithout(doc, place)
    if (retracts.length > 0 && !UNWANTED.has(reason)) ports.retractAgain(retracts)
  }

  async function rebuildWithout(doc: LiveDoc, from: { readonly writer: Writer; readonly clock: number }): Promise<void> {
    await doc.rebuild(({ place }) => place.writer !== from.writer || place.clock < from.clock)
    doc.restoreOutbox()
    ports.onRebuilt(doc)
  }

  return {
    onRefusals(doc, refusals) {
      let isPassing = false
      for (const refusal of refusals) {
        const isOwn = ownFrom(ports.device, doc, refusal).length > 0
        if (isOwn && isHopeless(doc, refusal)) turn = turn.then(() => takeBack(doc, refusal)).catch(() => retryLater(doc))
        else isPassing = true
      }
      if (isPassing) retryLater(doc)
    },
    onForged(doc, place) {
      if (forged.has(doc.name)) {
        doc.following()?.stop()
        return ports.device.notices.tell('sync-stopped', ports.group)
      }
      forged.add(doc.name)
      ports.device.notices.tell('relay-misbehaved', ports.group)
      turn = turn.then(() => rebuildWithout(doc, place)).catch(() => retryLater(doc))
    },
    idle: () => turn,
  }
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
