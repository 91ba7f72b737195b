/**
 * The slow twin of the reducer, first part: what is held, what lies in whose past, whose key is whose.
 *
 * The twin is DESIGN section 4 sentence by sentence, over plain sets and lists, for small worlds. It
 * shares no line with the reducer it is compared with.
 */
import {
  type Action,
  type DeviceKey,
  type GroupId,
  introducedDevice,
  type Introduction,
  type PersonId,
  personIdOf,
  type RecordId,
  ROLES,
  type Role,
  toDeviceKey,
} from '@parley/protocol'
import type { VerifiedAction } from '../src/index.ts'

export type ActionOf<Type extends Action['type']> = VerifiedAction & {
  readonly action: Extract<Action, { type: Type }>
}

export interface Facts {
  readonly group: GroupId
  /** Actions whose whole past is here. */
  readonly held: readonly VerifiedAction[]
  get(id: RecordId): VerifiedAction | undefined
  /** Whether `before` is in the past of `after`; nothing is in its own. */
  isBefore(before: RecordId, after: RecordId): boolean
  isConcurrent(one: RecordId, other: RecordId): boolean
  personOf(device: DeviceKey): PersonId | undefined
  /** What says, by a chain from its owner's root, that the key is its owner's. */
  introductionsOf(device: DeviceKey): readonly VerifiedAction[]
}

export function rank(role: Role): number {
  return ROLES.indexOf(role)
}

export function isOf<Type extends Action['type']>(
  one: VerifiedAction | undefined,
  ...types: readonly Type[]
): one is ActionOf<Type> {
  return one !== undefined && types.some((type) => type === one.action.type)
}

const persons = new WeakMap<Uint8Array, PersonId>()

/** Hashing the same few roots in every world would be most of the work. */
export function personOfRoot(root: Uint8Array): PersonId {
  const known = persons.get(root) ?? personIdOf(root)
  persons.set(root, known)
  return known
}

export function introductionIn({ action }: VerifiedAction): Introduction | undefined {
  return 'person' in action && typeof action.person === 'object' ? action.person : undefined
}

export function newFacts(group: GroupId, given: readonly VerifiedAction[]): Facts {
  const byId = new Map(given.map((action) => [action.id, action]))
  const pasts = new Map([...byId.keys()].map((id) => [id, pastOf(byId, id)]))
  const held = [...byId.values()].filter(({ id }) => pasts.get(id) !== undefined)
  const ids = new Set(held.map(({ id }) => id))
  const isBefore = (before: RecordId, after: RecordId) => pasts.get(after)?.has(before) === true
  const owners = ownersAmong(held, isBefore)
  const introductions = new Map<DeviceKey, VerifiedAction[]>()
  for (const one of held) {
    const claim = claimIn(one)
    if (claim === undefined || owners.get(claim.device) !== claim.person) continue
    introductions.set(claim.device, [...(introductions.get(claim.device) ?? []), one])
  }

  return {
    group,
    held,
    get: (id) => (ids.has(id) ? byId.get(id) : undefined),
    isBefore,
    isConcurrent: (one, other) => one !== other && !isBefore(one, other) && !isBefore(other, one),
    personOf: (device) => owners.get(device),
    introductionsOf: (device) => introductions.get(device) ?? [],
  }
}

/** `undefined`: something of it is missing, or it runs in a circle. */
function pastOf(
  byId: ReadonlyMap<RecordId, VerifiedAction>,
  of: RecordId,
): ReadonlySet<RecordId> | undefined {
  const past = new Set<RecordId>()
  const queue = [...(byId.get(of)?.header.parents ?? [])]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (past.has(id)) continue
    const action = byId.get(id)
    if (action === undefined || id === of) return undefined
    past.add(id)
    queue.push(...action.header.parents)
  }
  return past
}

interface Claim {
  readonly id: RecordId
  readonly device: DeviceKey
  readonly person: PersonId
  /** Whether the key itself signed that it is this person's. */
  readonly isOwn: boolean
}

const claims = new WeakMap<Introduction, { device: DeviceKey; person: PersonId }>()

function claimIn(one: VerifiedAction): Claim | undefined {
  const introduction = introductionIn(one)
  if (introduction === undefined) return undefined
  const said = claims.get(introduction) ?? {
    device: toDeviceKey(introducedDevice(introduction)),
    person: personOfRoot(introduction.root),
  }
  claims.set(introduction, said)
  const isOwn = one.action.type !== 'add'
  if (isOwn && said.device !== one.device) return undefined
  return { id: one.id, isOwn, ...said }
}

/** A key belongs to whom it first said itself to be of; to whom others say, only while it is silent. */
function ownersAmong(
  held: readonly VerifiedAction[],
  isBefore: Facts['isBefore'],
): ReadonlyMap<DeviceKey, PersonId> {
  const made = held.flatMap((one) => claimIn(one) ?? [])
  const owners = new Map<DeviceKey, PersonId>()
  for (const { device } of made) {
    const all = made.filter((claim) => claim.device === device)
    const own = all.filter(({ isOwn }) => isOwn)
    const counted = own.length > 0 ? own : all
    const [first] = counted
      .filter((claim) => !counted.some((other) => isBefore(other.id, claim.id)))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
    if (first !== undefined) owners.set(device, first.person)
  }
  return owners
}

/** Whether a found, join or device record speaks for the person its key is known to be of. */
export function speaksForItself(facts: Facts, one: VerifiedAction): boolean {
  const claim = claimIn(one)
  return claim !== undefined && claim.isOwn && facts.personOf(claim.device) === claim.person
}
