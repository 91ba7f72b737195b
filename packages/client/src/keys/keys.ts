/**
 * The keys of one group on this device: a new epoch when one is needed to write, and rows for those
 * who lack them.
 *
 * A new epoch is made by whoever is about to write and by nobody else, so that ten removals, seen by a
 * thousand devices, cost one. What is only shown, presence and read marks, never makes one.
 */
import { headsFor, type Recipient } from '@parley/group'
import { type EpochId, type GroupId, toDeviceKey } from '@parley/protocol'
import type { Device } from '../device.ts'
import type { LiveDoc } from '../syncing/live-doc.ts'
import type { Membership } from '../membership/membership.ts'
import type { EpochKey } from '../writing/drafts.ts'
import { owedNames } from './asking-names.ts'
import { placeInLine } from './backoff.ts'
import { draftComplaint } from './complaint.ts'
import { draftGrants } from './granting.ts'
import { isInStep, isPresentHere, mayGiveKeys, mayMakeKeys } from './handing.ts'
import { type Healing, newHealing, type OwedRow } from './healing.ts'
import { draftNamesAgain } from './names-again.ts'
import { draftRotation } from './rotation.ts'

export interface KeysPorts {
  readonly device: Device
  readonly group: GroupId
  readonly membership: Membership
  doc(): LiveDoc
}

export interface Keys {
  /**
   * Something is about to be written: makes a new epoch when none is usable. True: it can be sealed
   * now (`membership.epochKey()`), or this group is not encrypted. Rejects with StorageFailed.
   */
  prepare(): Promise<boolean>
  /** The group document moved, or is in step with the relay's. */
  look(): void
  close(): void
}

/** How long a key that exists is waited for, and the relay's word, before another key is made. */
const PATIENCE_MS = 10_000
/** People whose keys stand side by side, each given to newcomers, before a new epoch gathers them. */
const MAX_MAKERS = 8
const MAX_ROWS_AT_ONCE = 1_000
/** A member who makes keys by the hundred does not make every holder give each of them to everybody. */
const MAX_GIVEN_KEYS = 64

export function newKeys(ports: KeysPorts): Keys {
  return new GroupKeys(ports)
}

class GroupKeys implements Keys {
  readonly #ports: KeysPorts
  readonly #healing: Healing
  #making: Promise<void> | undefined
  #isComplaining = false
  #waitsSince: number | undefined

  constructor(ports: KeysPorts) {
    this.#ports = ports
    const { clock, random } = ports.device
    this.#healing = newHealing({
      clock,
      random,
      owed: () => this.#owed(),
      placeFor: (epoch) => this.#placeFor(epoch),
      give: (rows) => this.#give(rows),
    })
  }

  async prepare(): Promise<boolean> {
    const { membership } = this.#ports
    if (!isPresentHere(this.#ports)) return false
    if (!membership.roster().encrypted) return true
    if (this.#isWanting() && this.#mayMake())
      await (this.#making ??= this.#make().finally(() => (this.#making = undefined)))
    if (membership.epochKey() === undefined) return false
    this.#waitsSince = undefined
    const names = draftNamesAgain(this.#ports)
    if (names.length > 0) await this.#ports.doc().appender.append(names)
    return true
  }

  look(): void {
    if (isInStep(this.#ports)) this.#ports.membership.keys.giveUpUnannounced()
    this.#healing.look()
    if (!this.#isComplaining) void this.#complain()
  }

  close(): void {
    this.#healing.close()
  }

  /** No key to write under, or so many people's side by side; whoever makes many alone costs nobody a new one (AT123). */
  #isWanting(): boolean {
    const { membership } = this.#ports
    if (membership.epochKey() === undefined) return true
    const isOpen = membership.roster().policy.history === 'everything'
    return isOpen && membership.keys.tipsByMaker().length > MAX_MAKERS
  }

  #mayMake(): boolean {
    const { device, membership, doc } = this.#ports
    if (!mayMakeKeys(this.#ports)) return false
    const roster = membership.roster()
    const heads = headsFor(roster, device.identity.person)
    const key = toDeviceKey(device.identity.device.publicKey)
    if (roster.whyNot({ device: key, heads, act: 'any' }) !== undefined) return false
    const isConnected = device.link.state().state === 'connected'
    const isWordOut = isConnected && doc().following()?.isSynced() !== true
    // One is usable, and its key is not here: that key may yet come.
    const isKeyOut =
      membership.epochKey() === undefined && membership.keys.epochs().usable() !== undefined
    if (!isWordOut && !isKeyOut) return true
    this.#waitsSince ??= device.clock.now()
    return device.clock.now() - this.#waitsSince >= PATIENCE_MS
  }

  async #make(): Promise<void> {
    const { membership, doc } = this.#ports
    const rotation = await draftRotation(this.#ports)
    if (!this.#isWanting() || !mayMakeKeys(this.#ports)) return // somebody else's came meanwhile
    membership.keyring.hold(rotation.epoch)
    await doc().appender.append(rotation.drafts)
  }

  async #complain(): Promise<void> {
    const { device, group, membership, doc } = this.#ports
    if (!membership.roster().encrypted || !mayGiveKeys(this.#ports)) return
    const complaint = draftComplaint(this.#ports)
    if (complaint === undefined) return
    this.#isComplaining = true
    try {
      await doc().appender.append([complaint])
    } catch {
      device.notices.tell('storage-failing', group)
    } finally {
      this.#isComplaining = false
    }
  }

  /** Of every key that newcomers are given, of the one that is written with, and of names that ask. */
  #owed(): readonly OwedRow[] {
    const { device, membership } = this.#ports
    if (!membership.roster().encrypted || !mayGiveKeys(this.#ports)) return []
    const owed = this.#recipients().flatMap(({ key, recipients }) =>
      recipients.map((recipient) => ({ epoch: key.id, recipient })),
    )
    if (owed.length === 0) return []
    const ours = this.#actsOfThisDevice()
    const own = membership.roster().members.get(device.identity.person)?.box
    return owed.slice(0, MAX_ROWS_AT_ONCE).map(({ epoch, recipient: { boxPublic, since } }) => ({
      epoch,
      boxPublic,
      isOurs: boxPublic === own || since.some((id) => ours.has(id)),
    }))
  }

  /** Each key that this device gives, with those who lack it. */
  #recipients(): readonly { readonly key: EpochKey; readonly recipients: readonly Recipient[] }[] {
    const { keys, keyring } = this.#ports.membership
    const current = keys.epochKey()
    const tips = inTurns(keys.tipsByMaker()).slice(0, MAX_GIVEN_KEYS)
    const given = new Map([...(current ? [current] : []), ...tips].map((key) => [key.id, key]))
    const names = [...owedNames(this.#ports.membership)].flatMap(([id, recipients]) => {
      const key = given.has(id) ? undefined : keyring.keyOf(id)
      return key === undefined ? [] : [{ key: { id, key }, recipients }]
    })
    return [
      ...Array.from(given.values(), (key) => ({ key, recipients: keys.owed(key.id) })),
      ...names,
    ]
  }

  #actsOfThisDevice(): ReadonlySet<string> {
    const { device, membership } = this.#ports
    const own = toDeviceKey(device.identity.device.publicKey)
    const acts = membership.roster().log.filter((act) => act.device === own)
    return new Set(acts.map(({ id }) => id))
  }

  #placeFor(epoch: EpochId) {
    const { device, membership } = this.#ports
    const own = toDeviceKey(device.identity.device.publicKey)
    const members = [...membership.roster().members.values()]
    return placeInLine(
      epoch,
      own,
      members.flatMap(({ devices }) => devices),
    )
  }

  async #give(rows: readonly OwedRow[]): Promise<void> {
    const { device, group, doc } = this.#ports
    try {
      if (!mayGiveKeys(this.#ports)) return
      const drafts = []
      for (const { key, recipients } of this.#recipients()) {
        const wanted = rows.filter(({ epoch }) => epoch === key.id)
        const boxes = new Set(wanted.map(({ boxPublic }) => boxPublic))
        const some = recipients.filter(({ boxPublic }) => boxes.has(boxPublic))
        drafts.push(...(await draftGrants(this.#ports, key, some)))
      }
      if (drafts.length > 0) await doc().appender.append(drafts)
    } catch {
      device.notices.tell('storage-failing', group)
    }
  }
}

/** The first of each share, then the second of each. */
function inTurns<T>(shares: readonly (readonly T[])[]): readonly T[] {
  const most = Math.max(0, ...shares.map(({ length }) => length))
  return Array.from({ length: most }, (_, turn) =>
    shares.flatMap((share) => share[turn] ?? []),
  ).flat()
}
