/**
 * Whose device is whose, by the certificate chains that founds and joins carry.
 *
 * A device speaks for one person: the one its first introduction named. A record that introduces it
 * as someone else's later, or beside it with a higher id, binds nothing.
 */
import {
  type DeviceKey,
  type GroupId,
  idBytes,
  type PersonId,
  prefixOf,
  type Writer,
  writerPrefix,
} from '@parley/protocol'
import type { ActionGraph } from './action-graph.ts'
import { type Introducing, introducing } from './verified-action.ts'

export interface Identities {
  personOf(device: DeviceKey): PersonId | undefined
  devicesOfPerson(person: PersonId): readonly DeviceKey[]
  /** Every device whose prefix this writer carries. */
  devicesOf(writer: Writer): readonly DeviceKey[]
}

export function newIdentities(group: GroupId, graph: ActionGraph): Identities {
  const claims = new Map<DeviceKey, Introducing[]>()
  for (const action of graph.ordered) {
    const claim = introducing(action)
    if (claim !== undefined) addTo(claims, claim.device, claim)
  }
  const persons = new Map<DeviceKey, PersonId>()
  const devices = new Map<PersonId, DeviceKey[]>()
  for (const [device, made] of [...claims].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const person = firstClaim(made, graph).person
    persons.set(device, person)
    addTo(devices, person, device)
  }
  let prefixes: ReadonlyMap<number, readonly DeviceKey[]> | undefined

  return {
    personOf: (device) => persons.get(device),
    devicesOfPerson: (person) => devices.get(person) ?? [],
    devicesOf(writer) {
      prefixes ??= devicesByPrefix(group, persons.keys())
      return prefixes.get(prefixOf(writer)) ?? []
    },
  }
}

function firstClaim(claims: readonly Introducing[], graph: ActionGraph): Introducing {
  const [some, ...others] = claims
  if (some === undefined) throw new RangeError('a device without a claim')
  if (others.every((other) => other.person === some.person)) return some
  return claims
    .filter((claim) => !claims.some((other) => graph.isAncestor(other.id, claim.id)))
    .reduce((first, claim) => (claim.id < first.id ? claim : first))
}

function devicesByPrefix(group: GroupId, devices: Iterable<DeviceKey>): Map<number, DeviceKey[]> {
  const prefixes = new Map<number, DeviceKey[]>()
  for (const device of devices) addTo(prefixes, writerPrefix(group, idBytes(device)), device)
  return prefixes
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
