/**
 * Which group key to write with, who may have it, and who still lacks it.
 *
 * An epoch and a grant count when the roster finds their author in order at their heads. Nobody here
 * can open a key: rows are told apart by the tags that `tagOf` makes of public keys. Rules EP1 to EP7.
 */
import type {
  Announcement,
  DeviceKey,
  EpochId,
  GrantBody,
  RecordId,
  Writer,
} from '@parley/protocol'
import { boxName } from './box-name.ts'
import { byBox, type ByBox, receiversIn, type TagOf } from './granted-rows.ts'
import { addToList } from './lists.ts'
import type { Recipient } from './recipients.ts'
import type { Roster } from './roster.ts'

interface HeldKeyRecord {
  readonly id: RecordId
  /** The device that signed; verified. */
  readonly device: DeviceKey
  readonly heads: readonly RecordId[]
  /** Where it stands in the group document: the cut of a removal may leave it out. */
  readonly place?: { readonly segment: undefined; readonly writer: Writer; readonly clock: number }
}
export type HeldEpoch = HeldKeyRecord & { readonly epoch: Announcement }
export type HeldGrant = HeldKeyRecord & { readonly grant: GrantBody }

export interface KeyRecords {
  readonly epochs: readonly HeldEpoch[]
  readonly grants: readonly HeldGrant[]
  readonly roster: Roster
  /** The row tag of a box under a grant's ephemeral key: 8 bytes, from public keys alone. */
  readonly tagOf: TagOf
  /**
   * Whether a grant's row for this box opens, for one who has the key; nobody else can tell, and then
   * its tag is believed. Asked only about boxes whose person said that something did not open.
   */
  readonly isGood?: (grant: HeldGrant, boxPublic: Uint8Array) => boolean
  /** Whether the newer epoch's chain gives the older key; what it claims is believed by default. */
  readonly isOpened?: (newer: EpochId, older: EpochId) => boolean
}

/** What the held key records say; computed when asked, good until a record or the roster changes. */
export interface Epochs {
  /** Of the announcements that count. */
  readonly ids: readonly EpochId[]
  /** The epoch to write with, among those that `isCandidate`; `undefined`: none is usable. */
  usable(isCandidate?: (id: EpochId) => boolean): EpochId | undefined
  /** Newcomers may have it, while the policy says so. */
  isShared(id: EpochId): boolean
  /** Whether anybody was given its key, by what rows say: nobody waits for one that was only announced. */
  isGranted(id: EpochId): boolean
  /**
   * Whether a person's box may be given this epoch's key; or was, as far as that cannot be told yet:
   * once the announcement is here, a row that is here too opens, or has nothing in it.
   */
  mayHave(id: EpochId, boxPublic: Uint8Array): boolean
  /**
   * People and live links that may have the key and were not given it yet, whether it is usable or
   * not. `isShared`: for one whose announcement does not count any more, and others wrote under it.
   */
  owed(id: EpochId, isShared?: boolean): readonly Recipient[]
}

export function epochsOf(known: KeyRecords): Epochs {
  return new CountedEpochs(known)
}

/** The epoch to write with; `undefined`: none is usable, a new one must be made first. */
export function usableEpoch(known: KeyRecords): EpochId | undefined {
  return epochsOf(known).usable()
}

/**
 * Present people and live links that may have the epoch's key and were not granted it yet; nobody
 * for an epoch that must not be written with.
 */
export function missingRows(
  known: KeyRecords & { readonly epoch: EpochId },
): readonly { readonly boxPublic: Uint8Array }[] {
  const epochs = epochsOf(known)
  const isUsable = epochs.usable((id) => id === known.epoch) !== undefined
  return isUsable ? epochs.owed(known.epoch).map(({ boxPublic }) => ({ boxPublic })) : []
}

interface OneEpoch {
  readonly announced: readonly HeldEpoch[]
  readonly isShared: boolean
  /** By the tags of rows. */
  readonly holders: ReadonlySet<Recipient>
  /** Of those, whom nobody needs to give it any more. */
  readonly served: ReadonlySet<Recipient>
}

interface GrantedRows {
  readonly grant: HeldGrant
  readonly receivers: readonly Recipient[]
  /** What its author knew of, and who announced the epoch. */
  readonly heads: readonly RecordId[]
}

class CountedEpochs implements Epochs {
  readonly ids: readonly EpochId[]
  readonly #known: KeyRecords
  readonly #isOpen: boolean
  readonly #announced: ReadonlyMap<EpochId, readonly HeldEpoch[]>
  readonly #grants: ReadonlyMap<EpochId, readonly HeldGrant[]>
  readonly #byBox: ByBox
  readonly #bySince = new Map<string, Recipient[]>()
  readonly #read = new Map<EpochId, OneEpoch>()
  readonly #rows = new Map<EpochId, readonly GrantedRows[]>()
  #gone: ReadonlySet<Recipient> | undefined

  constructor(known: KeyRecords) {
    this.#known = known
    this.#isOpen = known.roster.policy.history === 'everything'
    this.#announced = countedByEpoch(known.epochs, ({ epoch }) => epoch.epoch, known.roster)
    this.#grants = countedByEpoch(known.grants, ({ grant }) => grant.epoch, known.roster)
    this.#byBox = byBox(known.roster.recipients)
    this.ids = [...this.#announced.keys()]
    for (const recipient of known.roster.recipients)
      for (const id of recipient.since) addToList(this.#bySince, id, recipient)
  }

  usable(isCandidate: (id: EpochId) => boolean = () => true): EpochId | undefined {
    const depths = depthsOf([...this.#announced.values()].flat(), this.#known.isOpened)
    const candidates = this.ids.flatMap((id) => {
      const missing = isCandidate(id) ? this.#missing(id) : undefined
      return missing === undefined ? [] : [{ id, missing, depth: depths.get(id) ?? 0 }]
    })
    candidates.sort(
      (a, b) =>
        Number(a.missing.length > 0) - Number(b.missing.length > 0) ||
        b.depth - a.depth ||
        (a.id < b.id ? -1 : 1),
    )
    return candidates[0]?.id
  }

  isShared(id: EpochId): boolean {
    return this.#announced.get(id)?.some(({ epoch }) => epoch.shared) ?? false
  }

  isGranted(id: EpochId): boolean {
    return this.#of(id).holders.size > 0
  }

  mayHave(id: EpochId, boxPublic: Uint8Array): boolean {
    const one = this.#of(id)
    return (this.#byBox.get(boxName(boxPublic)) ?? []).some(
      (recipient) =>
        (one.announced.length === 0 && one.holders.has(recipient)) ||
        (recipient.isLive && this.#isOpenTo(one, recipient)),
    )
  }

  owed(id: EpochId, isShared = this.#of(id).isShared): readonly Recipient[] {
    const one = { ...this.#of(id), isShared }
    return this.#known.roster.recipients.filter(
      (recipient) =>
        this.#isOwed(recipient) && !one.served.has(recipient) && this.#isOpenTo(one, recipient),
    )
  }

  #of(id: EpochId): OneEpoch {
    const known = this.#read.get(id)
    if (known !== undefined) return known
    const announced = this.#announced.get(id) ?? []
    const one = { announced, isShared: this.isShared(id), ...this.#receivers(id) }
    this.#read.set(id, one)
    return one
  }

  /** Who it must still be given to; `undefined` for an epoch not to be written with. */
  #missing(id: EpochId): readonly Recipient[] | undefined {
    if (this.#isOpen !== this.isShared(id) || this.#isHeldByGone(id)) return undefined
    const one = this.#of(id)
    const missing: Recipient[] = []
    for (const recipient of this.#known.roster.recipients) {
      if (one.holders.has(recipient) || !this.#isOwed(recipient)) continue
      if (this.#isOpenTo(one, recipient)) missing.push(recipient)
      else if (recipient.isPerson) return undefined
    }
    return missing
  }

  /** Asked first: after many removals most epochs end here, and who else has them need not be known. */
  #isHeldByGone(id: EpochId): boolean {
    this.#gone ??= new Set(this.#known.roster.recipients.filter((one) => !this.#isLive(one)))
    const gone = this.#gone
    if (gone.size === 0) return false
    return this.#rowsOf(id).some(({ receivers, heads }) =>
      receivers.some((recipient) => gone.has(recipient) && recipient.knownAt(heads)),
    )
  }

  #receivers(id: EpochId) {
    const { isGood } = this.#known
    const [holders, served] = [new Set<Recipient>(), new Set<Recipient>()]
    for (const { grant, heads, receivers } of this.#rowsOf(id)) {
      for (const recipient of receivers) {
        if (served.has(recipient)) continue
        if (!holders.has(recipient) && !recipient.knownAt(heads)) continue
        holders.add(recipient)
        if (!recipient.isWary || isGood?.(grant, recipient.boxPublic) !== false)
          served.add(recipient)
      }
    }
    return { holders, served }
  }

  #rowsOf(id: EpochId): readonly GrantedRows[] {
    const atMaking = this.#announced.get(id)?.flatMap(({ heads }) => heads) ?? []
    const rows =
      this.#rows.get(id) ??
      byFewEphemerals(this.#grants.get(id) ?? []).map((grant) => {
        const guesses = () => this.#guesses(grant.device, grant.heads)
        const receivers = receiversIn(grant.grant, this.#byBox, guesses, this.#known.tagOf)
        return { grant, receivers, heads: [...grant.heads, ...atMaking] }
      })
    this.#rows.set(id, rows)
    return rows
  }

  /** The grant's author, and those who had just come in. */
  #guesses(device: DeviceKey, heads: readonly RecordId[]): readonly Recipient[] {
    const { roster } = this.#known
    const author = roster.personOf(device)
    const admissions = author ? [roster.members.get(author)?.admittedBy ?? ''] : []
    return [...admissions, ...heads].flatMap((id) => this.#bySince.get(id) ?? [])
  }

  /** While newcomers are to read only what comes after them, links hold no keys. */
  #isLive({ isLive, isPerson }: Recipient): boolean {
    return isLive && (isPerson || this.#isOpen)
  }

  #isOwed({ isOwed, isPerson }: Recipient): boolean {
    return isOwed && (isPerson || this.#isOpen)
  }

  /** Newcomers may have shared epochs only; a person who was there when it was made may have it anyway. */
  #isOpenTo({ announced, isShared }: OneEpoch, { isPerson, presentAt }: Recipient): boolean {
    if (isShared && this.#isOpen) return true
    return isPerson && announced.some(({ heads }) => presentAt(heads))
  }
}

/** Whose rows of one epoch are read: an honest device makes all of them under one ephemeral key (EP9). */
const MAX_EPHEMERALS = 2

/** Of each device those under its lowest keys: which rows a box has is tried out, at a cost. */
function byFewEphemerals(grants: readonly HeldGrant[]): readonly HeldGrant[] {
  const names = new Map<DeviceKey, Set<string>>()
  for (const { device, grant } of grants)
    names.set(device, (names.get(device) ?? new Set()).add(boxName(grant.ephemeral)))
  const isFew = [...names.values()].every(({ size }) => size <= MAX_EPHEMERALS)
  if (isFew) return grants
  const read = new Map(
    Array.from(names, ([device, all]) => [
      device,
      new Set([...all].sort().slice(0, MAX_EPHEMERALS)),
    ]),
  )
  return grants.filter(({ device, grant }) => read.get(device)?.has(boxName(grant.ephemeral)))
}

function countedByEpoch<T extends HeldKeyRecord>(
  records: readonly T[],
  epochOf: (record: T) => EpochId,
  roster: Roster,
): Map<EpochId, T[]> {
  const counted = new Map<EpochId, T[]>()
  for (const record of records) {
    const { device, heads, place } = record
    const judged = { device, heads, act: 'key' as const, ...(place && { place }) }
    if (roster.judge(judged) !== 'valid') continue
    const others = counted.get(epochOf(record))
    if (others === undefined) counted.set(epochOf(record), [record])
    else others.push(record)
  }
  return counted
}

/**
 * How many epochs follow each other down the chains of older keys. Deeper than there are epochs is a
 * loop, which only a forger of chains makes: it counts as that deep and no deeper.
 */
function depthsOf(
  epochs: readonly HeldEpoch[],
  isOpened: (newer: EpochId, older: EpochId) => boolean = () => true,
): ReadonlyMap<EpochId, number> {
  const newer = new Map<EpochId, Set<EpochId>>()
  for (const { epoch } of epochs) if (!newer.has(epoch.epoch)) newer.set(epoch.epoch, new Set())
  for (const { epoch } of epochs)
    for (const { epoch: older } of epoch.chained)
      if (isOpened(epoch.epoch, older)) newer.get(older)?.add(epoch.epoch)
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
