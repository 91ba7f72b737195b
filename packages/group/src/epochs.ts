/**
 * Which group key to write with, and who still lacks it.
 *
 * An epoch and a grant count when the roster finds their author present at their heads. Nobody here
 * can open a key: rows are told apart by the tags that `tagOf` makes of public keys. Rules EP1 to EP8.
 */
import type { DeviceKey, EpochBody, EpochId, GrantBody, RecordId } from '@parley/protocol'
import type { Recipient } from './recipients.ts'
import type { Roster } from './roster.ts'

interface HeldKeyRecord {
  readonly id: RecordId
  /** The device that signed; verified. */
  readonly device: DeviceKey
  readonly heads: readonly RecordId[]
}
export type HeldEpoch = HeldKeyRecord & { readonly epoch: EpochBody }
export type HeldGrant = HeldKeyRecord & { readonly grant: GrantBody }

export interface KeyRecords {
  readonly epochs: readonly HeldEpoch[]
  readonly grants: readonly HeldGrant[]
  readonly roster: Roster
  /** The row tag of a box under a grant's ephemeral key: 8 bytes, from public keys alone. */
  tagOf(ephemeral: Uint8Array, boxPublic: Uint8Array): Uint8Array
}

/** The epoch to write with; `undefined`: none is usable, a new one must be made first. */
export function usableEpoch(known: KeyRecords): EpochId | undefined {
  const announced = countedByEpoch(known.epochs, ({ epoch }) => epoch.epoch, known.roster)
  const grants = countedByEpoch(known.grants, ({ grant }) => grant.epoch, known.roster)
  const depths = depthsOf([...announced.values()].flat())
  const candidates = [...announced].flatMap(([epoch, records]) => {
    const missing = missingRecipients(known, {
      announced: records,
      grants: grants.get(epoch) ?? [],
    })
    return missing === undefined ? [] : [{ epoch, missing, depth: depths.get(epoch) ?? 0 }]
  })
  candidates.sort(
    (a, b) =>
      Number(a.missing.length > 0) - Number(b.missing.length > 0) ||
      b.depth - a.depth ||
      (a.epoch < b.epoch ? -1 : 1),
  )
  return candidates[0]?.epoch
}

/**
 * Present people and live links that may have the epoch's key and were not granted it yet; nobody
 * for an epoch that must not be written with.
 */
export function missingRows(
  known: KeyRecords & { readonly epoch: EpochId },
): readonly { readonly boxPublic: Uint8Array }[] {
  const { epoch, roster } = known
  const announced = countedByEpoch(known.epochs, (one) => one.epoch.epoch, roster).get(epoch)
  const grants = countedByEpoch(known.grants, (one) => one.grant.epoch, roster).get(epoch)
  if (announced === undefined) return []
  const missing = missingRecipients(known, { announced, grants: grants ?? [] })
  return (missing ?? []).map(({ boxPublic }) => ({ boxPublic }))
}

function countedByEpoch<T extends HeldKeyRecord>(
  records: readonly T[],
  epochOf: (record: T) => EpochId,
  roster: Roster,
): Map<EpochId, T[]> {
  const counted = new Map<EpochId, T[]>()
  for (const record of records) {
    if (roster.judge(record) !== 'valid') continue
    const others = counted.get(epochOf(record))
    if (others === undefined) counted.set(epochOf(record), [record])
    else others.push(record)
  }
  return counted
}

interface OneEpoch {
  readonly announced: readonly HeldEpoch[]
  readonly grants: readonly HeldGrant[]
}

/** `undefined` for an epoch not to be written with. */
function missingRecipients(
  known: KeyRecords,
  { announced, grants }: OneEpoch,
): readonly Recipient[] | undefined {
  const missing: Recipient[] = []
  for (const recipient of known.roster.recipients) {
    const granted = grants.some((grant) => isGranted(known, grant, recipient))
    if (granted && !recipient.isLive) return undefined
    if (granted || !recipient.isOwed) continue
    const mayHave = announced.some((one) => isOpenTo(known, one, recipient))
    if (mayHave) missing.push(recipient)
    else if (recipient.isPerson) return undefined
  }
  return missing
}

/** A row counts if its author knew the recipient as one. */
function isGranted(known: KeyRecords, { heads, grant }: HeldGrant, recipient: Recipient): boolean {
  if (!recipient.since.some((id) => known.roster.isInPast(id, heads))) return false
  const tag = known.tagOf(grant.ephemeral, recipient.boxPublic)
  return grant.rows.some((row) => row.tag.every((byte, at) => byte === tag[at]))
}

/** Newcomers may have shared epochs only; who was there when it was made may have it anyway. */
function isOpenTo(known: KeyRecords, { heads, epoch }: HeldEpoch, recipient: Recipient): boolean {
  return epoch.shared || recipient.since.some((id) => known.roster.isInPast(id, heads))
}

/**
 * How many epochs follow each other down the chains of older keys. Deeper than there are epochs is a
 * loop, which only a forger of chains makes: it counts as that deep and no deeper.
 */
function depthsOf(epochs: readonly HeldEpoch[]): ReadonlyMap<EpochId, number> {
  const newer = new Map<EpochId, Set<EpochId>>()
  for (const { epoch } of epochs) if (!newer.has(epoch.epoch)) newer.set(epoch.epoch, new Set())
  for (const { epoch } of epochs)
    for (const { epoch: older } of epoch.chained) newer.get(older)?.add(epoch.epoch)
  const depths = new Map<EpochId, number>([...newer.keys()].map((id) => [id, 1]))
  for (let round = 1, risen = [...newer.keys()]; round < newer.size && risen.length > 0; round++) {
    const next = new Set<EpochId>()
    for (const id of risen)
      for (const above of newer.get(id) ?? [])
        if ((depths.get(above) ?? 0) <= round) {
          depths.set(above, round + 1)
          next.add(above)
        }
    risen = [...next]
  }
  return depths
}
