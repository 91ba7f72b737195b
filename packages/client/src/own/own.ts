/**
 * This person's devices, as one of them sees it: the list, the phrase, linking, recovery.
 *
 * Puts together the person's own document, what it means for the groups here, and the meeting of two
 * devices; decides nothing about any of them. Rules OW12 to OW20, DL10.
 */
import {
  type DeviceKey,
  type GroupId,
  parseDocName,
  personGroup,
  type SealedMark,
  toDeviceKey,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { type Courier, openCourier } from '../drafts/courier.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'
import type { Session } from '../groups/session.ts'
import { thumbprintOf } from '../identity/thumbprint.ts'
import { recoveredIdentity } from '../identity/identity.ts'
import type { OwnIdentity } from '../identity/own-identity.ts'
import { askedWords, phraseFault, rootOfPhrase, wordsOf } from '../identity/phrase.ts'
import { type Derived, newDerived } from '../live.ts'
import { certify, encodeGiven, type GivenPerson, identityGiven } from '../linking/given-person.ts'
import { openGuest } from '../linking/guest.ts'
import { openHost } from '../linking/host.ts'
import { parseLinkCode } from '../linking/link-code.ts'
import type {
  Linking,
  LinkFault,
  OwnDevice,
  OwnDevices,
  PhraseState,
  RecoverOutcome,
  SearchState,
} from '../model-devices.ts'
import { NotAllowed } from '../model-people.ts'
import { fittingName } from '../names.ts'
import type { OutboxRecord } from '../writing/outbox.ts'
import { type Healing, newHealing } from './healing.ts'
import { type IdentityWatch, newIdentityWatch } from './identity-watch.ts'
import type { NotedGroup } from './noted-groups.ts'
import type { Notes } from './notes.ts'
import { ownKey } from './own-acts.ts'
import { newOwnGroups, type OwnGroups } from './own-groups.ts'
import { isPersonDoc } from './person-doc.ts'
import { openPerson, type Person } from './person.ts'
import { takeOver } from './take-over.ts'

const TOLD_REMOVED = 'told/removed'

export interface OwnPorts {
  readonly device: Device
  readonly ownIdentity: OwnIdentity
  readonly notes: Notes
  /** Open ones. */
  sessions(): Iterable<Session>
  openNoted(group: GroupId, noted: NotedGroup): Promise<void>
  /** The name this person goes by here; '' while unsaid. */
  myName(): string
  /** Another device of this person says another name. Rejects with StorageFailed. */
  takeName(name: string): Promise<void>
  /** This device was cleared, and all that is noted is here again. */
  onReturned(): void
  /** This person has a box more. */
  onBox(): void
}

export interface Own extends OwnDevices {
  /** To be listed to the relay with the groups' documents. */
  docs(): readonly LiveDoc[]
  /** Something about the groups here has changed. */
  look(): void
  /** False when this is a mark of another document. */
  receiveMark(group: GroupId, mark: SealedMark): boolean
  /** One turned away from what one writes: the other devices hear of it. */
  tellDrafts(): void
  /** False when this is about another document. */
  receiveFromTab(doc: string, records: readonly OutboxRecord[]): boolean
  close(): Promise<void>
}

const NAME = 'name'

export async function openOwn(ports: OwnPorts): Promise<Own> {
  const own = new OwnHere(ports)
  await own.open()
  return own
}

class OwnHere implements Own {
  readonly thumbprint: string
  readonly devices: Derived<readonly OwnDevice[]>
  readonly isRemoved: Derived<boolean>
  readonly phrase: Derived<PhraseState>
  readonly search: Derived<SearchState>
  readonly restart: Derived<boolean>
  readonly #ports: OwnPorts
  readonly #groups: OwnGroups
  readonly #watcher: IdentityWatch
  readonly #wasRecovering: boolean
  #person: Person | undefined
  #healing: Healing | undefined
  #courier: Courier | undefined
  #boxesCount: number
  #isLooking = false
  #turn: Promise<void> = Promise.resolve()
  #isClosed = false

  constructor(ports: OwnPorts) {
    this.#ports = ports
    const { device, ownIdentity } = ports
    this.thumbprint = thumbprintOf(device.identity)
    this.#groups = newOwnGroups(ports)
    this.#watcher = newIdentityWatch(ports)
    this.#wasRecovering = device.identity.isRecovering
    this.#boxesCount = device.identity.boxes.length
    this.devices = newDerived(() => this.#listDevices())
    this.isRemoved = newDerived(() => this.#person?.isOut() ?? false)
    this.phrase = newDerived(() => phraseStateOf(device.identity))
    this.search = newDerived(() => this.#searchState())
    this.restart = newDerived(() => ownIdentity.isReplaced())
  }

  async open(): Promise<void> {
    const { device, ownIdentity, notes } = this.#ports
    this.#courier = await openCourier({ device, person: () => this.#person })
    this.#person = await openPerson({ device, ownIdentity, notes, onChange: () => this.look() })
    this.#healing = newHealing({
      device,
      person: this.#person,
      sessions: () => this.#ports.sessions(),
    })
    ownIdentity.onChange(() => this.#identityChanged())
    notes.onChange(() => {
      this.#person?.look()
      this.look()
    })
    this.look()
  }

  async rename(name: string, key?: DeviceKey): Promise<void> {
    const { device, notes } = this.#ports
    await notes.set(nameKey(key ?? ownKey(device)), fittingName(name))
  }

  async remove(key: DeviceKey, words?: string): Promise<void> {
    if (key === ownKey(this.#ports.device))
      throw new NotAllowed('This is the device you are using. Remove it from another one.')
    const root = words === undefined ? undefined : rootOfPhrase(words)
    await this.#person?.remove(key, root)
    await this.#healing?.look(root)
    this.look()
  }

  confirmPhrase(words: string): Promise<boolean> {
    return this.#ports.ownIdentity.confirmPhrase(words)
  }

  async recover(words: string): Promise<RecoverOutcome> {
    const { device, ownIdentity } = this.#ports
    const fault = phraseFault(words)
    if (fault !== undefined) return { outcome: 'not-a-phrase', fault }
    const found = recoveredIdentity(wordsOf(words).join(' '), device.random)
    const isTaken = found !== undefined && (await takeOver(device, ownIdentity, { next: found }))
    return isTaken ? { outcome: 'ok' } : { outcome: 'device-in-use' }
  }

  offerLink(): Linking {
    const { device } = this.#ports
    return openHost({
      ...this.#meeting(),
      random: device.random,
      appUrl: device.appUrl,
      give: (devicePublic) => this.#give(devicePublic),
      hasArrived: (devicePublic) => this.#person?.devices().has(toDeviceKey(devicePublic)) ?? false,
    })
  }

  takeLink(text: string): Linking | LinkFault {
    const { device, ownIdentity } = this.#ports
    const parsed = parseLinkCode(text)
    if (!parsed.ok) return { broke: parsed.broke }
    if ([...this.#ports.sessions()].length > 0) return { broke: 'device-in-use' }
    const take = (given: GivenPerson, key: Parameters<typeof identityGiven>[1]) =>
      takeOver(device, ownIdentity, { next: identityGiven(given, key), given })
    return openGuest(
      {
        ...this.#meeting(),
        random: device.random,
        take,
        onTaken: () => this.restart.invalidate(),
      },
      parsed.code,
    )
  }

  docs(): readonly LiveDoc[] {
    const doc = this.#person?.doc.live()
    return doc === undefined || doc.records().placesCount() === 0 ? [] : [doc]
  }

  look(): void {
    for (const view of [this.devices, this.isRemoved, this.phrase, this.search]) view.invalidate()
    this.#courier?.look()
    if (this.#isLooking || this.#isClosed) return
    this.#isLooking = true
    this.#turn = this.#turn
      .then(() => {
        this.#isLooking = false
        return this.#isClosed ? undefined : this.#step()
      })
      .catch(() => this.#ports.device.notices.tell('storage-failing'))
  }

  receiveMark(group: GroupId, mark: SealedMark): boolean {
    if (group !== personGroup(this.#ports.device.identity.person)) return false
    this.#courier?.receive(mark)
    return true
  }

  tellDrafts(): void {
    this.#courier?.tellNow()
  }

  receiveFromTab(doc: string, records: readonly OutboxRecord[]): boolean {
    if (parseDocName(doc)?.kind !== 'person') return false
    if (isPersonDoc(doc, this.#ports.device)) this.#person?.takeFromTab(records)
    return true
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#courier?.close()
    this.#healing?.close()
    this.#ports.notes.close()
    await this.#turn
    await this.#person?.close()
  }

  async #step(): Promise<void> {
    const { device, ownIdentity } = this.#ports
    if (ownIdentity.isReplaced() || this.#person === undefined) return
    if (this.#person.isOut()) return this.#tellRemoved()
    await this.#agreeOnName()
    await this.#groups.look()
    await this.#healing?.look()
    this.#watcher.look()
    if (this.#hasReturned(this.#person)) this.#ports.onReturned()
    const isDone = this.#searchState() === 'found' && this.#groups.isComplete()
    if (device.identity.isRecovering && isDone) await ownIdentity.endRecovering()
  }

  /** What a relay has of this person is read, and all of their groups are here. */
  #hasReturned(person: Person): boolean {
    const { notes } = this.#ports
    const isEmpty = person.doc.live().records().placesCount() === 0
    const isRead = notes.keys('group/').length > 0 || notes.keys('device/').length > 0
    return person.isSynced() && (isRead || isEmpty) && this.#groups.isComplete()
  }

  /** Once on this device; from then on the screens say how it stands. */
  async #tellRemoved(): Promise<void> {
    const { store, notices } = this.#ports.device
    if ((await store.get(TOLD_REMOVED)) !== undefined) return
    await store.write([{ type: 'put', key: TOLD_REMOVED, value: true }])
    notices.tell('device-removed')
  }

  async #agreeOnName(): Promise<void> {
    const { notes, myName, takeName } = this.#ports
    const said = notes.get(NAME)
    if (typeof said !== 'string') {
      if (myName() !== '') await notes.set(NAME, myName())
    } else if (said !== myName()) await takeName(said)
  }

  #identityChanged(): void {
    const { device, onBox } = this.#ports
    this.restart.invalidate()
    if (device.identity.boxes.length !== this.#boxesCount) onBox()
    this.#boxesCount = device.identity.boxes.length
    this.look()
  }

  #meeting() {
    const { clock, link } = this.#ports.device
    return {
      clock,
      isConnected: () => link.state().state === 'connected',
      enter: link.enterRoom.bind(link),
    }
  }

  #give(devicePublic: Uint8Array): readonly Uint8Array[] | undefined {
    const { device, myName } = this.#ports
    const { rootPublic, boxes, person } = device.identity
    const chain = certify(device.identity, devicePublic)
    if (chain === undefined) return undefined
    const groups = [...this.#ports.sessions()].flatMap((session) => {
      const admission = session.membership.roster().members.get(person)?.admittedBy
      const name = session.membership.groupName() ?? ''
      return admission === undefined ? [] : [{ group: session.id, name, admission }]
    })
    return encodeGiven({ rootPublic, chain, boxes, name: myName(), groups })
  }

  #listDevices(): readonly OwnDevice[] {
    const { device, notes } = this.#ports
    const own = ownKey(device)
    const came = new Map([[own, device.ownClock.now()], ...(this.#person?.devices() ?? [])])
    if (this.#person?.isOut() === true) came.delete(own)
    const list = Array.from(came, ([key, addedAt]): OwnDevice => {
      const name = notes.get(nameKey(key))
      return { key, name: typeof name === 'string' ? name : '', isThis: key === own, addedAt }
    })
    return list.sort(
      (left, right) => Number(right.isThis) - Number(left.isThis) || right.addedAt - left.addedAt,
    )
  }

  #searchState(): SearchState {
    if (!this.#wasRecovering || this.#person === undefined) return 'none'
    const others = [...this.#person.devices().keys(), ...this.#person.removed()].length > 1
    if (others || this.#ports.notes.keys('group/').length > 0) return 'found'
    return this.#person.isSynced() ? 'nothing-found' : 'searching'
  }
}

function nameKey(key: DeviceKey): string {
  return `device/${key}`
}

function phraseStateOf({ phrase, isRecovering }: Device['identity']): PhraseState {
  if (phrase === undefined || isRecovering) return { state: 'confirmed' }
  return { state: 'unconfirmed', words: wordsOf(phrase), asked: askedWords(phrase) }
}
