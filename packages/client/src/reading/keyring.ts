/**
 * The keyring: epoch keys this device can open, from the grants and chains it has seen.
 *
 * A grant's row is found by its tag and opened with a box of the person (there is one for each
 * generation) or of the link this device came by; from an opened key the chain of older keys is
 * followed down. A key counts only under the id that commits to it, so nothing here needs to know
 * who wrote a grant or a chain, and a circle of chains ends where it began.
 */
import {
  type ChainedKey,
  concatBytes,
  equalBytes,
  type EpochBody,
  type EpochId,
  type GrantBody,
  type GroupId,
  idBytes,
  toEpochId,
} from '@parley/protocol'
import {
  type BoxKeyPair,
  epochIdOf,
  openFromBox,
  openKey,
  rowTag,
  sealToBox,
} from '@parley/sealing'

export interface Keyring {
  /** A box to look for rows with; grants seen before are looked through again. */
  addBox(box: BoxKeyPair): void
  /** True when it brought a key that was not here. */
  learn(grant: GrantBody): boolean
  /** The chain that an epoch's record holds. True when it brought a key that was not here. */
  learnChain(epoch: EpochBody): boolean
  /** A key this device made itself. */
  hold(key: Uint8Array): EpochId
  keyOf(epoch: EpochId): Uint8Array | undefined
  /** As keyOf, but not asked on behalf of something sealed. */
  has(epoch: EpochId): boolean
  /** The publics of the own boxes. */
  boxes(): readonly Uint8Array[]
  /** Of these epochs the fewest whose keys, followed down their chains, open all of them. */
  tipsOf(epochs: readonly EpochId[]): readonly EpochId[]
  /** Epochs that something here is sealed under, asked for in vain until now. */
  lacking(): readonly EpochId[]
}

/** Nobody can make a device remember more names of keys than this. */
const MAX_LACKING = 1_024

export function newKeyring(group: GroupId): Keyring {
  return new ChainingKeyring(group)
}

class ChainingKeyring implements Keyring {
  readonly #group: GroupId
  readonly #boxes: BoxKeyPair[] = []
  readonly #keys = new Map<EpochId, Uint8Array>()
  /** Grants and chains whose key is not here. */
  readonly #grants = new Map<EpochId, GrantBody[]>()
  readonly #chains = new Map<EpochId, ChainedKey[]>()
  /** What opened, newer to older. */
  readonly #opened = new Map<EpochId, Set<EpochId>>()
  readonly #lacking = new Set<EpochId>()

  constructor(group: GroupId) {
    this.#group = group
  }

  addBox(box: BoxKeyPair): void {
    if (this.#boxes.some(({ publicKey }) => equalBytes(publicKey, box.publicKey))) return
    this.#boxes.push(box)
    for (const grant of [...this.#grants.values()].flat()) this.#tryRow(grant, [box])
  }

  learn(grant: GrantBody): boolean {
    if (this.#keys.has(grant.epoch)) return false
    remember(this.#grants, grant.epoch, grant)
    return this.#tryRow(grant, this.#boxes)
  }

  learnChain({ epoch, chained }: EpochBody): boolean {
    const key = this.#keys.get(epoch)
    let learned = false
    for (const link of chained) {
      const older = key && this.#openLink(epoch, key, link)
      if (key === undefined) remember(this.#chains, epoch, link)
      else if (older !== undefined && this.#take(link.epoch, older)) learned = true
    }
    return learned
  }

  hold(key: Uint8Array): EpochId {
    const id = toEpochId(epochIdOf(key))
    this.#take(id, key)
    return id
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

  #tryRow(grant: GrantBody, boxes: readonly BoxKeyPair[]): boolean {
    if (this.#keys.has(grant.epoch)) return false
    for (const box of boxes) {
      const key = openRow(this.#group, grant, box)
      if (key !== undefined) return this.#take(grant.epoch, key)
    }
    return false
  }

  /** And all that hangs below it, level by level: a chain is as long as its forger likes, a stack is not. */
  #take(id: EpochId, key: Uint8Array): boolean {
    if (this.#keys.has(id)) return false
    const found = [{ id, key }]
    for (const one of found) {
      if (this.#keys.has(one.id)) continue
      this.#keys.set(one.id, one.key)
      this.#lacking.delete(one.id)
      this.#grants.delete(one.id)
      for (const link of this.#chains.get(one.id) ?? []) {
        const older = this.#openLink(one.id, one.key, link)
        if (older !== undefined) found.push({ id: link.epoch, key: older })
      }
      this.#chains.delete(one.id)
    }
    return true
  }

  #openLink(newer: EpochId, newerKey32: Uint8Array, link: ChainedKey): Uint8Array | undefined {
    const older = openKey({
      gid32: idBytes(this.#group),
      newerKey32,
      newerId16: idBytes(newer),
      olderId16: idBytes(link.epoch),
      nonce24: link.nonce,
      sealed: link.sealed,
    })
    if (older !== undefined) this.#opened.set(newer, this.#openedBy(newer).add(link.epoch))
    return older
  }

  #openedBy(newer: EpochId): Set<EpochId> {
    return this.#opened.get(newer) ?? new Set()
  }

  /** What this epoch's chain opens, itself left out even where the chain is a circle. */
  #below(id: EpochId): ReadonlySet<EpochId> {
    const reached = new Set([id])
    for (const one of reached) for (const older of this.#openedBy(one)) reached.add(older)
    reached.delete(id)
    return reached
  }
}

function remember<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const others = map.get(key)
  if (others === undefined) map.set(key, [value])
  else others.push(value)
}

/** The rows of a grant to these boxes; a box that is no public key gets none. */
export function grantTo(
  group: GroupId,
  epoch: { readonly id: EpochId; readonly key: Uint8Array },
  ephemeral: BoxKeyPair,
  boxes: readonly Uint8Array[],
): GrantBody {
  const context = rowContext(group, epoch.id)
  const rows = boxes.flatMap((recipientPublic) => {
    const sealed = sealToBox({
      ephemeralSecret: ephemeral.secretKey,
      recipientPublic,
      context,
      key32: epoch.key,
    })
    return sealed === undefined
      ? []
      : [{ tag: rowTag(ephemeral.publicKey, recipientPublic), sealed }]
  })
  return { epoch: epoch.id, ephemeral: ephemeral.publicKey, rows }
}

/** What a row is sealed for: this epoch of this group. */
export function rowContext(group: GroupId, epoch: EpochId): Uint8Array {
  return concatBytes(idBytes(group), idBytes(epoch))
}

function openRow(group: GroupId, grant: GrantBody, box: BoxKeyPair): Uint8Array | undefined {
  const tag = rowTag(grant.ephemeral, box.publicKey)
  const context = rowContext(group, grant.epoch)
  for (const row of grant.rows) {
    if (!equalBytes(row.tag, tag)) continue
    const key = openFromBox({
      recipientSecret: box.secretKey,
      recipientPublic: box.publicKey,
      ephemeralPublic: grant.ephemeral,
      context,
      sealed: row.sealed,
    })
    if (key !== undefined && toEpochId(epochIdOf(key)) === grant.epoch) return key
  }
  return undefined
}
