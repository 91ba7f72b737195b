/**
 * The keyring: epoch keys this device can open, from the announcements, grants and chains it has seen.
 *
 * A grant's row is found by its tag and opened with a box of the person (there is one for each
 * generation) or of the link this device came by; from an opened key the chain of older keys is
 * followed down. A key counts only once the announcement of its epoch is here and commits to it, so
 * nothing here needs to know who wrote a grant or a chain, and a circle of chains ends where it began.
 */
import {
  type Announcement,
  type ChainedKey,
  equalBytes,
  type EpochId,
  type GrantBody,
  type GroupId,
  idBytes,
} from '@parley/protocol'
import { type BoxKeyPair, commitmentOf, isCommittedTo, openKey } from '@parley/sealing'
import { openRows } from '../keys/rows.ts'
import type { EpochKey } from '../writing/drafts.ts'

export interface Keyring {
  /** A box to look for rows with; grants seen before are looked through again. */
  addBox(box: BoxKeyPair): void
  /** True when it brought a key that was not here. */
  learn(grant: GrantBody): boolean
  /** What proves the epoch's key, and the chain that hangs below it. True when it brought a key that was not here. */
  learnEpoch(epoch: Announcement): boolean
  /** A key this device made itself. */
  hold(epoch: EpochKey): void
  keyOf(epoch: EpochId): Uint8Array | undefined
  /** As keyOf, but not asked on behalf of something sealed. */
  has(epoch: EpochId): boolean
  /** The publics of the own boxes. */
  boxes(): readonly Uint8Array[]
  /** Whether the newer epoch's chain gave the older key here. */
  opens(newer: EpochId, older: EpochId): boolean
  /** Of these epochs the fewest whose keys, followed down their chains, open all of them. */
  tipsOf(epochs: readonly EpochId[]): readonly EpochId[]
  /** Epochs that something here is sealed under, asked for in vain until now. */
  lacking(): readonly EpochId[]
}

/** Nobody can make a device remember more names of keys than this. */
const MAX_LACKING = 1_024

/** What a row or a chain says is an epoch's key. */
interface Offer extends EpochKey {
  /** Whose chain it came out of. */
  readonly from: EpochId | undefined
}

export function newKeyring(group: GroupId): Keyring {
  return new ChainingKeyring(group)
}

class ChainingKeyring implements Keyring {
  readonly #group: GroupId
  readonly #boxes: BoxKeyPair[] = []
  readonly #keys = new Map<EpochId, Uint8Array>()
  readonly #commitments = new Map<EpochId, Uint8Array>()
  /** Grants and chains whose key is not here. */
  readonly #grants = new Map<EpochId, GrantBody[]>()
  readonly #chains = new Map<EpochId, ChainedKey[]>()
  /** What nothing here can prove yet. */
  readonly #offers = new Map<EpochId, Offer[]>()
  /** What opened, newer to older. */
  readonly #opened = new Map<EpochId, Set<EpochId>>()
  readonly #lacking = new Set<EpochId>()

  constructor(group: GroupId) {
    this.#group = group
  }

  addBox(box: BoxKeyPair): void {
    if (this.#boxes.some(({ publicKey }) => equalBytes(publicKey, box.publicKey))) return
    this.#boxes.push(box)
    for (const grant of [...this.#grants.values()].flat()) this.#tryRows(grant, [box])
  }

  learn(grant: GrantBody): boolean {
    if (this.#keys.has(grant.epoch)) return false
    remember(this.#grants, grant.epoch, grant)
    return this.#tryRows(grant, this.#boxes)
  }

  learnEpoch({ epoch, commitment, chained }: Announcement): boolean {
    this.#commitments.set(epoch, commitment)
    const waiting = this.#offers.get(epoch) ?? []
    this.#offers.delete(epoch)
    const key = this.#keys.get(epoch)
    for (const link of chained) {
      if (key === undefined) remember(this.#chains, epoch, link)
      else waiting.push(...this.#openLink({ id: epoch, key }, link))
    }
    return this.#take(waiting)
  }

  hold(epoch: EpochKey): void {
    this.#commitments.set(epoch.id, commitmentOf(epoch.key))
    this.#take([{ ...epoch, from: undefined }])
  }

  keyOf(epoch: EpochId): Uint8Array | undefined {
    const key = this.#keys.get(epoch)
    if (key === undefined && this.#lacking.size < MAX_LACKING) this.#lacking.add(epoch)
    return key
  }

  has(epoch: EpochId): boolean {
    return this.#keys.has(epoch)
  }

  boxes(): readonly Uint8Array[] {
    return this.#boxes.map(({ publicKey }) => publicKey)
  }

  opens(newer: EpochId, older: EpochId): boolean {
    return this.#opened.get(newer)?.has(older) === true
  }

  tipsOf(epochs: readonly EpochId[]): readonly EpochId[] {
    const tips: EpochId[] = []
    const covered = new Set<EpochId>()
    for (const id of epochs) {
      if (covered.has(id)) continue
      const below = this.#below(id)
      for (const older of below) covered.add(older)
      tips.splice(0, tips.length, ...tips.filter((tip) => !below.has(tip)), id)
    }
    return tips
  }

  lacking(): readonly EpochId[] {
    return [...this.#lacking]
  }

  #tryRows(grant: GrantBody, boxes: readonly BoxKeyPair[]): boolean {
    if (this.#keys.has(grant.epoch)) return false
    const found = boxes.flatMap((box) => openRows(this.#group, grant, box))
    return this.#take(found.map((key) => ({ id: grant.epoch, key, from: undefined })))
  }

  /** And all that hangs below, level by level: a chain is as long as its forger likes, a stack is not. */
  #take(offers: readonly Offer[]): boolean {
    const open = [...offers]
    let isNew = false
    for (const offer of open) {
      const commitment = this.#commitments.get(offer.id)
      if (commitment === undefined) remember(this.#offers, offer.id, offer)
      else if (isCommittedTo(commitment, offer.key)) {
        if (offer.from !== undefined) this.#openedBy(offer.from).add(offer.id)
        if (this.#keys.has(offer.id)) continue
        isNew = true
        open.push(...this.#keep(offer))
      }
    }
    return isNew
  }

  #keep({ id, key }: EpochKey): readonly Offer[] {
    this.#keys.set(id, key)
    this.#lacking.delete(id)
    this.#grants.delete(id)
    const links = this.#chains.get(id) ?? []
    this.#chains.delete(id)
    return links.flatMap((link) => this.#openLink({ id, key }, link))
  }

  #openLink(newer: EpochKey, link: ChainedKey): readonly Offer[] {
    const key = openKey({
      gid32: idBytes(this.#group),
      newerKey32: newer.key,
      newerId16: idBytes(newer.id),
      olderId16: idBytes(link.epoch),
      nonce24: link.nonce,
      sealed: link.sealed,
    })
    return key === undefined ? [] : [{ id: link.epoch, key, from: newer.id }]
  }

  #openedBy(newer: EpochId): Set<EpochId> {
    const known = this.#opened.get(newer) ?? new Set()
    this.#opened.set(newer, known)
    return known
  }

  /** What this epoch's chain opens, itself left out even where the chain is a circle. */
  #below(id: EpochId): ReadonlySet<EpochId> {
    const reached = new Set([id])
    for (const one of reached) for (const older of this.#opened.get(one) ?? []) reached.add(older)
    reached.delete(id)
    return reached
  }
}

function remember<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const others = map.get(key)
  if (others === undefined) map.set(key, [value])
  else others.push(value)
}
