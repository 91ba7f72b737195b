/**
 * One group on this device: wires its documents, its membership and its conversation together.
 *
 * Decides nothing itself; says only which part hears of what. Nothing here waits for a relay.
 */
import type { HeldRecord } from '@parley/gate'
import {
  type GroupId,
  type Invitation,
  parseDocName,
  type PersonId,
  type PlaceSet,
  type SealedMark,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import type { Stop } from '../ports.ts'
import { newReader, type Reader } from '../reading/reader.ts'
import type { OutboxRecord } from '../writing/outbox.ts'
import { type Arrivals, newArrivals } from '../syncing/arrivals.ts'
import { type Belonging, newBelonging } from '../joining/belonging.ts'
import { type Founding, linkKeys } from '../joining/entry.ts'
import type { GroupEntry } from '../joining/group-entry.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'
import type { Membership } from '../membership/membership.ts'
import { closeParts, mustBeOpen, openParts, type Parts } from './parts.ts'
import { newLacking } from '../syncing/lacking.ts'
import { newResending, type Resending } from '../syncing/resending.ts'
import { newDocEvents } from '../syncing/doc-events.ts'
import { countOf } from '../syncing/segments.ts'
import { type Farewell, newFarewell } from './farewell.ts'
import { membershipOf, newOpening, type Opening } from './opening.ts'
import { readAnew } from './reading-anew.ts'
import { newShutOut, type ShutOut } from './shut-out.ts'
import { newStatus, type Status } from './status.ts'
import { newEarlyMarks } from '../conversation/early-marks.ts'
import { takeInGroup } from '../syncing/tab-records.ts'
import { newWindow, type Window } from '../conversation/window.ts'

export interface SessionPorts {
  readonly device: Device
  readonly group: GroupId
  readonly entry: GroupEntry
  /** The name this person goes by. */
  myName(): string
  /** Anything that a view of this group may show has changed. */
  onChange(): void
}

const RESEND_EVERY_MS = 5_000
/** How long a removal waits for what its target wrote; what comes later lies outside its cut. */
const CUT_WAIT_MS = 2_000

export class Session {
  readonly id: GroupId
  readonly membership: Membership
  readonly belonging: Belonging
  readonly status: Status
  readonly lacking = newLacking()
  readonly window: Window
  readonly #ports: SessionPorts
  readonly #device: Device
  readonly #reader: Reader
  readonly #opening: Opening
  readonly #stops: Stop[] = []
  readonly #earlyMarks = newEarlyMarks()
  readonly #arrivals: Arrivals
  readonly #resending: Resending
  readonly #farewell: Farewell
  readonly #shutOut: ShutOut
  #parts: Parts | undefined
  #groupDoc: LiveDoc | undefined

  constructor(ports: SessionPorts) {
    this.#ports = ports
    this.#device = ports.device
    this.id = ports.group
    this.#arrivals = newArrivals(
      this.#device.clock,
      () => this.#device.link.state().state === 'connected',
    )
    this.#resending = newResending(this.#device.clock)
    this.window = newWindow({
      ...ports,
      arrivals: this.#arrivals,
      segments: () => this.parts.segments,
      isHeld: (segment) => this.parts.firstSyncs.has(segment),
      isEmpty: () => this.parts.history.timeline().messages().length === 0,
      whenRead: () => this.#reader.idle(),
      onMoved: () => this.refresh(),
    })
    const opening = () => this.#opening
    this.membership = membershipOf(ports, opening, () => this.renamed())
    this.belonging = newBelonging({
      ...ports,
      membership: this.membership,
      doc: () => this.groupDoc,
      isReady: () => this.parts.speaking.isReady(),
      refuse: (refusals) => this.parts.recovery.onRefusals(this.groupDoc, refusals),
    })
    this.#farewell = newFarewell({ ...ports, onFree: () => this.#groupDoc?.sendOutbox() })
    this.#shutOut = newShutOut({
      ...ports,
      membership: this.membership,
      belonging: this.belonging,
      doc: () => this.#groupDoc,
      onClosed: (segment) => {
        if (segment === undefined) this.parts.presence.refresh()
        this.refresh()
      },
    })
    this.status = newStatus({
      ...ports,
      membership: this.membership,
      belonging: this.belonging,
      isUninvited: () => this.#shutOut.isUninvited(),
      lastPostAt: () => this.parts.history.lastOwnPostAt(),
      isInThread: (messageId) => this.parts.history.isInThread(messageId),
    })
    this.#opening = this.#newOpening()
    this.#reader = this.#newReader()
  }

  /** Opened together; nothing of a session is used before. */
  get parts(): Parts {
    return mustBeOpen(this.#parts)
  }

  get groupDoc(): LiveDoc {
    return mustBeOpen(this.#groupDoc)
  }

  /** From this device's disk; the relay is followed from here on. */
  async open(founding?: Founding): Promise<void> {
    const { device } = this.#ports
    for (const box of device.identity.boxes) this.membership.keyring.addBox(box)
    const invitation = this.belonging.invitation()
    if (invitation !== undefined) this.membership.followLink(linkKeys(this.id, invitation.secret))
    this.#parts = await this.#openParts()
    this.#earlyMarks.handOver(this.#parts.marks)
    this.#groupDoc = await this.#opening.openGroup((records) => this.#groupMoved(records))
    this.groupDoc.restoreOutbox()
    if (founding !== undefined) {
      if (founding.epoch !== undefined) this.membership.keyring.hold(founding.epoch)
      const changes = [this.belonging.change(), ...(founding.changes ?? [])]
      await this.groupDoc.appender.append(founding.drafts, changes)
    }
    this.belonging.proveLink()
    this.groupDoc.follow()
    await this.window.openNewest()
    this.#groupMoved([])
    this.#stops.push(
      device.clock.every(RESEND_EVERY_MS, () => this.#resend()),
      device.outbox.onChange((doc) => this.#outboxChanged(doc)),
      device.link.onState(() => this.window.lineMoved()),
      device.refusals.onRebuilt((doc) =>
        this.parts.recovery.onRebuiltElsewhere(this.docs().find(({ name }) => name === doc)),
      ),
    )
  }

  nameOf(person: PersonId): string {
    const isMe = person === this.#device.identity.person
    return this.membership.shownNameOf(person, isMe ? this.#ports.myName() : undefined)
  }

  docs(): readonly LiveDoc[] {
    const segments = this.#parts?.segments.opened().values() ?? []
    return [...(this.#groupDoc ? [this.#groupDoc] : []), ...segments]
  }

  /** Another tab wrote these. */
  receiveFromTab(doc: string, records: readonly OutboxRecord[]): void {
    const held = { group: this.id, groupDoc: this.groupDoc, segments: this.parts.segments }
    takeInGroup(this.#device, held, { doc, records })
  }

  receiveMark(mark: SealedMark): void {
    ;(this.#parts?.marks ?? this.#earlyMarks).receive(mark)
  }

  /** Another tab of this person showed these. */
  readInTab(places: PlaceSet): void {
    if (this.parts.marks.addRead(places)) this.refresh()
  }

  /** This person has a box more: what was granted to it opens now. */
  boxesChanged(): void {
    for (const box of this.#device.identity.boxes) this.membership.keyring.addBox(box)
    this.renamed()
  }

  /** Somebody goes by another name now. */
  renamed(): void {
    this.membership.reconsider()
    this.#groupMoved([])
  }

  /** What was just written, or has just come, is in the conversation. */
  caughtUp(): Promise<void> {
    return this.#reader.caughtUp()
  }

  /** Also one that did not open. */
  async close(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop()
    this.#shutOut.stop()
    this.#opening.close()
    this.belonging.close()
    if (this.#parts !== undefined) await closeParts(this.#parts)
    await this.#groupDoc?.close()
  }

  /** This person opened another link of the same group. Rejects with StorageFailed. */
  async takeLink(invitation: Invitation): Promise<void> {
    await this.belonging.takeLink(invitation)
    this.followAgain()
    this.#groupMoved([])
  }

  /** What a relay shut for good it may open to who comes again. */
  followAgain(): void {
    this.belonging.reopen()
    for (const doc of this.docs()) doc.follow()
  }

  #newOpening(): Opening {
    const eventsOf = newDocEvents({
      ...this.#ports,
      docAt: (segment) =>
        segment === undefined ? this.#groupDoc : this.#parts?.segments.opened().get(segment),
      recovery: () => this.parts.recovery,
      onAcknowledged: (doc) => {
        this.#resending.acknowledged(doc)
        if (doc === this.#groupDoc) this.#shutOut.taken()
      },
      onLacking: (doc) => this.lacking.add(doc),
      onSynced: (doc) => this.#synced(doc),
      onClosed: (code, segment) => this.#shutOut.closed(code, segment),
    })
    return newOpening({
      ...this.#ports,
      membership: this.membership,
      eventsOf,
      groupDoc: () => this.#groupDoc,
      isRetracted: (id) => this.#parts?.history.timeline().isRetracted(id) ?? false,
      heldBack: () => this.#farewell.heldBack(),
    })
  }

  #newReader(): Reader {
    return newReader({
      keyring: this.membership.keyring,
      verify: this.#device.verify,
      devicesOf: (writer) => this.membership.devicesOf(writer),
      provedIn: (segment) => this.#opening.provedIn(segment),
      leisure: this.#device.leisure.next,
      onRead: (records, loaded) => {
        this.parts.judging.take(records, loaded)
        this.#ports.onChange()
      },
      onForged: (segment, places) => {
        const doc = this.parts.segments.opened().get(segment)
        if (doc !== undefined) this.parts.recovery.onForged(doc, places)
      },
    })
  }

  #openParts(): Promise<Parts> {
    const { device, group } = this.#ports
    return openParts({
      device,
      group,
      membership: this.membership,
      nameOf: (person) => this.nameOf(person),
      window: this.window,
      ownInvitation: () => this.belonging.invitation(),
      groupDoc: () => this.#groupDoc,
      whenSynced: (doc) => this.#arrivals.whenSynced(doc, CUT_WAIT_MS),
      openSegment: (segment) => this.#openSegment(segment),
      whenRead: () => this.#reader.idle(),
      onShown: () => this.refresh(),
      caughtUp: () => this.#reader.caughtUp(),
      onRebuilt: (doc) => this.#rebuilt(doc),
      mayGoOut: (content) => this.status.mayGoOut(content),
      isLeaving: () => this.#farewell.isNext(),
    })
  }

  async #openSegment(segment: number): Promise<LiveDoc> {
    const doc = await this.#opening.openSegment(segment, (records, loaded) =>
      this.#segmentMoved(segment, records, loaded),
    )
    doc.restoreOutbox()
    this.parts.segments.count(segment, countOf(doc.records()))
    return doc
  }

  #groupMoved(records: readonly HeldRecord[]): void {
    const forged = this.membership.receive(records)
    if (this.#groupDoc === undefined) return
    const places = forged.map(({ place }) => place)
    if (places.length > 0) this.parts.recovery.onForged(this.groupDoc, places)
    this.parts.judging.rejudge()
    this.parts.presence.refresh()
    this.parts.marks.retry()
    this.#lookAtKeys()
    this.#reader.reconsider()
    this.lacking.askAgain()
    this.#farewell.look()
    void this.#comeForward()
    this.refresh()
  }

  /** Enter, send what waited, say the name: whatever has become possible. */
  async #comeForward(): Promise<void> {
    try {
      await this.belonging.enter()
      await this.belonging.sayName()
      await this.parts.speaking.flush()
      await this.parts.speaking.takeBackLeft()
    } catch {
      this.#device.notices.tell('storage-failing', this.id)
    }
    this.refresh()
  }

  #segmentMoved(segment: number, records: readonly HeldRecord[], loaded: boolean): void {
    const doc = this.parts.segments.opened().get(segment)
    this.parts.segments.count(segment, doc === undefined ? records.length : countOf(doc.records()))
    this.#reader.read(segment, records, loaded)
    void this.#reader.caughtUp().then(() => {
      this.window.want(this.#parts?.history.segmentsWanted() ?? [])
      if (this.membership.waitsForKey()) this.#lookAtKeys()
      if (this.#parts?.leftovers.isAny() === true) void this.#comeForward()
    })
    if (!loaded) this.parts.marks.announce()
  }

  /** Which may end the wait for a key that nobody ever announced (KY6). */
  #lookAtKeys(): void {
    const waited = this.membership.waitsForKey()
    this.#parts?.keys.look()
    if (waited && !this.membership.waitsForKey()) this.refresh()
  }

  #synced(doc: LiveDoc): void {
    this.#arrivals.synced(doc)
    doc.restoreOutbox()
    doc.sendOutbox()
    if (doc !== this.#groupDoc) {
      // Of what was refused more is to come.
      if (!this.lacking.has(doc)) this.parts.firstSyncs.done(doc)
      return this.parts.marks.announce()
    }
    this.parts.presence.announce()
    this.#lookAtKeys()
    void this.#comeForward()
  }

  #resend(): void {
    this.#farewell.look()
    if (this.parts.waiting.list().length > 0 || this.belonging.entry().state === 'joining')
      void this.#comeForward()
    if (this.#device.link.state().state !== 'connected') return
    this.#shutOut.look()
    for (const doc of this.docs())
      this.#resending.consider(doc, this.#device.outbox.recordsOf(doc.name).length > 0)
    this.lacking.askAgain()
  }

  #outboxChanged(doc: string): void {
    if (parseDocName(doc)?.group !== this.id) return
    this.belonging.forgetLinkWhenIn()
    if (doc === this.#groupDoc?.name) this.parts.presence.refresh()
    this.#farewell.look()
    this.refresh()
  }

  #rebuilt(doc: LiveDoc): void {
    if (doc === this.#groupDoc) {
      this.membership.clear()
      this.#groupMoved([...doc.records().all()])
      this.belonging.comeAgain()
    }
    this.readAnew()
    void this.#comeForward()
  }

  /** Other documents are open than before. */
  readAnew(): void {
    readAnew(this.parts, this.#reader)
    this.refresh()
  }

  /** Views of this group look again. */
  refresh(): void {
    this.parts.history.refresh()
    this.#ports.onChange()
  }
}
