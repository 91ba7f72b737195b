/**
 * Persons and their devices: who a device speaks for, and whether what it signed counts.
 *
 * Decided before any rank, from chains and removals alone. A removed key never returns. Rules RO10,
 * RO13 and RO20 to RO24.
 */
import {
  type DeviceKey,
  type GroupId,
  idBytes,
  type PersonId,
  prefixOf,
  type RecordId,
  type Writer,
  writerPrefix,
} from '@parley/protocol'
import type { ActionGraph } from './action-graph.ts'
import { decideDeviceRemovals, type DeviceRemoval, isCutOff } from './device-removals.ts'
import { newIntroductions, type PlacedIntroduction } from './introductions.ts'
import { addToList } from './lists.ts'

export interface Identities {
  personOf(device: DeviceKey): PersonId | undefined
  /** Not those taken out. */
  liveDevicesOf(person: PersonId): readonly DeviceKey[]
  /** Every device whose prefix this writer carries. */
  devicesOf(writer: Writer): readonly DeviceKey[]
  isLive(device: DeviceKey): boolean
  /** Whose a chain that still holds says it is. */
  isVouchedFor(device: DeviceKey): boolean
  removalsOf(device: DeviceKey): readonly DeviceRemoval[]
  isValidRemoval(undevice: RecordId): boolean
  /** Whether the action at this index counts as its device's: not signed past its removal. */
  speaks(device: DeviceKey, at: number): boolean
  /** Records that name the person's root. */
  introductionsOf(person: PersonId): readonly PlacedIntroduction[]
}

export function newIdentities(group: GroupId, graph: ActionGraph): Identities {
  const introductions = newIntroductions(graph)
  const removals = decideDeviceRemovals(graph, introductions)
  const vouched = new Map<DeviceKey, boolean>()
  let prefixes: ReadonlyMap<number, readonly DeviceKey[]> | undefined

  function removalsOf(device: DeviceKey): readonly DeviceRemoval[] {
    const person = introductions.personOf(device)
    return person === undefined ? [] : removals.of(person, device)
  }
  function isVouchedFor(device: DeviceKey): boolean {
    const known =
      vouched.get(device) ??
      introductions
        .ofDevice(device)
        .some((one) => !isCutOff(one, removals, { graph, introductions }))
    vouched.set(device, known)
    return known
  }
  function isLive(device: DeviceKey): boolean {
    return isVouchedFor(device) && removalsOf(device).length === 0
  }

  return {
    personOf: introductions.personOf,
    liveDevicesOf: (person) => introductions.devicesOfPerson(person).filter(isLive),
    devicesOf(writer) {
      prefixes ??= devicesByPrefix(group, introductions.devices)
      return prefixes.get(prefixOf(writer)) ?? []
    },
    isLive,
    isVouchedFor,
    removalsOf,
    isValidRemoval: removals.isValid,
    speaks: (device, at) =>
      isVouchedFor(device) && removalsOf(device).every((one) => graph.builds(one.at, at)),
    introductionsOf: introductions.ofPerson,
  }
}

function devicesByPrefix(group: GroupId, devices: Iterable<DeviceKey>): Map<number, DeviceKey[]> {
  const prefixes = new Map<number, DeviceKey[]>()
  for (const device of devices) addToList(prefixes, writerPrefix(group, idBytes(device)), device)
  return prefixes
}
