/**
 * Whose device is whose, by the certificate chains that found, join, device and add carry.
 *
 * A device speaks for one person: the one its own first introduction named. What others say of it
 * counts only while it has said nothing itself, so that nobody can claim a stranger's key. Rule RO10.
 */
import type { DeviceKey, PersonId } from '@parley/protocol'
import type { ActionGraph } from './action-graph.ts'
import { addToList } from './lists.ts'
import { type Introducing, introducing } from './verified-action.ts'

export interface PlacedIntroduction extends Introducing {
  /** In the graph's order. */
  readonly at: number
}

export interface Introductions {
  readonly devices: readonly DeviceKey[]
  personOf(device: DeviceKey): PersonId | undefined
  /** The root key of that person. */
  rootOf(device: DeviceKey): Uint8Array | undefined
  /** In ascending order of key. */
  devicesOfPerson(person: PersonId): readonly DeviceKey[]
  /** Those that name the person it speaks for. */
  ofDevice(device: DeviceKey): readonly PlacedIntroduction[]
  /** Every record that names the person's root, valid or not. */
  ofPerson(person: PersonId): readonly PlacedIntroduction[]
}

export function newIntroductions(graph: ActionGraph): Introductions {
  /** Of each device; once its person is known, those that name that person. */
  const claims = new Map<DeviceKey, PlacedIntroduction[]>()
  const named = new Map<PersonId, PlacedIntroduction[]>()
  graph.ordered.forEach((action, at) => {
    const introduced = introducing(action)
    if (introduced === undefined) return
    const claim = { ...introduced, at }
    addToList(claims, claim.device, claim)
    addToList(named, claim.person, claim)
  })
  const firsts = new Map<DeviceKey, PlacedIntroduction>()
  const devices = new Map<PersonId, DeviceKey[]>()
  for (const device of [...claims.keys()].sort()) {
    const made = claims.get(device) ?? []
    const first = firstClaim(made, graph)
    firsts.set(device, first)
    addToList(devices, first.person, device)
    if (made.some(({ person }) => person !== first.person))
      claims.set(
        device,
        made.filter(({ person }) => person === first.person),
      )
  }
  const personOf = (device: DeviceKey) => firsts.get(device)?.person

  return {
    devices: [...firsts.keys()],
    personOf,
    rootOf: (device) => firsts.get(device)?.introduction.root,
    devicesOfPerson: (person) => devices.get(person) ?? [],
    ofDevice: (device) => claims.get(device) ?? [],
    ofPerson: (person) => named.get(person) ?? [],
  }
}

function firstClaim(all: readonly PlacedIntroduction[], graph: ActionGraph): PlacedIntroduction {
  if (all.length === 1 && all[0] !== undefined) return all[0]
  const own = all.filter(({ isOwn }) => isOwn)
  const claims = own.length > 0 ? own : all
  const [some, ...others] = claims
  if (some === undefined) throw new RangeError('a device without a claim')
  if (others.every((other) => other.person === some.person)) return some
  const byId = [...claims].sort((a, b) => (a.id < b.id ? -1 : 1))
  const first = byId.find((claim) => !claims.some((other) => graph.builds(claim.at, other.at)))
  return first ?? some
}
