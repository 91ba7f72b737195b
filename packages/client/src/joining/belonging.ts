/**
 * How this device belongs to a group: coming in by its link, saying its name, being shut out.
 *
 * Each step is taken when it has become possible, and only once; until the own join is on the relay
 * the link is what opens the group there.
 */
import { headsFor } from '@parley/group'
import {
  groupDoc,
  type GroupId,
  type Invitation,
  type LinkEnd,
  RECORD_TYPE,
  type Refusal,
} from '@parley/protocol'
import type { Device } from '../device.ts'
import { rootOf } from '../identity/identity.ts'
import type { LinkAnswer } from '../link/link-proofs.ts'
import { draftOwnDevice, hasWritten } from '../own/own-acts.ts'
import type { Stop, StoreChange } from '../ports.ts'
import { newTelling } from '../profiles/telling.ts'
import { draftNaming } from '../profiles/draft-naming.ts'
import { departureIn, isWaiting } from './departures.ts'
import { draftJoin, linkKeys } from './entry.ts'
import { entryChange, type GroupEntry, invitationOf } from './group-entry.ts'
import { endOfLink, unsentJoins } from './link-end.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'
import { overSaid } from '../membership/last-said.ts'
import type { Membership } from '../membership/membership.ts'

export interface BelongingPorts {
  readonly device: Device
  readonly group: GroupId
  readonly entry: GroupEntry
  readonly membership: Membership
  myName(): string
  doc(): LiveDoc
  isReady(): boolean
  /** A relay said something else of the link. */
  onChange(): void
  /** As if a relay had refused these of the group document. */
  refuse(refusals: readonly Refusal[]): void
}

export interface Belonging {
  entry(): GroupEntry
  /** The entry, to be kept as part of another write. */
  change(): StoreChange
  invitation(): Invitation | undefined
  /** Joins, when the link's invite is held. Rejects with StorageFailed. */
  enter(): Promise<void>
  /** Tells the group this person's name, status and picture when it knows others. */
  sayName(): Promise<void>
  /** A whole file of the group was opened: who comes by a link need not wait for a relay to tell more. */
  hearFile(): void
  proveLink(): void
  forgetLinkWhenIn(): void
  /** Another link of the same group: it counts while this person is not in. Rejects with StorageFailed. */
  takeLink(invitation: Invitation): Promise<void>
  /** Why the link this person comes by lets nobody in; `undefined` while it may. */
  linkEnd(): LinkEnd | undefined
  /** The group was on the list before the link was followed. */
  wasListed(): boolean
  /** This person comes by no link now. Rejects with StorageFailed. */
  dropLink(): Promise<void>
  /** Its person wants it gone from this device, or came back meanwhile. Rejects with StorageFailed. */
  setForgotten(isForgotten: boolean): Promise<void>
  /** Another tab has kept that. */
  hearForgotten(): void
  /** The own admission was refused: try again by the link, a few times. */
  comeAgain(): void
  /**
   * The relay shut the group document after all it had to tell. If it said before that the link has
   * ended, and has told of no admission since, the one that is only here is refused with the link.
   */
  turnAway(): void
  /** The relay says: for good. It may lie, so this lasts until the next start only (AT85). */
  shut(): void
  isShut(): boolean
  /** A relay is asked once more. */
  reopen(): void
  /** By a link, and not there yet. */
  isComing(): boolean
  close(): void
}

/** Whoever is refused this often by a relay is refused again: the next start, or another link, tries anew. */
const MAX_COMINGS = 2
const MAX_TELLINGS = 3

export function newBelonging(ports: BelongingPorts): Belonging {
  return new StepwiseBelonging(ports)
}

class StepwiseBelonging implements Belonging {
  readonly #ports: BelongingPorts
  #entry: GroupEntry
  #isEntering = false
  #hasHeardFile = false
  #isNaming = false
  #isShut = false
  #comingsCount = 0
  /** How often each name was told: two tabs, or a relay that refuses, must not make it endless. */
  readonly #told = new Map<string, number>()
  readonly #tell: () => Promise<void>
  #forgetLink: Stop | undefined
  /** What a relay last made of the link. */
  #answer: LinkAnswer | undefined
  /** The link ended before a relay had the admission by it. */
  #isTurnedAway = false

  constructor(ports: BelongingPorts) {
    this.#ports = ports
    this.#entry = ports.entry
    this.#tell = newTelling(ports)
  }

  entry(): GroupEntry {
    return this.#entry
  }

  change(): StoreChange {
    return entryChange(this.#ports.group, this.#entry)
  }

  invitation(): Invitation | undefined {
    return invitationOf(this.#ports.group, this.#entry)
  }

  async enter(): Promise<void> {
    const { device, membership, doc } = this.#ports
    const invitation = this.invitation()
    const roster = membership.roster()
    if (this.#entry.state === 'member') return this.#introduceDevice()
    if (this.#isEntering || this.#comingsCount > MAX_COMINGS) return
    if (roster.members.has(device.identity.person))
      return this.#keep({ ...this.#entry, state: 'member' })
    if (invitation === undefined || !roster.links.has(invitation.invite)) return
    if (this.linkEnd() !== undefined) return
    const isKeyComing = roster.encrypted && membership.epochKey() === undefined
    if (isKeyComing && !this.#hasHeardFile && doc().following()?.isSynced() !== true) return
    this.#isEntering = true
    try {
      await this.#join(invitation)
    } finally {
      this.#isEntering = false
    }
  }

  async sayName(): Promise<void> {
    await this.#sayOwnName()
    await this.#tell()
  }

  async #sayOwnName(): Promise<void> {
    const { device, membership, isReady } = this.#ports
    const name = this.#ports.myName()
    const groupName = membership.groupName()
    if (groupName !== undefined && groupName !== this.#entry.name)
      await this.#keep({ ...this.#entry, name: groupName })
    if (
      this.#isNaming ||
      name === '' ||
      !isReady() ||
      membership.nameOf(device.identity.person) === name
    )
      return
    const toldCount = this.#told.get(name) ?? 0
    if (toldCount >= MAX_TELLINGS) return
    this.#isNaming = true
    try {
      await this.#appendProfile(name)
      this.#told.set(name, toldCount + 1)
    } finally {
      this.#isNaming = false
    }
  }

  hearFile(): void {
    this.#hasHeardFile = true
  }

  proveLink(): void {
    const { device, group, onChange } = this.#ports
    const invitation = this.invitation()
    if (invitation === undefined || this.#isIn() || this.#isGone()) return
    const { sign } = linkKeys(group, invitation.secret)
    const prove = (message: Uint8Array) => device.signer(message, sign)
    this.#forgetLink?.()
    const onAnswer = (answer: LinkAnswer) => {
      this.#answer = answer
      onChange()
    }
    const link = { group, invite: invitation.invite, sign: prove, onAnswer }
    this.#forgetLink = device.link.proveLink(link)
  }

  forgetLinkWhenIn(): void {
    if (!this.#isIn()) return
    this.#forgetLink?.()
    this.#forgetLink = undefined
  }

  async takeLink(invitation: Invitation): Promise<void> {
    const { device, group, membership } = this.#ports
    const { invite, secret } = invitation
    const roster = membership.roster()
    const { person } = device.identity
    const isOut = departureIn(roster, person) !== undefined
    if (roster.members.has(person) || (invite === this.#entry.invite && !isOut)) return
    const { state, wasListed, isForgotten } = this.#entry
    const next: GroupEntry = {
      ...this.#entry,
      state: 'joining',
      invite,
      secret,
      followedAt: device.clock.now(),
      wasListed: isForgotten !== true && (state === 'member' || wasListed === true),
      isForgotten: false,
    }
    await device.store.write([entryChange(group, next)])
    this.#entry = next
    this.#comingsCount = 0
    this.#isShut = false
    this.#answer = undefined
    this.#isTurnedAway = false
    membership.followLink(linkKeys(group, secret))
    this.proveLink()
  }

  linkEnd(): LinkEnd | undefined {
    const { device, membership } = this.#ports
    const { invite } = this.#entry
    if (invite === undefined) return undefined
    const told = { answer: this.#answer, now: device.ownClock.now() }
    return endOfLink(membership.roster(), invite, told)
  }

  wasListed(): boolean {
    return this.#entry.wasListed === true
  }

  async dropLink(): Promise<void> {
    const { device, group, onChange } = this.#ports
    const next: GroupEntry = {
      ...this.#entry,
      state: 'member',
      invite: undefined,
      secret: undefined,
    }
    await device.store.write([entryChange(group, next)])
    this.#entry = next
    this.#forgetLink?.()
    this.#forgetLink = undefined
    onChange()
  }

  setForgotten(isForgotten: boolean): Promise<void> {
    return this.#keep({ ...this.#entry, isForgotten })
  }

  hearForgotten(): void {
    this.#entry = { ...this.#entry, isForgotten: true }
  }

  comeAgain(): void {
    const { device, group, membership } = this.#ports
    const roster = membership.roster()
    const { person } = device.identity
    if (this.#entry.state !== 'member') return
    if (roster.members.has(person) || isWaiting(roster, person)) return
    if (departureIn(roster, person) !== undefined && !this.#isTurnedAway) return
    this.#isTurnedAway = false
    // If this is not kept, the next start does not ask again by itself.
    this.#keep({ ...this.#entry, state: 'joining' }).catch(() => undefined)
    const isAnswered = this.linkEnd() !== undefined
    if (!isAnswered && ++this.#comingsCount > MAX_COMINGS)
      return device.notices.tell('sync-stopped', group)
    this.proveLink()
  }

  turnAway(): void {
    const { device, group, membership, refuse } = this.#ports
    const roster = membership.roster()
    const { person } = device.identity
    const hasEnded = this.#answer?.state === 'refused' && this.#answer.end !== undefined
    if (!hasEnded || !(roster.members.has(person) || isWaiting(roster, person))) return
    const joins = unsentJoins(device.outbox.recordsOf(groupDoc(group)))
    if (joins.length === 0) return
    this.#isTurnedAway = true
    refuse(joins.map((place) => ({ ...place, reason: 'policy:removed', needs: [] })))
  }

  shut(): void {
    this.#isShut = true
  }

  isShut(): boolean {
    const saysMore = this.#entry.state === 'joining' && this.linkEnd() !== undefined
    return this.#isShut && !saysMore
  }

  reopen(): void {
    this.#isShut = false
  }

  isComing(): boolean {
    return this.#entry.state === 'joining'
  }

  close(): void {
    this.#forgetLink?.()
  }

  async #keep(next: GroupEntry): Promise<void> {
    this.#entry = next
    await this.#ports.device.store.write([this.change()])
  }

  /**
   * A device that another own one linked, or whose person somebody let in, says first whose it is. It
   * may not read the group before a relay has that, so it builds on what it was told.
   */
  async #introduceDevice(): Promise<void> {
    const { device, group, membership, doc } = this.#ports
    if (this.#isEntering || hasWritten(doc(), group, device)) return
    const roster = membership.roster()
    const { person } = device.identity
    const member = roster.members.get(person)
    const told = !roster.founded && this.#entry.admission ? [this.#entry.admission] : []
    // While a refused admission is being taken back the roster still knows of it.
    const isIn = member !== undefined && doc().records().hasEntry('members', member.admittedBy)
    const parents = member === undefined ? told : isIn ? headsFor(roster, person) : []
    if (parents.length === 0) return
    const basis = { group, role: member?.role ?? 'member', parents, root: rootOf(device.identity) }
    this.#isEntering = true
    try {
      await doc().appender.append([draftOwnDevice(device, basis)])
    } finally {
      this.#isEntering = false
    }
  }

  /** A member whose admission the relay has acknowledged; who waits to be let in reads by the link. */
  #isIn(): boolean {
    const { device, group, membership } = this.#ports
    return (
      this.#entry.state === 'member' &&
      membership.roster().members.has(device.identity.person) &&
      device.outbox.recordsOf(groupDoc(group)).length === 0
    )
  }

  /** Whoever left or was removed reads no more by the link they once came by. */
  #isGone(): boolean {
    const { device, membership } = this.#ports
    const isComing = this.#entry.state === 'joining'
    return !isComing && departureIn(membership.roster(), device.identity.person) !== undefined
  }

  async #join(invitation: Invitation): Promise<void> {
    const { device, group, membership, doc } = this.#ports
    const joined: GroupEntry = { ...this.#entry, state: 'member' }
    const held = {
      roster: membership.roster(),
      epoch: membership.epochKey(),
      name: this.#ports.myName(),
      followedAt: this.#entry.followedAt,
    }
    await doc().appender.append(draftJoin(device, invitation, held), [entryChange(group, joined)])
    this.#entry = joined
  }

  async #appendProfile(name: string): Promise<void> {
    const { device, membership, doc } = this.#ports
    const hlc = device.ownClock.next()
    const { own } = membership.saidNames(device.identity.person)
    const saying = { recordType: RECORD_TYPE.profile, hlc, ...overSaid(own.name, hlc) }
    await doc().appender.append([draftNaming(this.#ports, saying, { name })])
  }
}
