/**
 * The keyring: epoch keys this device can open, from the grants it has seen.
 *
 * A grant's row is found by its tag and opened with the person's box, or with the box of the link
 * this device came by. A key counts only under the id that commits to it.
 */
import {
  concatBytes,
  equalBytes,
  type EpochId,
  type GrantBody,
  type GroupId,
  idBytes,
  toEpochId,
} from '@parley/protocol'
import { type BoxKeyPair, epochIdOf, openFromBox, rowTag, sealToBox } from '@parley/sealing'

export interface Keyring {
  /** A box to look for rows with; grants seen before are looked through again. */
  addBox(box: BoxKeyPair): void
  /** True when it brought a key that was not here. */
  learn(grant: GrantBody): boolean
  /** A key this device made itself. */
  hold(key: Uint8Array): EpochId
  keyOf(epoch: EpochId): Uint8Array | undefined
}

export function newKeyring(group: GroupId): Keyring {
  const boxes: BoxKeyPair[] = []
  const grants: GrantBody[] = []
  const keys = new Map<EpochId, Uint8Array>()

  function open(grant: GrantBody): boolean {
    if (keys.has(grant.epoch)) return false
    for (const box of boxes) {
      const key = openRow(group, grant, box)
      if (key === undefined) continue
      keys.set(grant.epoch, key)
      return true
    }
    return false
  }

  return {
    addBox(box) {
      if (boxes.some(({ publicKey }) => equalBytes(publicKey, box.publicKey))) return
      boxes.push(box)
      grants.forEach(open)
    },
    learn(grant) {
      grants.push(grant)
      return open(grant)
    },
    hold(key) {
      const id = toEpochId(epochIdOf(key))
      keys.set(id, key)
      return id
    },
    keyOf: (epoch) => keys.get(epoch),
  }
}

/** The rows of a grant to these boxes; a box that is no public key gets none. */
export function grantTo(
  group: GroupId,
  epoch: { readonly id: EpochId; readonly key: Uint8Array },
  ephemeral: BoxKeyPair,
  boxes: readonly Uint8Array[],
): GrantBody {
  const context = contextOf(group, epoch.id)
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

function openRow(group: GroupId, grant: GrantBody, box: BoxKeyPair): Uint8Array | undefined {
  const tag = rowTag(grant.ephemeral, box.publicKey)
  const context = contextOf(group, grant.epoch)
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

/** What a row is sealed for: this epoch of this group. */
function contextOf(group: GroupId, epoch: EpochId): Uint8Array {
  return concatBytes(idBytes(group), idBytes(epoch))
}
