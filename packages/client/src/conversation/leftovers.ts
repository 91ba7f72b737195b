/**
 * Own records that outlived what took them back: one relay refused them, so they were signed anew, and
 * another one has them all the same. What was deleted names only the records of its day. Rule GS66.
 *
 * Found by what is held alone, so that a crash or a restart in between loses none of them.
 */
import {
  type ContentRecord,
  type MessageKey,
  messageKey,
  refKey,
  type RecordRef,
  type Timeline,
  type TimelineRecord,
} from '@parley/group'
import {
  type GroupId,
  type Hlc,
  prefixOf,
  type RecordId,
  type RetractBody,
  type Writer,
  writerPrefix,
} from '@parley/protocol'
import type { Device } from '../device.ts'

export interface Leftover {
  readonly message: RetractBody['message']
  readonly records: readonly RecordRef[]
}

export interface Leftovers {
  /** These are in the timeline now. */
  take(lines: readonly TimelineRecord[]): void
  /** The timeline begins anew. */
  forget(): void
  /** There may be some. */
  isAny(): boolean
  /** To be named by retracts now. Each is asked for a few times at most. */
  due(): readonly Leftover[]
}

export interface LeftoversPorts {
  readonly device: Pick<Device, 'identity'>
  readonly group: GroupId
  timeline(): Timeline
}

/** A relay that refuses the retract is not asked for ever. */
const MAX_TELLINGS = 3

/** One emoji of this person on one message: what this device said, and what was taken back last. */
interface Reacted {
  readonly own: ContentRecord[]
  readonly named: Set<RecordId>
  takenBackAt: Hlc
}

export function newLeftovers(ports: LeftoversPorts): Leftovers {
  return new FoundLeftovers(ports)
}

class FoundLeftovers implements Leftovers {
  readonly #ports: LeftoversPorts
  readonly #reacted = new Map<string, Reacted>()
  readonly #messages = new Set<MessageKey>()
  readonly #reactions = new Set<Reacted>()
  readonly #toldCounts = new Map<RecordId, number>()

  constructor(ports: LeftoversPorts) {
    this.#ports = ports
  }

  take(lines: readonly TimelineRecord[]): void {
    const me = this.#ports.device.identity.person
    for (const line of lines) {
      if (line.person !== me) continue
      if (line.type === 'retract') this.#suspect(messageKey(me, line.messageId))
      else this.#takeContent(line)
    }
  }

  forget(): void {
    this.#reacted.clear()
    this.#messages.clear()
    this.#reactions.clear()
  }

  isAny(): boolean {
    return this.#messages.size > 0 || this.#reactions.size > 0
  }

  due(): readonly Leftover[] {
    const found = [
      ...[...this.#messages].flatMap((key) => this.#ofMessage(key)),
      ...[...this.#reactions].flatMap((reacted) => this.#ofReaction(reacted)),
    ]
    this.#messages.clear()
    this.#reactions.clear()
    for (const { id } of found.flatMap(({ records }) => records))
      this.#toldCounts.set(id, (this.#toldCounts.get(id) ?? 0) + 1)
    return found
  }

  #takeContent(line: ContentRecord): void {
    const { content, person } = line
    if (content.kind === 'post' || content.kind === 'edit')
      this.#suspect(messageKey(person, content.messageId))
    if (content.kind !== 'react' && content.kind !== 'unreact') return
    const key = `${refKey(content)} ${content.emoji}`
    const reacted = this.#reacted.get(key) ?? { own: [], named: new Set(), takenBackAt: 0n as Hlc }
    this.#reacted.set(key, reacted)
    if (content.kind === 'react') {
      if (this.#isOfThisDevice(line)) reacted.own.push(line)
    } else {
      for (const id of content.records) reacted.named.add(id)
      if (line.hlc > reacted.takenBackAt) reacted.takenBackAt = line.hlc
    }
    if (this.#leftOf(reacted).length > 0) this.#reactions.add(reacted)
  }

  #suspect(key: MessageKey): void {
    if (this.#leftOfMessage(key).length > 0) this.#messages.add(key)
  }

  #ofMessage(key: MessageKey): readonly Leftover[] {
    const message = this.#ports.timeline().get(key)
    const records = this.#leftOfMessage(key)
    return message === undefined || records.length === 0 ? [] : [{ message, records }]
  }

  /** A retract of hlc 0 takes back no message but a reaction. */
  #ofReaction(reacted: Reacted): readonly Leftover[] {
    return this.#leftOf(reacted).flatMap((record) =>
      record.content.kind === 'react'
        ? [{ message: { messageId: record.content.messageId, hlc: 0n as Hlc }, records: [record] }]
        : [],
    )
  }

  #leftOfMessage(key: MessageKey): readonly RecordRef[] {
    const timeline = this.#ports.timeline()
    const message = timeline.get(key)
    // What a moderator took away is told as that: its author does not delete it once more.
    if (message?.deleted !== true || message.removedBy !== undefined) return []
    return timeline.recordsOf(key).filter((record) => this.#isLeft(record))
  }

  #leftOf({ own, named, takenBackAt }: Reacted): readonly ContentRecord[] {
    return own.filter(
      (record) => record.hlc < takenBackAt && !named.has(record.id) && this.#isLeft(record),
    )
  }

  /** What another device of this person wrote is that device's to name. */
  #isLeft(record: RecordRef): boolean {
    return (
      this.#isOfThisDevice(record) &&
      !this.#ports.timeline().isRetracted(record.id) &&
      (this.#toldCounts.get(record.id) ?? 0) < MAX_TELLINGS
    )
  }

  #isOfThisDevice({ writer }: { readonly writer: Writer }): boolean {
    const { device, group } = this.#ports
    return prefixOf(writer) === writerPrefix(group, device.identity.device.publicKey)
  }
}
