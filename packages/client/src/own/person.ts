/**
 * What this device does in the person's own document: comes in, opens boxes, writes notes, takes a
 * device out. Each step is taken when it has become possible; none waits for a relay, but a key is
 * made anew only where none can be there yet. Rules OW3 to OW5, OW8 to OW13, OW27.
 */
import { headsFor } from '@parley/group'
import { type DeviceKey, encodeNote, hlcMs, RECORD_TYPE } from '@parley/protocol'
import type { KeyPair } from '@parley/signing'
import type { Device } from '../device.ts'
import { draftsWithCut } from '../membership/cuts.ts'
import { rootOf } from '../identity/identity.ts'
import type { OwnIdentity } from '../identity/own-identity.ts'
import { type Keys, newKeys } from '../keys/keys.ts'
import { draftSealed } from '../writing/drafts.ts'
import type { OutboxRecord } from '../writing/outbox.ts'
import { deviceCut } from './device-cut.ts'
import { newNoteReader, type NoteReader } from './note-reader.ts'
import type { Notes } from './notes.ts'
import {
  type ActBasis,
  draftBox,
  draftOwnDevice,
  hasWritten,
  headerOf,
  ownKey,
  rootSignsUndevice,
} from './own-acts.ts'
import { newOwnBoxes, type OwnBoxes } from './own-boxes.ts'
import { openPersonDoc, type PersonDoc } from './person-doc.ts'

export interface PersonPorts {
  readonly device: Device
  readonly ownIdentity: OwnIdentity
  readonly notes: Notes
  /** Devices, boxes or what is known of the person may have changed. */
  onChange(): void
}

export interface RemovedDevice {
  readonly key: DeviceKey
  /** This very device did it. */
  readonly isByThis: boolean
}

export interface Person {
  readonly doc: PersonDoc
  /** Live devices with when they came, epoch milliseconds. */
  devices(): ReadonlyMap<DeviceKey, number>
  removed(): readonly RemovedDevice[]
  /** This device is not among the live ones any more. */
  isOut(): boolean
  /** A relay has answered about the document since it was opened here. */
  isSynced(): boolean
  /** Takes the next steps, as far as they go now. */
  look(): void
  /** Rejects with StorageFailed. */
  remove(key: DeviceKey, root: KeyPair | undefined): Promise<void>
  takeFromTab(records: readonly OutboxRecord[]): void
  close(): Promise<void>
}

export async function openPerson(ports: PersonPorts): Promise<Person> {
  const person = new StepwisePerson(ports)
  await person.open()
  return person
}

/** A relay that refuses all that is written here is not asked for ever: the next start tries anew. */
const MAX_REBUILDS = 3

/** Made when the document is open. */
interface Opened {
  readonly doc: PersonDoc
  readonly keys: Keys
  readonly reader: NoteReader
  readonly boxes: OwnBoxes
}

class StepwisePerson implements Person {
  readonly #ports: PersonPorts
  #opened: Opened | undefined
  #turn: Promise<void> = Promise.resolve()
  #isLooking = false
  #isShut = false
  #hasSynced = false
  #rebuildsCount = 0
  #isClosed = false

  constructor(ports: PersonPorts) {
    this.#ports = ports
  }

  get doc(): PersonDoc {
    return this.#parts().doc
  }

  async open(): Promise<void> {
    const { device, ownIdentity, notes } = this.#ports
    const early: (() => void)[] = []
    const whenOpen = (work: () => void) => (this.#opened === undefined ? early.push(work) : work())
    const doc = await openPersonDoc(device, {
      onRecords: (records) =>
        whenOpen(() => {
          this.#parts().reader.add(records)
          this.look()
        }),
      onRebuilt: (records) =>
        whenOpen(() => {
          const { reader } = this.#parts()
          reader.forget()
          reader.add(records)
          this.#rebuildsCount++
          notes
            .relearn(reader.read())
            .catch(() => undefined)
            .finally(() => this.look())
        }),
      onMoved: () =>
        whenOpen(() => {
          this.#hasSynced = true
          this.look()
        }),
      onShut: () => {
        this.#isShut = true
        this.#ports.onChange()
      },
    })
    const { group, membership } = doc
    const reader = newNoteReader(membership, device.verifyNow)
    this.#opened = {
      doc,
      reader,
      keys: newKeys({ device, group, membership, doc: () => doc.live() }),
      boxes: newOwnBoxes({
        device,
        ownIdentity,
        doc,
        devices: () => this.devices().keys(),
        onBox: () => notes.learn(reader.read()),
      }),
    }
    for (const work of early) work()
    this.look()
  }

  devices(): ReadonlyMap<DeviceKey, number> {
    const roster = this.#roster()
    const came = new Map<DeviceKey, number>()
    for (const { action, device, hlc } of roster.log) {
      if (action.type !== 'device' || !this.#isOwn(device) || !roster.deviceIsLive(device)) continue
      came.set(device, Math.min(hlcMs(hlc), came.get(device) ?? Infinity))
    }
    return came
  }

  removed(): readonly RemovedDevice[] {
    const roster = this.#roster()
    const own = ownKey(this.#ports.device)
    return roster.log.flatMap(({ action, device, verdict }) =>
      action.type === 'undevice' && verdict === 'valid' && !roster.deviceIsLive(action.device)
        ? [{ key: action.device, isByThis: device === own }]
        : [],
    )
  }

  isOut(): boolean {
    const own = ownKey(this.#ports.device)
    return this.#isShut || (this.#isOwn(own) && !this.#roster().deviceIsLive(own))
  }

  isSynced(): boolean {
    return this.#hasSynced
  }

  /** Once more when it is asked for meanwhile. */
  look(): void {
    this.#ports.onChange()
    if (this.#isLooking || this.#isClosed) return
    this.#isLooking = true
    void this.#inTurn(async () => {
      this.#isLooking = false
      if (!this.#isClosed) await this.#step()
    }).catch(() => this.#ports.device.notices.tell('storage-failing'))
  }

  remove(key: DeviceKey, root: KeyPair | undefined): Promise<void> {
    return this.#inTurn(() => this.#remove(key, root))
  }

  takeFromTab(records: readonly OutboxRecord[]): void {
    this.doc.takeFromTab(records)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#opened?.keys.close()
    await this.#turn
    await this.#opened?.doc.close()
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }

  async #step(): Promise<void> {
    if (!this.#isWanted() || this.#rebuildsCount > MAX_REBUILDS) return
    const { doc, keys, reader, boxes } = this.#parts()
    doc.live().follow()
    if (this.isOut()) return
    await this.#enter()
    await this.#ports.notes.learn(reader.read())
    await boxes.learn()
    if (!this.#mayPrepare() || !(await keys.prepare())) return
    await boxes.announce()
    await this.#writeNotes()
    keys.look()
  }

  /** A visitor who never says anything leaves nothing on a relay. */
  #isWanted(): boolean {
    const hasSaid = this.doc.live().records().placesCount() > 0
    return hasSaid || !this.#isFirst() || this.#ports.notes.waiting().length > 0
  }

  /** The device that this person began on: nobody else can have written here before, nor it before it was cleared. */
  #isFirst(): boolean {
    const { identity, returning } = this.#ports.device
    return identity.phrase !== undefined && !identity.isRecovering && !returning.get()
  }

  /** Any other device first asks what keys there are. */
  #mayPrepare(): boolean {
    const hasKey = this.doc.membership.epochKey() !== undefined
    return hasKey || this.#isFirst() || this.#hasSynced
  }

  async #enter(): Promise<void> {
    const { device, notes } = this.#ports
    if (hasWritten(this.doc.live(), this.doc.group, device)) return
    const basis = this.#basis(rootOf(device.identity))
    await this.doc.live().appender.append([draftOwnDevice(device, basis)])
    const key = `device/${ownKey(device)}`
    if (device.deviceName !== undefined && notes.get(key) === undefined)
      await notes.set(key, device.deviceName)
  }

  async #writeNotes(): Promise<void> {
    const { device, notes } = this.#ports
    const live = this.doc.live()
    for (const waiting of notes.waiting()) {
      const note = await notes.current(waiting)
      const epoch = this.doc.membership.epochKey()
      if (note === undefined || epoch === undefined) continue
      const { hlc, key, value } = note
      const draft = draftSealed({
        recordType: RECORD_TYPE.note,
        hlc,
        heads: headsFor(this.#roster(), device.identity.person),
        placesHeld: live.records().placesCount(),
        epoch,
        content: encodeNote({ key, value }),
        random: device.random,
      })
      await live.appender.append([draft], [notes.change(note)])
      notes.written(note)
    }
  }

  async #remove(key: DeviceKey, root: KeyPair | undefined): Promise<void> {
    const { device } = this.#ports
    if (!this.#isOwn(key) || !this.#roster().deviceIsLive(key)) return
    const { doc, boxes } = this.#parts()
    const cut = deviceCut(doc.live(), doc.group, key)
    // Kept before it is announced: one that was announced and lost would lock this person out.
    const box = await boxes.add()
    const basis = this.#basis(root ?? rootOf(device.identity))
    const header = headerOf(device, basis)
    const rootSignature = rootSignsUndevice(basis, key, header)
    const undevice = draftsWithCut(header, cut, (part) => ({
      type: 'undevice',
      device: key,
      rootSignature,
      cut: part,
    }))
    const announcing = draftBox(headerOf(device, basis), boxes.boxingOf(box, key))
    await doc.live().appender.append([...undevice, announcing])
    this.look()
  }

  #basis(root: KeyPair | undefined): ActBasis {
    const parents = headsFor(this.#roster(), this.#ports.device.identity.person)
    return { group: this.doc.group, role: 'founder', parents, root }
  }

  #roster() {
    return this.doc.membership.roster()
  }

  #isOwn(key: DeviceKey): boolean {
    return this.#roster().personOf(key) === this.#ports.device.identity.person
  }

  #parts(): Opened {
    if (this.#opened === undefined) throw new Error('the person is not open yet')
    return this.#opened
  }
}
