/**
 * What a group document says once its signatures are checked: roster, keys, names.
 *
 * Records come in any order; each waits until the device behind its writer is known. Nothing here is
 * stored: it is computed anew from the records at every start.
 */
import {
  type HeldRecord,
  introducedIn,
  introducesItself,
  verifyJoin,
  verifyRecord,
} from '@parley/gate'
import { reduceRoster, type Roster, type VerifiedAction } from '@parley/group'
import {
  type DeviceKey,
  type EpochId,
  equalBytes,
  type GroupId,
  type Hlc,
  type Introduction,
  type ParsedRecord,
  type PersonId,
  personIdOf,
  prefixOf,
  toDeviceKey,
  introducedDevice,
  writerPrefix,
  type Writer,
} from '@parley/protocol'
import type { Verifier } from '@parley/signing'
import type { EpochKey } from '../writing/drafts.ts'
import { type LinkSecrets, newLinkNames } from '../joining/link-names.ts'
import { announcedBy } from '../keys/epoch-keys.ts'
import { type HeldKeys, newHeldKeys } from '../keys/held-keys.ts'
import { cleanName } from '../names.ts'
import type { Keyring } from '../reading/keyring.ts'
import { NOTHING_PROVED, type Proved } from '../reading/proved.ts'
import {
  introductionIn,
  keyRecordOf,
  newHeldRecords,
  parsed,
  type Waiting,
} from './held-records.ts'
import {
  type Known,
  type OpenedNames,
  readNames,
  type SaidNames,
  type SaidProfile,
} from './said-names.ts'
import { readSaidOfGroup, type SaidOfGroup } from './said-of-group.ts'
import { newSaidPictures, type SaidPictures } from './said-pictures.ts'
import { newSiteProofs, type SiteProofs } from './site-proofs.ts'
import { type SignedRecord, verifiedAction, type Verifiers } from './verified.ts'

export interface Membership {
  roster(): Roster
  /**
   * Every act of a device known here has its place in the roster: none waits for what it builds on. What
   * no known device signed, and a join without its invite, counts for nothing until it does (AT117): it
   * may be anybody's, and what a known device builds on it has no place either.
   */
  isWhole(): boolean
  readonly keyring: Keyring
  readonly keys: HeldKeys
  /** The epoch to write under; `undefined` while this device holds no usable key. */
  epochKey(): EpochKey | undefined
  /** Something here is sealed under a key that this device may have, and does not hold yet. */
  waitsForKey(): boolean
  /** As its admins say it; where that cannot be read here, as the link said it that this person came by. */
  groupName(): string | undefined
  nameOf(person: PersonId): string | undefined
  /** `own`: as they call themselves on this device. Never empty. */
  shownNameOf(person: PersonId, own?: string): string
  /** By the site that knows them; it stands before what they say themselves. */
  siteNameOf(person: PersonId): string | undefined
  /** What was said of the group, and by this person of themselves. */
  saidNames(person: PersonId): { readonly group: SaidProfile; readonly own: SaidProfile }
  /** At any time, by who might, oldest first. */
  saidOfGroup(): readonly SaidOfGroup[]
  readonly pictures: SaidPictures
  readonly sites: SiteProofs
  /** Also of somebody who only asked to be let in, when they sent it to this person. */
  saidNameOf(person: PersonId): string | undefined
  /** What those who ask to be let in now made for their names alone, as far as it opens here. */
  askingUnder(): readonly EpochId[]
  /** How somebody who is present was introduced, once for each device, with the box they have now. */
  introductionsOf(person: PersonId): readonly Introduction[]
  /** Another number when names or members may have changed. */
  version(): number
  /** When they came, by the clock of whoever let them in; what was before is history to them. 0: they founded it. */
  cameAt(person: PersonId): Hlc | undefined
  devicesOf(writer: Writer): readonly Uint8Array[]
  /** Verified, whether they count or not. */
  actions(): readonly VerifiedAction[]
  /** Records whose signature no known device made. */
  receive(records: readonly HeldRecord[]): readonly HeldRecord[]
  /** This person comes by a link with these keys. */
  followLink(keys: LinkSecrets): void
  /** A box of ours was added to the keyring: sealed names may open now. */
  reconsider(): void
  clear(): void
}

export interface MembershipPorts {
  /** What was verified of the document before. */
  proved?(): Proved
  /** After the page has had its turn. */
  later?(run: () => void): void
  /** It can be told now whom a site signed in. */
  onSite?(): void
}

export function newMembership(
  group: GroupId,
  verify: Verifier,
  ports: MembershipPorts = {},
): Membership {
  return new HeldMembership(group, verify, ports)
}

class HeldMembership implements Membership {
  readonly keys: HeldKeys
  readonly pictures: SaidPictures
  readonly sites: SiteProofs
  readonly #group: GroupId
  readonly #verify: Verifier
  readonly #verifiers: Verifiers
  readonly #ports: MembershipPorts
  readonly #introduced = new Map<number, Uint8Array[]>()
  #held = newHeldRecords()
  #roster: Roster
  #isPlaced: boolean | undefined
  #names: SaidNames | undefined
  readonly #opened: OpenedNames = new WeakMap()
  readonly #links = newLinkNames()
  #version = 0

  constructor(group: GroupId, verify: Verifier, ports: MembershipPorts) {
    this.#group = group
    this.#verify = verify
    this.#ports = ports
    const later = (run: () => void) => (ports.later ?? queueMicrotask)(run)
    this.sites = newSiteProofs(verify, { later, onReady: () => this.#recount() })
    this.#verifiers = { verify, verifySite: this.sites.verify }
    this.#roster = reduceRoster(group, [])
    this.keys = newHeldKeys(group, () => this.#roster)
    this.pictures = newSaidPictures({
      sealed: () => this.#held.names,
      isEncrypted: () => this.#roster.encrypted,
    })
  }

  roster(): Roster {
    return this.#roster
  }

  isWhole(): boolean {
    this.#isPlaced ??= [...this.#held.actions.keys()].every((id) => this.#roster.hasAction(id))
    return this.#isPlaced
  }

  get keyring(): Keyring {
    return this.keys.keyring
  }

  epochKey(): EpochKey | undefined {
    return this.keys.epochKey()
  }

  waitsForKey(): boolean {
    return this.#roster.encrypted && this.keys.waitsForKey()
  }

  groupName(): string | undefined {
    const { about, byLink } = this.#readNames()
    return about.name?.value ?? byLink.name?.value
  }

  nameOf(person: PersonId): string | undefined {
    return this.siteNameOf(person) ?? this.#readNames().people.get(person)?.name?.value
  }

  shownNameOf(person: PersonId, own?: string): string {
    return this.siteNameOf(person) ?? own ?? this.nameOf(person) ?? person.slice(0, 6)
  }

  siteNameOf(person: PersonId): string | undefined {
    const said = this.#roster.members.get(person)?.signedIn?.name
    const name = said === undefined ? '' : cleanName(said)
    return name === '' ? undefined : name
  }

  saidNames(person: PersonId) {
    const { about, people } = this.#readNames()
    return { group: about, own: people.get(person) ?? {} }
  }

  saidOfGroup(): readonly SaidOfGroup[] {
    return readSaidOfGroup(this.#held.names, this.#known())
  }

  saidNameOf(person: PersonId): string | undefined {
    return this.nameOf(person) ?? this.#readNames().asking.get(person)?.name?.value
  }

  askingUnder(): readonly EpochId[] {
    const { asking } = this.#readNames()
    const waiting = new Set(Array.from(this.#roster.requests.values(), ({ person }) => person))
    return [...waiting].flatMap((person) => {
      const said = asking.get(person)?.name?.epochs ?? []
      return said.filter((epoch) => this.keys.isUncounted(epoch, person))
    })
  }

  introductionsOf(person: PersonId): readonly Introduction[] {
    const member = this.#roster.members.get(person)
    const found = new Map<DeviceKey, Introduction>()
    for (const { action } of this.#held.actions.values()) {
      const said = introductionIn(action)
      if (member === undefined || said === undefined || personIdOf(said.root) !== person) continue
      const device = toDeviceKey(introducedDevice(said))
      if (member.devices.includes(device) && !found.has(device))
        found.set(device, { ...said, box: member.box })
    }
    return [...found.values()]
  }

  version(): number {
    return this.#version
  }

  cameAt(person: PersonId): Hlc | undefined {
    const coming = this.#roster.members.get(person)?.cameBy
    if (coming === undefined) return undefined
    const isFounding = this.#held.actions.get(coming)?.action.type === 'found'
    return isFounding ? 0n : this.#roster.hlcOf(coming)
  }

  devicesOf(writer: Writer): readonly Uint8Array[] {
    return this.#introduced.get(prefixOf(writer)) ?? []
  }

  actions(): readonly VerifiedAction[] {
    return [...this.#held.actions.values()]
  }

  receive(records: readonly HeldRecord[]): readonly HeldRecord[] {
    const held = this.#held
    const actionsBefore = held.actions.size
    held.waiting.push(...records.flatMap((record) => parsed(record) ?? []))
    for (let before = -1; before !== held.waiting.length;) {
      before = held.waiting.length
      held.waiting = held.waiting.filter((waiting) => !this.#settle(waiting))
    }
    if (held.actions.size > actionsBefore) this.#reduce()
    this.reconsider()
    return held.waiting.filter((waiting) => this.#isForged(waiting)).map((waiting) => waiting.held)
  }

  #reduce(): void {
    this.#roster = reduceRoster(this.#group, [...this.#held.actions.values()])
  }

  #recount(): void {
    this.#reduce()
    this.#ports.onSite?.()
  }

  followLink({ box, nameKey32 }: LinkSecrets): void {
    this.keyring.addBox(box)
    if (this.#links.follow(nameKey32)) this.#names = undefined
  }

  reconsider(): void {
    this.#version++
    this.#isPlaced = undefined
    this.#names = undefined
    this.keys.reconsider()
  }

  clear(): void {
    this.#held = newHeldRecords()
    this.keys.clear()
    this.#introduced.clear()
    this.#roster = reduceRoster(this.#group, [])
    this.reconsider()
  }

  /** A join whose invite is not here yet is no forgery. */
  #isForged({ held: { place }, record }: Waiting): boolean {
    const lacksInvite =
      record.kind === 'action' &&
      record.action.type === 'join' &&
      !this.#held.actions.has(record.action.invite)
    return !lacksInvite && this.devicesOf(place.writer).length > 0
  }

  /** True when the record has found its device and its place among the held ones. */
  #settle({ held: { place }, record, id }: Waiting): boolean {
    const introduced = introducesItself(record) ? introducedIn(record) : undefined
    const devices = introduced === undefined ? this.devicesOf(place.writer) : [introduced]
    if (devices.length === 0) return false
    const proved = this.#ports.proved?.() ?? NOTHING_PROVED
    const known = proved.deviceOf(id, devices)
    const device = known ?? verifyRecord({ place, record, devices }, this.#verify)
    if (device === undefined) return false
    if (!this.#take({ place, record, id, author: toDeviceKey(device) }, known !== undefined))
      return false
    if (known === undefined) proved.note(id, device)
    return true
  }

  #take({ place, record, id, author }: SignedRecord, isProved: boolean): boolean {
    switch (record.kind) {
      case 'action': {
        const verified = verifiedAction({ place, record, id, author }, this.#verifiers)
        return verified !== undefined && this.#settleAction(verified, record, isProved)
      }
      case 'epoch':
        this.keys.addEpoch({
          ...keyRecordOf(id, author, place),
          heads: record.header.heads,
          epoch: announcedBy(author, record.epoch),
        })
        return true
      case 'grant':
        this.keys.addGrant({
          ...keyRecordOf(id, author, place),
          heads: record.header.heads,
          grant: record.grant,
        })
        return true
      case 'profile':
      case 'about':
      case 'envelope': {
        const { header, headerBytes, body } = record
        this.#held.names.push({
          place,
          id,
          device: author,
          header,
          headerBytes,
          body,
          isAbout: record.kind === 'about',
        })
        return true
      }
      case 'retract':
      case 'note':
        return true
    }
  }

  /** What was proved of a join was its link's signature too: its id names its invite, and that one's its key. */
  #settleAction(verified: VerifiedAction, record: ParsedRecord, isProved: boolean): boolean {
    const { id, action } = verified
    if (action.type === 'join') {
      const invite = this.#held.actions.get(action.invite)?.action
      if (invite?.type !== 'invite') return false
      const join = { record, group: this.#group }
      if (!isProved && !verifyJoin(join, invite.signPublic, this.#verify)) return false
    }
    this.#held.actions.set(id, verified)
    const introduced = introductionIn(action)
    if (introduced !== undefined) this.#introduce(introduced)
    return true
  }

  #introduce(person: Introduction): void {
    const device = introducedDevice(person)
    const prefix = writerPrefix(this.#group, device)
    const known = this.#introduced.get(prefix) ?? []
    if (!known.some((key) => equalBytes(key, device)))
      this.#introduced.set(prefix, [...known, device])
  }

  #readNames(): SaidNames {
    if (this.#names !== undefined) return this.#names
    this.#names = readNames(this.#held.names, this.#known())
    return this.#names
  }

  #known(): Known {
    const joined = [...this.#held.actions.values()].flatMap(({ action, device }) =>
      action.type === 'join' ? [device] : [],
    )
    return {
      roster: this.#roster,
      keyring: this.keyring,
      joined: new Set(joined),
      links: this.#links,
      opened: this.#opened,
    }
  }
}
