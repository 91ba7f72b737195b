/**
 * The person's own document as this tab holds it: a group of one, without conversation.
 *
 * Wires the document to its membership, its keys and the link; what is done in it is person.ts's
 * matter.
 */
import type { HeldRecord } from '@parley/gate'
import {
  CLOSE_CODE,
  type GroupId,
  parseDocName,
  personDoc,
  personGroup,
  type Place,
  type RecordId,
  type Writer,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { type LiveDoc, openLiveDoc } from '../syncing/live-doc.ts'
import { type Membership, newMembership } from '../membership/membership.ts'
import { newRecovery, type Recovery } from '../syncing/recovery.ts'
import { newResending } from '../syncing/resending.ts'
import { takeFromTab } from '../syncing/tab-records.ts'
import { openWaiting } from '../conversation/waiting.ts'
import { noticeOf, type Notices } from '../notices.ts'
import type { Stop } from '../ports.ts'
import { NOTHING_PROVED, openProved } from '../reading/proved.ts'
import type { OutboxRecord } from '../writing/outbox.ts'

export interface PersonDoc {
  readonly group: GroupId
  readonly membership: Membership
  live(): LiveDoc
  isSynced(): boolean
  takeFromTab(records: readonly OutboxRecord[]): void
  close(): Promise<void>
}

export interface PersonDocEvents {
  /** These are in the document and taken into the membership. */
  onRecords(records: readonly HeldRecord[]): void
  /** The document holds only these now. */
  onRebuilt(records: readonly HeldRecord[]): void
  /** In step with the relay, or something it waited for may have come. */
  onMoved(): void
  /** The relay says that this device is out. */
  onShut(): void
}

const RESEND_EVERY_MS = 5_000

/** Loads what this device has of it. Nothing is sent before `live().follow()`. */
export async function openPersonDoc(device: Device, events: PersonDocEvents): Promise<PersonDoc> {
  const doc = new WiredPersonDoc(device, events)
  await doc.open()
  return doc
}

class WiredPersonDoc implements PersonDoc {
  readonly group: GroupId
  readonly membership: Membership
  readonly #device: Device
  readonly #notices: Notices
  readonly #events: PersonDocEvents
  readonly #stops: Stop[] = []
  #proved = NOTHING_PROVED
  #live: LiveDoc | undefined
  #recovery: Recovery | undefined
  readonly #forged: Place[] = []
  #mustResync = false

  constructor(device: Device, events: PersonDocEvents) {
    this.#device = device
    this.#events = events
    this.group = personGroup(device.identity.person)
    this.membership = newMembership(this.group, device.verifyNow, {
      proved: () => this.#proved,
    })
    this.#notices = ofNoGroup(device.notices)
  }

  live(): LiveDoc {
    if (this.#live === undefined) throw new Error('the person document is not open yet')
    return this.#live
  }

  isSynced(): boolean {
    return this.#live?.following()?.isSynced() ?? false
  }

  async open(): Promise<void> {
    const device = this.#device
    for (const box of device.identity.boxes) this.membership.keyring.addBox(box)
    this.#recovery = await this.#openRecovery()
    const name = personDoc(device.identity.person)
    this.#proved = await openProved({ store: device.store, clock: device.clock, doc: name })
    const resending = newResending(device.clock)
    this.#live = await openLiveDoc(device, {
      name,
      facts: {
        group: this.group,
        devicesOf: (writer: Writer) => this.membership.devicesOf(writer),
        hasAction: (id: RecordId) => this.#live?.records().hasEntry('members', id) ?? false,
      },
      events: {
        onRecords: (records) => this.#received(records),
        onAcks: (acks) => {
          resending.acknowledged(this.live())
          device.outbox.acknowledge(this.live().name, acks)
        },
        onRefusals: (refusals) => this.#recovery?.onRefusals(this.live(), refusals),
        onIncomingRefused: () => {
          this.#mustResync = true
        },
        onSynced: () => this.#synced(),
        onClosed: (code) => this.#closed(code),
        onFatal: (broke) => {
          if (broke !== 'own-document') this.#notices.tell('relay-misbehaved')
        },
        onFault: (fault) => {
          this.#notices.tell(noticeOf(fault))
          if (fault.type === 'closed') this.#recovery?.onUnkept(this.live())
        },
      },
    })
    this.#tellForged()
    this.#events.onRecords([...this.live().records().all()])
    this.live().restoreOutbox()
    this.#stops.push(
      device.clock.every(RESEND_EVERY_MS, () => {
        if (device.link.state().state !== 'connected') return
        const isWaiting = device.outbox.recordsOf(this.live().name).length > 0
        resending.consider(this.live(), isWaiting)
        this.#resync()
      }),
      device.refusals.onRebuilt((doc) => {
        if (doc === this.live().name) this.#recovery?.onRebuiltElsewhere(this.live())
      }),
    )
  }

  takeFromTab(records: readonly OutboxRecord[]): void {
    takeFromTab(this.#device, this.group, { holding: Promise.resolve(this.live()), records })
  }

  async close(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop()
    this.#proved.close()
    await this.#recovery?.close()
    await this.#live?.close()
  }

  async #openRecovery(): Promise<Recovery> {
    const { store, tabs } = this.#device
    const { group, membership } = this
    return newRecovery({
      device: { ...this.#device, identity: this.#device.identity, notices: this.#notices },
      group,
      membership,
      // No messages are written here: nothing ever waits in it.
      waiting: await openWaiting({ store, tabs, group, newOrder: () => '' }),
      segmentOf: () => undefined,
      onFull: () => undefined,
      onRebuilt: () => {
        membership.clear()
        const records = [...this.live().records().all()]
        membership.receive(records)
        this.#events.onRebuilt(records)
      },
      messagesOf: () => [],
      openSegment: () => Promise.reject(new Error('a person document has no segments')),
    })
  }

  #received(records: readonly HeldRecord[]): void {
    this.#forged.push(...this.membership.receive(records).map(({ place }) => place))
    if (this.#live === undefined) return
    this.#tellForged()
    this.#resync()
    this.#events.onRecords(records)
  }

  #tellForged(): void {
    const places = this.#forged.splice(0)
    if (places.length > 0) this.#recovery?.onForged(this.live(), places)
  }

  #resync(): void {
    if (!this.#mustResync) return
    this.#mustResync = false
    this.live().following()?.resync()
  }

  #synced(): void {
    this.live().restoreOutbox()
    this.live().sendOutbox()
    this.#events.onMoved()
  }

  /** A relay that does not know this device yet learns of it by its own record. */
  #closed(code: number): void {
    if (code === CLOSE_CODE.removed) this.#events.onShut()
    else if (code === CLOSE_CODE.fatal) this.#notices.tell('sync-stopped')
    else if (code === CLOSE_CODE.forbidden) this.live().sendAll()
  }
}

/** Whether this names the own document of this person. */
export function isPersonDoc(doc: string, { identity }: Pick<Device, 'identity'>): boolean {
  const name = parseDocName(doc)
  return name?.kind === 'person' && name.person === identity.person
}

/** No group is behind what is said of this document. */
function ofNoGroup(notices: Notices): Notices {
  return { ...notices, tell: (type) => notices.tell(type) }
}
