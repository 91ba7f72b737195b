/**
 * What a group's key records come to on this device: which epoch to write under, what newcomers are
 * given, and whether something still waits for a key.
 *
 * The rules are group's (epochs.ts), the keys are the keyring's; this puts them together, and works
 * it out anew only after a record or the roster changed.
 */
import {
  type Epochs,
  epochsOf,
  type HeldEpoch,
  type HeldGrant,
  type Recipient,
  type Roster,
} from '@parley/group'
import type { EpochId, GroupId } from '@parley/protocol'
import { rowTag } from '@parley/sealing'
import { type Keyring, newKeyring } from '../reading/keyring.ts'
import type { EpochKey } from '../writing/drafts.ts'

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
  /** Who is to be given this epoch's key and was not yet. */
  owed(id: EpochId): readonly Recipient[]
  /** Something here is sealed under a key that an own box may have, and that is not here yet. */
  waitsForKey(): boolean
}

export function newHeldKeys(group: GroupId, roster: () => Roster): HeldKeys {
  return new RecordedKeys(newKeyring(group), roster)
}

class RecordedKeys implements HeldKeys {
  readonly keyring: Keyring
  readonly #roster: () => Roster
  #epochs: HeldEpoch[] = []
  #grants: HeldGrant[] = []
  #read: Epochs | undefined
  #usable: { readonly key: EpochKey | undefined } | undefined

  constructor(keyring: Keyring, roster: () => Roster) {
    this.keyring = keyring
    this.#roster = roster
  }

  addEpoch(record: HeldEpoch): void {
    this.#epochs.push(record)
    this.keyring.learnChain(record.epoch)
    this.reconsider()
  }

  addGrant(record: HeldGrant): void {
    this.#grants.push(record)
    this.keyring.learn(record.grant)
    this.reconsider()
  }

  reconsider(): void {
    this.#read = undefined
    this.#usable = undefined
  }

  clear(): void {
    this.#epochs = []
    this.#grants = []
    this.reconsider()
  }

  epochs(): Epochs {
    const [epochs, grants] = [this.#epochs, this.#grants]
    this.#read ??= epochsOf({ epochs, grants, roster: this.#roster(), tagOf: rowTag })
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

  owed(id: EpochId): readonly Recipient[] {
    return this.#cutOff().has(id) ? this.epochs().owed(id, true) : this.epochs().owed(id)
  }

  waitsForKey(): boolean {
    const epochs = this.epochs()
    const boxes = this.keyring.boxes()
    const mayHave = (id: EpochId) => boxes.some((box) => epochs.mayHave(id, box))
    if (this.keyring.lacking().some(mayHave)) return true
    const usable = this.epochKey() === undefined ? epochs.usable() : undefined
    return usable !== undefined && mayHave(usable)
  }

  /** Shared epochs of members who were cut off since: others may have written under them, so they are passed on. */
  #cutOff(): ReadonlySet<EpochId> {
    const counted = new Set(this.epochs().ids)
    return new Set(
      this.#epochs.flatMap(({ epoch }) =>
        epoch.shared && !counted.has(epoch.epoch) ? [epoch.epoch] : [],
      ),
    )
  }

  #keyed(id: EpochId): readonly EpochKey[] {
    const key = this.keyring.has(id) ? this.keyring.keyOf(id) : undefined
    return key === undefined ? [] : [{ id, key }]
  }
}
