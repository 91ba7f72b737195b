/**
 * The client's link against the real relay: what a scripted relay cannot show, namely that both mean
 * the same by the protocol. Time is the machine's; the tests wait for states.
 */
import { groupDoc, segmentDoc } from '@parley/protocol'
import { newMemoryDisk, newMemoryJournal, nodePorts, openRelay, type Relay } from '@parley/relay'
import { afterEach, expect, test } from 'vitest'
import { type Line, LinkDevice, Network, ORIGIN } from './link-device.ts'

const PATIENCE = { timeout: 20_000, interval: 10 }
const relays: Relay[] = []
const devices: LinkDevice[] = []

afterEach(async () => {
  for (const device of devices.splice(0)) device.link.close()
  for (const relay of relays.splice(0)) await relay.close()
})

async function startRelay(
  network: Network,
  disk = newMemoryDisk(),
): Promise<ReturnType<typeof newMemoryDisk>> {
  const isOrigin = (origin: string): boolean => origin === ORIGIN
  const relay = await openRelay({ ...nodePorts(), journal: newMemoryJournal(disk), isOrigin })
  relays.push(relay)
  network.relay = relay
  return disk
}

function newDevice(network: Network): LinkDevice {
  const device = new LinkDevice(network)
  devices.push(device)
  return device
}

/** How many records this line holds of that device. */
function held(line: Line, name: string, device: LinkDevice): number {
  return line.records.placesOf(device.writerIn(name))
}

function acked(line: Line, name: string, device: LinkDevice): number {
  const writer = device.writerIn(name)
  return Math.max(0, ...line.acks.filter((ack) => ack.writer === writer).map(({ clock }) => clock))
}

/** A founder and somebody who came by the link, both following the group. */
async function newPair(network: Network) {
  const alice = newDevice(network)
  const bob = newDevice(network)
  const founded = alice.found()
  const name = groupDoc(founded.group)
  const atAlice = alice.follow(name)
  await expect.poll(() => acked(atAlice, name, alice), PATIENCE).toBe(2)
  const atBob = bob.follow(name)
  bob.proveLink(founded)
  await expect.poll(() => held(atBob, name, alice), PATIENCE).toBe(2)
  const joined = bob.join(founded)
  await expect.poll(() => held(atAlice, name, bob), PATIENCE).toBe(1)
  await expect.poll(() => acked(atBob, name, bob), PATIENCE).toBe(1)
  return { alice, bob, atAlice, atBob, founded, joined, segment: segmentDoc(founded.group, 0) }
}

test('[LK11] [LK28] a founder, a link, a join: both hold the group, and the relay has acknowledged it', async () => {
  const network = new Network()
  await startRelay(network)
  const { atAlice, atBob, alice, bob } = await newPair(network)
  expect(alice.link.state().state).toBe('connected')
  expect(bob.link.state().state).toBe('connected')
  expect([...atAlice.refusals, ...atBob.refusals]).toEqual([])
  expect(atAlice.closed).toEqual([])
})

test('[LK15] megabytes written offline go out in pieces the relay takes, and reach the other', async () => {
  const network = new Network()
  await startRelay(network)
  const { alice, bob, segment, founded } = await newPair(network)
  network.dropLines()
  for (let count = 0; count < 250; count++) alice.post(segment, founded.invite, 12_000)
  const atAlice = alice.follow(segment)
  const atBob = bob.follow(segment)
  await expect.poll(() => acked(atAlice, segment, alice), PATIENCE).toBe(250)
  await expect.poll(() => held(atBob, segment, alice), PATIENCE).toBe(250)
  expect(atAlice.refusals).toEqual([])
})

test('[LK11] lines that break while both write lose nothing and double nothing', async () => {
  const network = new Network()
  await startRelay(network)
  const { alice, bob, segment, founded, joined } = await newPair(network)
  const atAlice = alice.follow(segment)
  const atBob = bob.follow(segment)
  for (let round = 1; round <= 5; round++) {
    for (let count = 0; count < 20; count++) {
      alice.post(segment, founded.invite)
      bob.post(segment, joined)
      if (count === 10) network.dropLines()
    }
    await expect.poll(() => held(atAlice, segment, bob), PATIENCE).toBe(20 * round)
    await expect.poll(() => held(atBob, segment, alice), PATIENCE).toBe(20 * round)
  }
  await expect.poll(() => acked(atAlice, segment, alice), PATIENCE).toBe(100)
  expect(atAlice.records.placesCount()).toBe(200)
  expect(atBob.doc.getArray('messages').toJSON()).toEqual(atAlice.doc.getArray('messages').toJSON())
})

test('[LK11] an emptied relay is filled again by whoever comes back, and a restarted one goes on', async () => {
  const network = new Network()
  const disk = await startRelay(network)
  const { alice, bob, segment, founded, joined } = await newPair(network)
  const atAlice = alice.follow(segment)
  const atBob = bob.follow(segment)
  alice.post(segment, founded.invite)
  await expect.poll(() => held(atBob, segment, alice), PATIENCE).toBe(1)

  for (const next of [disk, newMemoryDisk()]) {
    const old = network.relay
    network.relay = undefined
    network.dropLines()
    await old?.close()
    alice.post(segment, founded.invite)
    bob.post(segment, joined)
    await startRelay(network, next)
    const expected = next === disk ? 1 : 2
    await expect.poll(() => held(atBob, segment, alice), PATIENCE).toBe(expected + 1)
    await expect.poll(() => held(atAlice, segment, bob), PATIENCE).toBe(expected)
  }

  const carol = newDevice(network)
  carol.proveLink(founded)
  const atCarol = carol.follow(segment)
  carol.follow(groupDoc(founded.group))
  await expect.poll(() => atCarol.records.placesCount(), PATIENCE).toBe(5)
})

test('[LK20] a stranger is told that the group is not theirs, and is let in when they prove a link', async () => {
  const network = new Network()
  await startRelay(network)
  const { founded } = await newPair(network)
  const carol = newDevice(network)
  const name = groupDoc(founded.group)
  const atCarol = carol.follow(name)
  await expect.poll(() => atCarol.closed, PATIENCE).toEqual([4503])
  expect(atCarol.records.placesCount()).toBe(0)
  carol.proveLink(founded)
  await expect.poll(() => atCarol.records.placesCount(), PATIENCE).toBe(3)
})

test('[LK25] a document stopped and followed again catches up', async () => {
  const network = new Network()
  await startRelay(network)
  const { alice, bob, segment, founded } = await newPair(network)
  const atAlice = alice.follow(segment)
  const first = bob.follow(segment)
  alice.post(segment, founded.invite)
  await expect.poll(() => held(first, segment, alice), PATIENCE).toBe(1)
  first.following.stop()
  alice.post(segment, founded.invite)
  await expect.poll(() => acked(atAlice, segment, alice), PATIENCE).toBe(2)
  expect(held(first, segment, alice)).toBe(1)
  const again = bob.follow(segment)
  await expect.poll(() => held(again, segment, alice), PATIENCE).toBe(2)
  expect(again.closed).toEqual([])
})
