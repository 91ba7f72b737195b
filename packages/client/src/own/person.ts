/**
 * What this device does in the person's own document: comes in, opens boxes, writes notes, takes a
 * device out. Each step is taken when it has become possible; none waits for a relay, but a key is
 * made anew only where none can be there yet. Rules OW5 to OW13.
 */
import { headsFor, type LoggedAction } from '@parley/group'
import {
  cutDigest,
  type CutEntry,
  type DeviceKey,
  encodeNote,
  equalBytes,
  hlcMs,
  idBytes,
  prefixOf,
  RECORD_TYPE,
  recordIdOf,
  writerPrefix,
} from '@parley/protocol'
import { boxKeyPair } from '@parley/sealing'
import type { KeyPair } from '@parley/signing'
import type { Device } from '../device.ts'
import { draftsWithCut } from '../groups/cuts.ts'
import { type OwnBox, rootOf } from '../identity/identity.ts'
import type { OwnIdentity } from '../identity/own-identity.ts'
import { type Keys, newKeys } from '../keys/keys.ts'
import type { OutboxRecord } from '../writing/outbox.ts'
import { draftSealed } from '../writing/drafts.ts'
import { newNoteReader, type NoteReader } from './note-reader.ts'
import type { Notes, ToldNote } from './notes.ts'
import {
  type ActBasis,
  draftBox,
  draftOwnDevice,
  hasWritten,
  headerOf,
  openBox,
  ownKey,
  rootSignsUndevice,
} from './own-acts.ts'
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
  /** Live devices with when they came, epoch milliseconds. */
  devices(): ReadonlyMap<DeviceKey, number>
  removed(): readonly RemovedDevice[]
  /** This device is not among the live ones any more. */
  isOut(): boolean
  /** A relay has answered about the document in this session. */
  isSynced(): boolean
  /** This device's own record is in the document. */
  isIn(): boolean
  /** Takes the next steps, as far as they go now. */
  look(): void
  /** Rejects with StorageFailed. */
  remove(key: DeviceKey, root: KeyPair | undefined): Promise<void>
  readonly doc: PersonDoc
  takeFromTab(records: readonly OutboxRecord[]): void
  close(): Promise<void>
}

export async function openPerson(ports: PersonPorts): Promise<Person> {
  const person = new StepwisePerson(ports)
  await person.open()
  return person
}

/** A relay that refuses notes for good is not asked for ever. */
const MAX_REBUILDS = 3

class StepwisePerson implements Person {
  readonly #ports: PersonPorts
  readonly #notedBoxes = new Set<string>()
  #doc: PersonDoc | undefined
  #keys: Keys | undefined
  #reader: NoteReader | undefined
  #turn: Promise<void> = Promise.resolve()
  #isLooking = false
  #isShut = false
  #hasSynced = false
  #rebuilds = 0
  #isClosed = false

  constructor(ports: PersonPorts) {
    this.#ports = ports
  }

  get doc(): PersonDoc {
    if (this.#doc === undefined) throw new Error('the person is not open yet')
    return this.#doc
  }

  async open(): Promise<void> {
    const { device, notes } = this.#ports
    const early: (() => void)[] = []
    const whenOpen = (work: () => void) => (this.#doc === undefined ? early.push(work) : work())
    this.#doc = await openPersonDoc(device, {
      onRecords: (records) =>
        whenOpen(() => {
          this.#reader?.add(records)
          this.look()
        }),
      onRebuilt: (records) =>
        whenOpen(() => {
          this.#reader?.forget()
          this.#reader?.add(records)
          if (++this.#rebuilds <= MAX_REBUILDS)
            notes.relearn(this.#reader?.read() ?? []).catch(() => undefined)
          this.look()
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
    const { group, membership } = this.#doc
    this.#reader = newNoteReader(membership, device.verifyNow)
    this.#keys = newKeys({ device, group, membership, doc: () => this.doc.live() })
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

  isIn(): boolean {
    return hasWritten(this.doc.live(), this.doc.group, this.#ports.device)
  }

  /** Once more when it is asked for meanwhile. */
  look(): void {
    this.#ports.onChange()
    if (this.#isLooking || this.#isClosed) return
    this.#isLooking = true
    void this.#inTurn(async () => {
      this.#isLooking = false
      await this.#step()
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
    this.#keys?.close()
    await this.#turn
    await this.#doc?.close()
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }

  async #step(): Promise<void> {
    if (!this.#isWanted() || this.#isClosed) return
    this.doc.live().follow()
    if (this.isOut()) return
    await this.#enter()
    await this.#readNotes()
    await this.#learnBoxes()
    if (!(await this.#mayWrite())) return
    await this.#announceBoxes()
    await this.#writeNotes()
    this.#keys?.look()
  }

  /** A visitor who never says anything leaves nothing on a relay. */
  #isWanted(): boolean {
    const { device, notes } = this.#ports
    const isNew = device.identity.phrase !== undefined && !device.identity.isRecovering
    const hasSaid = notes.waiting().length > 0 || this.doc.live().records().placesCount() > 0
    return hasSaid || !isNew
  }

  async #enter(): Promise<void> {
    const { device, notes } = this.#ports
    if (this.isIn()) return
    await this.doc.live().appender.append([draftOwnDevice(device, this.#basis(rootOf(device.identity)))])
    const key = `device/${ownKey(device)}`
    if (device.deviceName !== undefined && notes.get(key) === undefined)
      await notes.set(key, device.deviceName)
  }

  async #readNotes(): Promise<void> {
    const told: readonly ToldNote[] = this.#reader?.read() ?? []
    if (told.length > 0) await this.#ports.notes.learn(told)
  }

  /** Boxes that this person's other devices announced. */
  async #learnBoxes(): Promise<void> {
    const { device, ownIdentity } = this.#ports
    for (const { id, action } of this.#boxActions()) {
      if (this.#notedBoxes.has(id) || action.type !== 'box') continue
      const root = rootOf(device.identity)?.secretKey
      const box = openBox(action, [device.identity.device.secretKey, ...(root ? [root] : [])])
      this.#notedBoxes.add(id)
      const isKnown = device.identity.boxes.some((own) => isSameBox(own, action.boxPublic))
      if (box !== undefined && !isKnown) await this.#hold(box)
    }
    const counted = this.#roster().members.get(device.identity.person)?.box
    const [newest] = device.identity.boxes.filter((own) => counted && isSameBox(own, counted))
    if (newest === undefined || isSameBox(device.identity.box, newest.publicKey)) return
    // Of two boxes made at once everybody takes the same one.
    if (newest.generation >= device.identity.box.generation) await ownIdentity.addBox(newest)
  }

  async #hold(box: OwnBox): Promise<void> {
    await this.#ports.ownIdentity.addBox(box)
    this.doc.membership.keyring.addBox(box)
    this.doc.membership.reconsider()
    await this.#readNotes()
    this.#ports.onChange()
  }

  /** A second device first asks what keys there are; the first one can only make them. */
  async #mayWrite(): Promise<boolean> {
    const { device } = this.#ports
    const { phrase, isRecovering } = device.identity
    const isFirst = phrase !== undefined && !isRecovering
    if (this.doc.membership.epochKey() === undefined && !isFirst && !this.#hasSynced) return false
    return (await this.#keys?.prepare()) ?? false
  }

  /** Boxes from before this document, and those whose announcement was lost. */
  async #announceBoxes(): Promise<void> {
    const { device } = this.#ports
    const announced = this.#boxActions().flatMap(({ action }) =>
      action.type === 'box' ? [action.boxPublic] : [],
    )
    for (const box of device.identity.boxes) {
      if (box.generation === 0 || announced.some((known) => isSameBox(box, known))) continue
      const header = headerOf(device, this.#basis(undefined))
      await this.doc.live().appender.append([draftBox(header, this.#boxing(box))])
    }
  }

  async #writeNotes(): Promise<void> {
    const { device, notes } = this.#ports
    for (const waiting of notes.waiting()) {
      const note = await notes.current(waiting)
      const epoch = this.doc.membership.epochKey()
      if (note === undefined || epoch === undefined) continue
      const { hlc, key, value } = note
      const draft = draftSealed({
        recordType: RECORD_TYPE.note,
        hlc,
        heads: headsFor(this.#roster(), device.identity.person),
        placesHeld: this.doc.live().records().placesCount(),
        epoch,
        content: encodeNote({ key, value }),
        random: device.random,
      })
      await this.doc.live().appender.append([draft], [notes.change(note)])
      notes.written(note)
    }
  }

  async #remove(key: DeviceKey, root: KeyPair | undefined): Promise<void> {
    const { device } = this.#ports
    if (!this.#isOwn(key) || !this.#roster().deviceIsLive(key)) return
    const basis = this.#basis(root ?? rootOf(device.identity))
    const header = headerOf(device, basis)
    const rootSignature = rootSignsUndevice(basis, key, header)
    const generation = device.identity.box.generation + 1
    const box: OwnBox = { generation, ...boxKeyPair(device.random(32)) }
    const undevice = draftsWithCut(header, this.#cutOf(key), (cut) => ({
      type: 'undevice',
      device: key,
      rootSignature,
      cut,
    }))
    // First kept: a box that was announced and then lost would lock everybody of this person out.
    await this.#hold(box)
    const boxing = this.#boxing(box, key)
    await this.doc
      .live()
      .appender.append([...undevice, draftBox(headerOf(device, basis), boxing)])
    this.look()
  }

  #cutOf(key: DeviceKey): readonly CutEntry[] {
    const { group } = this.doc
    const live = this.doc.live()
    const prefix = writerPrefix(group, idBytes(key))
    const writers = [...live.records().writers()].filter((writer) => prefixOf(writer) === prefix)
    return writers.map((writer): CutEntry => {
      const clock = live.records().placesOf(writer)
      const ids = Array.from({ length: clock }, (_, at) => {
        const bytes = live.records().recordAt(writer, at)
        return bytes && recordIdOf({ doc: live.name, writer, clock: at }, bytes)
      })
      const held = ids.filter((id) => id !== undefined)
      const digest = held.length === clock ? cutDigest(held) : new Uint8Array(16)
      return { segment: undefined, writer, clock, digest }
    })
  }

  #boxing(box: OwnBox, without?: DeviceKey) {
    const { device } = this.#ports
    return {
      box,
      ephemeral: boxKeyPair(device.random(32)),
      devices: [...this.devices().keys()].filter((key) => key !== without),
      rootPublic: device.identity.rootPublic,
    }
  }

  #basis(root: KeyPair | undefined): ActBasis {
    const parents = headsFor(this.#roster(), this.#ports.device.identity.person)
    return { group: this.doc.group, role: 'founder', parents, root }
  }

  #boxActions(): readonly LoggedAction[] {
    return this.#roster().log.filter(
      ({ action, verdict }) => action.type === 'box' && verdict === 'valid',
    )
  }

  #roster() {
    return this.doc.membership.roster()
  }

  #isOwn(key: DeviceKey): boolean {
    return this.#roster().personOf(key) === this.#ports.device.identity.person
  }
}

function isSameBox(box: OwnBox, publicKey: Uint8Array): boolean {
  return equalBytes(box.publicKey, publicKey)
}
