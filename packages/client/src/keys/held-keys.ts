/**
 * What a group's key records come to on this device: which epoch to write under, what newcomers are
 * given, and whether something still waits for a key.
 *
 * The rules are group's (epochs.ts), the keys are the keyring's; this puts them together, and works
 * it out anew only after a record or the roster changed.
 */
import {
  byBox,
  type Epochs,
  epochsOf,
  type HeldEpoch,
  type HeldGrant,
  receiversIn,
  type Recipient,
  type Roster,
} from '@parley/group'
import {
  equalBytes,
  type EpochId,
  type GrantBody,
  type GroupId,
  idBytes,
  type PersonId,
} from '@parley/protocol'
import { type Keyring, newKeyring } from '../reading/keyring.ts'
import type { EpochKey } from '../writing/drafts.ts'
import { opensFor, tagOf } from './rows.ts'

export interface HeldKeys {
  readonly keyring: Keyring
  addEpoch(record: HeldEpoch): void
  addGrant(record: HeldGrant): void
  /** The roster, the records or the keyring changed. */
  reconsider(): void
  /** The records are read anew; opened keys are kept. */
  clear(): void
  epochs(): Epochs
  /** The epoch to write under; `undefined` while this device holds no usable key. */
  epochKey(): EpochKey | undefined
  /** The fewest keys that open all that newcomers may read, as far as this device holds it. */
  tips(): readonly EpochKey[]
  /** The same by the person whose device announced them: nobody's share grows by making more of them. */
  tipsByMaker(): readonly (readonly EpochKey[])[]
  /** Who is to be given this epoch's key and was not yet. */
  owed(id: EpochId): readonly Recipient[]
  /** Whether this person announced the epoch without the right to (EP1): whoever asks to be let in does. */
  isUncounted(id: EpochId, by: PersonId): boolean
  /** Of these, who holds no row of this epoch, whoever gave one. */
  without(id: EpochId, recipients: readonly Recipient[]): readonly Recipient[]
  /** Something here is sealed under a key that an own box may have, and that is not here yet. */
  waitsForKey(): boolean
  /** All that there is has been heard: keys whose epoch nobody announced are waited for no more, until somebody does. */
  giveUpUnannounced(): void
  /** Of what is waited for: something that everybody takes for given to this box, and that is not here. */
  wasGivenInVain(boxPublic: Uint8Array): boolean
}

export function newHeldKeys(group: GroupId, roster: () => Roster): HeldKeys {
  return new RecordedKeys(group, roster)
}

class RecordedKeys implements HeldKeys {
  readonly keyring: Keyring
  readonly #group: GroupId
  readonly #roster: () => Roster
  /** Rows made again to be compared, by grant and box: that costs a millisecond each. */
  readonly #good = new WeakMap<GrantBody, Map<string, boolean>>()
  readonly #givenUp = new Set<EpochId>()
  #epochs: HeldEpoch[] = []
  #grants: HeldGrant[] = []
  #read: Epochs | undefined
  #cut: ReadonlySet<EpochId> | undefined
  #usable: { readonly key: EpochKey | undefined } | undefined

  constructor(group: GroupId, roster: () => Roster) {
    this.keyring = newKeyring(group)
    this.#group = group
    this.#roster = roster
  }

  addEpoch(record: HeldEpoch): void {
    this.#epochs.push(record)
    this.keyring.learnEpoch(record.epoch)
    this.reconsider()
  }

  addGrant(record: HeldGrant): void {
    this.#grants.push(record)
    this.keyring.learn(record.grant)
    this.reconsider()
  }

  reconsider(): void {
    this.#read = undefined
    this.#cut = undefined
    this.#usable = undefined
  }

  clear(): void {
    this.#epochs = []
    this.#grants = []
    this.reconsider()
  }

  epochs(): Epochs {
    const [epochs, grants, roster] = [this.#epochs, this.#grants, this.#roster()]
    this.#read ??= epochsOf({
      epochs,
      grants,
      roster,
      tagOf,
      isGood: (grant, boxPublic) => this.#isGood(grant, boxPublic),
      isOpened: (newer, older) => this.keyring.opens(newer, older),
    })
    return this.#read
  }

  /** Tags are public, so a member could announce an id that nobody has a key for: only opened ones count. */
  epochKey(): EpochKey | undefined {
    if (this.#usable === undefined) {
      const id = this.epochs().usable((epoch) => this.keyring.has(epoch))
      this.#usable = { key: id && this.#keyed(id)[0] }
    }
    return this.#usable.key
  }

  tips(): readonly EpochKey[] {
    const epochs = this.epochs()
    const shared = [...epochs.ids.filter((id) => epochs.isShared(id)), ...this.#cutOff()]
    const held = shared.filter((id) => this.keyring.has(id))
    return this.keyring.tipsOf(held).flatMap((id) => this.#keyed(id))
  }

  tipsByMaker(): readonly (readonly EpochKey[])[] {
    const devices = new Map(this.#epochs.map(({ device, epoch }) => [epoch.epoch, device]))
    const shares = new Map<PersonId | undefined, EpochKey[]>()
    for (const tip of this.tips()) {
      const device = devices.get(tip.id)
      const maker = device && this.#roster().personOf(device)
      shares.set(maker, [...(shares.get(maker) ?? []), tip])
    }
    return [...shares.values()]
  }

  owed(id: EpochId): readonly Recipient[] {
    return this.#cutOff().has(id) ? this.epochs().owed(id, true) : this.epochs().owed(id)
  }

  isUncounted(id: EpochId, by: PersonId): boolean {
    const made = this.#epochs.filter(({ epoch }) => epoch.epoch === id)
    const isTheirs = made.some(({ device }) => this.#roster().personOf(device) === by)
    return isTheirs && !this.epochs().ids.includes(id)
  }

  without(id: EpochId, recipients: readonly Recipient[]): readonly Recipient[] {
    const served = new Set<Recipient>()
    const boxes = byBox(recipients)
    for (const held of this.#grants) {
      if (held.grant.epoch !== id) continue
      for (const recipient of receiversIn(held.grant, boxes, () => [], tagOf))
        if (!recipient.isWary || this.#isGood(held, recipient.boxPublic)) served.add(recipient)
    }
    return recipients.filter((recipient) => !served.has(recipient))
  }

  waitsForKey(): boolean {
    return this.#awaited().length > 0
  }

  giveUpUnannounced(): void {
    const proven = this.#proven()
    for (const id of this.#awaited()) if (!proven.has(id)) this.#givenUp.add(id)
  }

  wasGivenInVain(boxPublic: Uint8Array): boolean {
    const proven = this.#proven()
    return this.#awaited().some(
      (id) =>
        proven.has(id) &&
        this.epochs().mayHave(id, boxPublic) &&
        !this.owed(id).some((recipient) => equalBytes(recipient.boxPublic, boxPublic)),
    )
  }

  #awaited(): readonly EpochId[] {
    const epochs = this.epochs()
    const boxes = this.keyring.boxes()
    const usable =
      this.epochKey() === undefined ? epochs.usable((id) => epochs.isGranted(id)) : undefined
    const wanted = [...this.keyring.lacking(), ...(usable === undefined ? [] : [usable])]
    const proven = this.#givenUp.size > 0 ? this.#proven() : undefined
    return wanted.filter(
      (id) =>
        boxes.some((box) => epochs.mayHave(id, box)) &&
        (proven === undefined || proven.has(id) || !this.#givenUp.has(id)),
    )
  }

  #proven(): ReadonlySet<EpochId> {
    return new Set(this.#epochs.map(({ epoch }) => epoch.epoch))
  }

  /**
   * Shared epochs of members who were cut off since: others may have written under them, so they are
   * passed on. Not those made by somebody who knew more than is held here: of a removal, perhaps.
   */
  #cutOff(): ReadonlySet<EpochId> {
    if (this.#cut !== undefined) return this.#cut
    const counted = new Set(this.epochs().ids)
    const cut = this.#epochs.filter(
      (one) => one.epoch.shared && !counted.has(one.epoch.epoch) && this.#isPlaced(one),
    )
    this.#cut = new Set(cut.map(({ epoch }) => epoch.epoch))
    return this.#cut
  }

  /** Without the key nobody can tell. */
  #isGood({ grant, device }: HeldGrant, boxPublic: Uint8Array): boolean {
    const [epoch] = this.#keyed(grant.epoch)
    if (epoch === undefined) return true
    const known = this.#good.get(grant) ?? new Map<string, boolean>()
    this.#good.set(grant, known)
    const name = String(boxPublic)
    const isGood =
      known.get(name) ??
      opensFor({ group: this.#group, epoch, device: idBytes(device) }, grant, boxPublic)
    known.set(name, isGood)
    return isGood
  }

  #isPlaced({ heads }: HeldEpoch): boolean {
    return heads.every((head) => this.#roster().hasAction(head))
  }

  #keyed(id: EpochId): readonly EpochKey[] {
    const key = this.keyring.has(id) ? this.keyring.keyOf(id) : undefined
    return key === undefined ? [] : [{ id, key }]
  }
}
