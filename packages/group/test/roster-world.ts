/**
 * Worlds for the roster's properties: twelve people with three keys each, replicas that know parts of
 * what was written, and envelopes beside the actions. Ids are made up, nothing is signed: fast enough
 * for ten thousand worlds.
 */
import {
  type Action,
  type Cut,
  type CutEntry,
  type DeviceKey,
  encodeActionBody,
  encodeActionHeader,
  type GroupId,
  groupIdOf,
  type Introduction,
  MAX_PARENTS,
  newWriter,
  type PersonId,
  personIdOf,
  prefixOf,
  type RecordId,
  type Role,
  toDeviceKey,
  toRecordId,
  type Writer,
  writerPrefix,
} from '@parley/protocol'
import type { VerifiedAction } from '../src/index.ts'
import { bytesOf } from './group-world.ts'
import { rootSigned } from './root-words.ts'
import type { EnvelopeAct } from './twin-judge.ts'

/** Twelve take part in what a script says; two more and a fourth key are for what a property adds. */
export const CROWD = 12
export const SCRIPTED_KEYS = 3
const PEOPLE_COUNT = CROWD + 2
const KEYS_EACH = SCRIPTED_KEYS + 1

export interface Key {
  readonly owner: number
  readonly device: DeviceKey
  /** Certified by the root itself. */
  readonly introduction: Introduction
  /** Certified by the person's next key. */
  readonly byNext: Introduction
  /** Certified by the person's key after next, which the next one certified. */
  readonly byBoth: Introduction
  readonly prefix: number
}

export interface Person {
  readonly number: number
  readonly id: PersonId
  readonly keys: readonly Key[]
}

const rootOf = (number: number) => bytesOf(32, 1, number, 77)
const deviceBytes = (number: number, which: number) => bytesOf(32, 2, number, which)

/** Somebody's root and box, and a chain that ends in the key of that number. */
function introduce(number: number, ...devices: readonly Uint8Array[]): Introduction {
  const chain = devices.map((devicePublic) => ({ devicePublic, signature: bytesOf(64, 3) }))
  return { root: rootOf(number), chain, box: bytesOf(32, 4, number) }
}

const FOUND: Action & { type: 'found' } = {
  type: 'found',
  random: bytesOf(32, 9),
  encrypted: true,
  policy: [],
  person: introduce(0, deviceBytes(0, 0)),
}
const OPEN_FOUND: Action = { ...FOUND, encrypted: false }
const FOUND_HEADER = { claimedRole: 'founder', parents: [], hlc: 1n } as const
const groupBy = (found: Action) =>
  groupIdOf(encodeActionHeader(FOUND_HEADER), encodeActionBody(found))
export const GROUP: GroupId = groupBy(FOUND)
/** The same group without encryption. */
export const OPEN_GROUP: GroupId = groupBy(OPEN_FOUND)

export const PEOPLE: readonly Person[] = Array.from({ length: PEOPLE_COUNT }, (_, number) => ({
  number,
  id: personIdOf(rootOf(number)),
  keys: Array.from({ length: KEYS_EACH }, (__, which) => {
    const bytes = deviceBytes(number, which)
    const introduction = introduce(number, bytes)
    const prefix = writerPrefix(GROUP, bytes)
    const [next, afterNext] = [1, 2].map((by) => deviceBytes(number, (which + by) % SCRIPTED_KEYS))
    if (next === undefined || afterNext === undefined) throw new RangeError('three keys')
    const byNext = introduce(number, next, bytes)
    const byBoth = introduce(number, next, afterNext, bytes)
    return { owner: number, device: toDeviceKey(bytes), introduction, byNext, byBoth, prefix }
  }),
}))

export function keyOf(person: number, which = 0): Key {
  const key = PEOPLE[person]?.keys[which]
  if (key === undefined) throw new RangeError(`no key ${which} of person ${person}`)
  return key
}

/** A hostile introduction: one person's root over another's key. The same object for the same pair. */
const disguises = new Map<string, Introduction>()
export function disguise(root: Person, key: Key): Introduction {
  const name = `${root.number} ${key.device}`
  const bytes = key.introduction.chain[0]?.devicePublic ?? deviceBytes(0, 0)
  const made = disguises.get(name) ?? introduce(root.number, bytes)
  disguises.set(name, made)
  return made
}

export interface Said {
  readonly id: RecordId
  readonly device: DeviceKey
  readonly heads: readonly RecordId[]
  readonly place: {
    readonly segment: number | undefined
    readonly writer: Writer
    readonly clock: number
  }
  readonly act: EnvelopeAct
}

/** What one device or relay holds. Actions always with their past. */
export interface Replica {
  readonly actions: Set<VerifiedAction>
  readonly said: Set<Said>
}

export interface Draft {
  readonly by: Key
  readonly action: Action
  readonly parents: readonly RecordId[]
  readonly claims: Role
  /** Varies the id, and so who wins where the lowest does. */
  readonly salt: number
}

export class RosterWorld {
  readonly actions: VerifiedAction[] = []
  readonly said: Said[] = []
  readonly found: VerifiedAction
  readonly #byId = new Map<RecordId, VerifiedAction>()
  readonly #clocks = new Map<string, number>()

  constructor(encrypted = true) {
    const action = encrypted ? FOUND : OPEN_FOUND
    this.found = this.#add({ by: keyOf(0), action, parents: [], claims: 'founder', salt: 0 }, 1n)
  }

  /** Another world that goes on from here. */
  fork(): RosterWorld {
    const other = new RosterWorld()
    for (const one of this.actions.slice(1)) {
      other.actions.push(one)
      other.#byId.set(one.id, one)
    }
    other.said.push(...this.said)
    for (const [name, clock] of this.#clocks) other.#clocks.set(name, clock)
    return other
  }

  write(draft: Draft): VerifiedAction {
    return this.#add(draft, BigInt(this.actions.length + 1))
  }

  get(id: RecordId): VerifiedAction | undefined {
    return this.#byId.get(id)
  }

  say(
    by: Key,
    writerSuffix: number,
    said: Pick<Said, 'heads' | 'act'> & { segment: number | undefined },
  ): Said {
    const writer = newWriter(by.prefix, writerSuffix)
    const name = `${said.segment} ${writer}`
    const clock = this.#clocks.get(name) ?? 0
    this.#clocks.set(name, clock + 1)
    const place = { segment: said.segment, writer, clock }
    const id = toRecordId(bytesOf(16, 99, this.said.length & 255, this.said.length >> 8))
    const one = { id, device: by.device, heads: said.heads, place, act: said.act }
    this.said.push(one)
    return one
  }

  /** The actions and all they build on. */
  withPast(actions: Iterable<VerifiedAction>): Set<VerifiedAction> {
    const all = new Set<VerifiedAction>()
    const queue = [...actions]
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
      if (all.has(one)) continue
      all.add(one)
      for (const parent of one.header.parents) {
        const above = this.#byId.get(parent)
        if (above !== undefined) queue.push(above)
      }
    }
    return all
  }

  /** Stands in for the digest over a writer's records below a clock; `undefined` where one is missing. */
  digestOf = ({ segment, writer, clock }: Omit<CutEntry, 'digest'>): Uint8Array | undefined => {
    if ((this.#clocks.get(`${segment} ${writer}`) ?? 0) < clock) return undefined
    return digestFor(writer, clock)
  }

  #add({ by, action, parents, claims, salt }: Draft, hlc: bigint): VerifiedAction {
    const clock = this.actions.length
    const id = toRecordId(bytesOf(16, (clock * 83 + salt * 29) & 255, clock & 255, clock >> 8, 1))
    const written = {
      id,
      device: by.device,
      writer: newWriter(by.prefix, clock),
      header: { claimedRole: claims, parents, hlc },
      action,
      ...rootSigned(action),
    }
    this.actions.push(written)
    this.#byId.set(id, written)
    return written
  }
}

export function digestFor(writer: Writer, clock: number): Uint8Array {
  return bytesOf(16, 7, clock & 255, writer & 255)
}

/** How far a replica has read the records of some keys. */
export function cutAt(replica: Replica, prefixes: readonly number[], isChecked: boolean): Cut {
  const ends = new Map<string, CutEntry>()
  for (const { place } of replica.said) {
    const { segment, writer } = place
    if (!prefixes.includes(prefixOf(writer))) continue
    const name = `${segment} ${writer}`
    const clock = Math.max(ends.get(name)?.clock ?? 0, place.clock + 1)
    const digest = isChecked ? digestFor(writer, clock) : bytesOf(16, ...Array<number>(16).fill(0))
    ends.set(name, { segment, writer, clock, digest })
  }
  return [...ends.values()]
}

export function headsOf(actions: Iterable<VerifiedAction>): readonly RecordId[] {
  return allHeads(actions).slice(-MAX_PARENTS)
}

export function allHeads(actions: Iterable<VerifiedAction>): readonly RecordId[] {
  const all = [...actions]
  const built = new Set(all.flatMap(({ header }) => header.parents))
  return all.flatMap(({ id }) => (built.has(id) ? [] : [id]))
}
