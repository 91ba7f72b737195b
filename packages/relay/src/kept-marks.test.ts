import type { Roster } from '@parley/group'
import {
  type DeviceKey,
  encodeSealedMark,
  type PersonId,
  type SealedMark,
  toDeviceKey,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { newKeptMarks } from './kept-marks.ts'

const MAX_SEALED = 65_536

/** Each person with so many devices; the first `goneCount` people are gone. */
function newCrowd(peopleCount: number, devicesCount: number, goneCount = 0) {
  const person = (at: number) => `person ${at}` as PersonId
  const device = (at: number, which: number) =>
    toDeviceKey(Uint8Array.from({ length: 32 }, (_, byte) => [at, which][byte] ?? 0))
  const owners = new Map<DeviceKey, PersonId>()
  const members = new Map<PersonId, { devices: readonly DeviceKey[] }>()
  for (let at = 0; at < peopleCount; at++) {
    const devices = Array.from({ length: devicesCount }, (_, which) => device(at, which))
    for (const one of devices) owners.set(one, person(at))
    if (at >= goneCount) members.set(person(at), { devices })
  }
  const roster = { members, personOf: (one: DeviceKey) => owners.get(one) } as unknown as Roster
  return { roster, device, person, devices: [...owners.keys()] }
}

function markOf(device: DeviceKey, bytes: number): SealedMark {
  return {
    device,
    counter: 1,
    epoch: undefined,
    nonce: new Uint8Array(24),
    sealed: new Uint8Array(bytes),
    signature: new Uint8Array(64),
  }
}

test('[RE61] [AT91] one person has room for 32 devices, and leaves the room of others alone', () => {
  const { roster, device, person } = newCrowd(2, 40)
  const kept = newKeptMarks([])
  for (let which = 0; which < 40; which++) {
    const mark = markOf(device(0, which), 10)
    expect(kept.hasRoom(mark, roster)).toBe(which < 32)
    if (kept.hasRoom(mark, roster)) kept.set(mark)
  }
  expect(kept.hasRoom(markOf(device(0, 3), 20), roster)).toBe(true) // a newer one of a known device
  expect(kept.hasRoom(markOf(device(1, 0), 10), roster)).toBe(true)
  expect(kept.present(roster, person(0))).toHaveLength(32)
  expect(kept.present(roster, person(1))).toEqual([])
})

test('[RE61] [AT91] all marks of a group take 16 MiB at most, and devices that are gone make room', () => {
  const { roster, devices } = newCrowd(100, 4)
  const kept = newKeptMarks(
    devices.slice(0, 256).map((device) => encodeSealedMark(markOf(device, MAX_SEALED))),
  )
  const [newcomer = toDeviceKey(new Uint8Array(32))] = devices.slice(256)
  const mark = markOf(newcomer, MAX_SEALED)
  expect(kept.present(roster)).toHaveLength(256)
  expect(kept.hasRoom(mark, roster)).toBe(false)
  const without = newCrowd(100, 4, 1).roster
  expect(kept.hasRoom(mark, without)).toBe(true)
  kept.set(mark)
  expect(kept.present(without)).toHaveLength(253)
})
