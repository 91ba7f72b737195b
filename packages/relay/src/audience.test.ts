import type { DeviceKey, GroupId, RecordId } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newAudience } from './audience.ts'
import type { Client } from './client.ts'

const [phone, laptop] = ['phone', 'laptop'] as DeviceKey[]
const [chess, choir] = ['chess', 'choir'] as GroupId[]
const invite = 'invite' as RecordId

function clientOf(device: DeviceKey | undefined, isOver = false): Client {
  const links = new Map<GroupId, RecordId>()
  return { device, links, mirrors: new Set(), isOver: () => isOver } as unknown as Client
}

function newScene() {
  const bases = new Map([[phone, ['chess', 'p/ann']]])
  const audience = newAudience({ basesOf: (device) => bases.get(device) ?? [] })
  return { audience, client: clientOf(phone), stranger: clientOf(laptop) }
}

test('[RE27] a session is found under every document that introduces its device, and no other', () => {
  const { audience, client, stranger } = newScene()
  audience.enter(client)
  audience.enter(stranger)
  audience.enter(client) // a second inventory
  expect(['chess', 'p/ann', 'choir'].map((base) => audience.of(base))).toEqual([
    [client],
    [client],
    [],
  ])
  expect(audience.count()).toBe(2)
})

test('[RE27] who is introduced or proves a link while connected is found from then on', () => {
  const { audience, client, stranger } = newScene()
  audience.enter(client)
  audience.enter(stranger)
  audience.introduce('choir', laptop!)
  audience.prove(client, choir!)
  expect(audience.of('choir')).toEqual([stranger, client])
})

test('[RE27] a link proved before the inventory counts once the session is open', () => {
  const { audience, stranger } = newScene()
  stranger.links.set(chess!, invite)
  audience.prove(stranger, chess!)
  expect(audience.of('chess')).toEqual([])
  audience.enter(stranger)
  expect(audience.of('chess')).toEqual([stranger])
})

test('[RE27] nobody who left is told anything, nor kept in memory', () => {
  const { audience, client } = newScene()
  audience.enter(client)
  audience.leave(client)
  audience.enter(clientOf(phone, true)) // it hung up while its inventory was made
  audience.introduce('choir', phone!)
  audience.prove(client, choir!)
  expect(['chess', 'choir', 'p/ann'].flatMap((base) => audience.of(base))).toEqual([])
  expect(audience.count()).toBe(0)
})
