import {
  encodeActionBody,
  encodeActionHeader,
  signedRecord,
  unsignedRecord,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import type { OutboxRecord } from '../writing/outbox.ts'
import { type HandingPorts, mayGiveKeys, mayMakeKeys } from './handing.ts'
import { KeyWorld } from './key-world.fake.ts'

interface Situation {
  readonly who?: number
  readonly isWhole?: boolean
  readonly isConnected?: boolean
  readonly isSynced?: boolean
  readonly unacknowledged?: readonly Uint8Array[]
}

function portsIn(world: KeyWorld, situation: Situation): HandingPorts {
  const { who = 0, isWhole = true, isConnected = true, isSynced = true } = situation
  const { person, device, roster } = world.at(who)
  const records = (situation.unacknowledged ?? []).map((bytes) => ({ bytes }) as OutboxRecord)
  return {
    device: {
      identity: { person, device: { publicKey: device } },
      link: { state: () => ({ state: isConnected ? 'connected' : 'offline' }) },
      outbox: { recordsOf: () => records },
    },
    membership: { roster: () => roster, isWhole: () => isWhole },
    doc: () => ({ name: world.group, following: () => ({ isSynced: () => isSynced }) }),
  } as unknown as HandingPorts
}

function newWorld(): KeyWorld {
  const world = new KeyWorld('handing', 3)
  const person = world.at(1).introduction
  world.act(world.at(0), { type: 'add', person, role: 'member', join: undefined })
  for (const one of world.people) world.hear(one)
  return world
}

test('[KY16] who is present, in step with a relay and acknowledged there hands keys on', () => {
  const world = newWorld()
  for (const who of [0, 1]) expect(mayGiveKeys(portsIn(world, { who }))).toBe(true)
})

test('[KY16] [AT110] a device that cannot place an act it holds makes no key and gives none', () => {
  const ports = portsIn(newWorld(), { isWhole: false })
  expect(mayMakeKeys(ports)).toBe(false)
  expect(mayGiveKeys(ports)).toBe(false)
})

test('[KY16] who is not present, or is out of step, gives no keys; offline they are made all the same', () => {
  const world = newWorld()
  expect(mayMakeKeys(portsIn(world, { who: 2 }))).toBe(false)
  for (const line of [{ isConnected: false }, { isSynced: false }]) {
    expect(mayMakeKeys(portsIn(world, line))).toBe(true)
    expect(mayGiveKeys(portsIn(world, line))).toBe(false)
  }
})

test('[KY16] whose own coming in no relay has acknowledged yet gives no keys', () => {
  const world = newWorld()
  const found = {
    type: 'found',
    random: new Uint8Array(32),
    encrypted: true,
    policy: [],
    person: world.at(0).introduction,
  } as const
  const header = { claimedRole: 'founder', parents: [], hlc: 1n } as const
  const action = unsignedRecord(1, encodeActionHeader(header), encodeActionBody(found))
  const bytes = signedRecord(action, new Uint8Array(64))
  expect(mayGiveKeys(portsIn(world, { unacknowledged: [bytes] }))).toBe(false)
  expect(mayGiveKeys(portsIn(world, { unacknowledged: [Uint8Array.of(1, 2, 3)] }))).toBe(true)
})

test('[KY16] [AT110] a key made by somebody who knew of more than is held here is passed on to nobody', async () => {
  const world = newWorld()
  const [founder, member, newcomer] = [world.at(0), world.at(1), world.at(2)]
  await world.write(founder)
  world.hear(member)
  const before = member.roster
  const person = newcomer.introduction
  world.act(founder, { type: 'add', person, role: 'member', join: undefined })
  await world.heal(founder)
  world.act(founder, { type: 'remove', person: newcomer.person, cut: [] })
  const secret = await world.write(founder)
  world.hear(member)
  expect(member.keys.tips().map(({ id }) => id)).toContain(secret)
  member.roster = before
  member.keys.reconsider()
  expect(member.keys.tips().map(({ id }) => id)).not.toContain(secret)
  expect(member.keys.epochKey()?.id).not.toBe(secret)
})
