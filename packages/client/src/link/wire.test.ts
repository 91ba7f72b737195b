import {
  deviceProofBytes,
  encodeTyped,
  MESSAGE_TYPE,
  PONG,
  SOCKET_CODE,
  toDeviceKey,
} from '@parley/protocol'
import { newKeyPair, verify } from '@parley/signing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { RelayTime } from './link-model.ts'
import { GROUP_DOC, newLinkWorld, ORIGIN, SEGMENT_0, settle } from './link-world.fake.ts'
import { RELAY_AT } from './scripted-relay.fake.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const DEVICE = newKeyPair(new Uint8Array(32).fill(7))

test('[LK1] connected means let in and heard from lately, not that a socket is open', async () => {
  const world = newLinkWorld()
  world.relay.greets = false
  const states: string[] = []
  world.link.onState(() => states.push(world.link.state().state))
  expect(world.link.state()).toEqual({ state: 'connecting', heardAt: undefined })

  await world.advance(100)
  expect(world.relay.isConnected).toBe(true)
  expect(world.link.state().state).toBe('connecting')

  world.relay.challenge()
  await settle()
  expect(world.link.state().state).toBe('connecting')
  world.relay.places()
  await settle()
  expect(world.link.state()).toEqual({ state: 'connected', heardAt: world.now() })

  world.relay.isTunnel = true
  await world.advance(14_000)
  expect(world.link.state().state).toBe('connected')
  await world.advance(2_000)
  expect(world.link.state().state).toBe('connecting')
  world.relay.isTunnel = false
  world.relay.say(PONG)
  await world.advance(10_000)
  expect(world.link.state().state).toBe('connected')
  expect(world.relay.dialsCount).toBe(1)
  expect(states).toEqual(['connected', 'connecting', 'connected'])
})

test('[LK2] a quiet relay is asked after 5 s and then every 10 s, a talking one never', async () => {
  const world = newLinkWorld()
  await world.advance(60_000)
  const asked = world.relay.heardOf('', MESSAGE_TYPE.queryAwareness).length
  expect(asked).toBeGreaterThanOrEqual(4)
  expect(asked).toBeLessThanOrEqual(7)
  expect(world.link.state().state).toBe('connected')

  for (let second = 0; second < 60; second += 2) {
    world.relay.say(PONG)
    await world.advance(2_000)
  }
  expect(world.relay.heardOf('', MESSAGE_TYPE.queryAwareness)).toHaveLength(asked)
})

test('[LK3] after 25 s of silence the socket is dropped and another one dialled', async () => {
  const world = newLinkWorld()
  await world.advance(1_000)
  world.relay.isTunnel = true
  await world.advance(24_000)
  expect(world.relay.dialsCount).toBe(1)
  await world.advance(3_000)
  expect(world.relay.dialsCount).toBe(2)

  world.relay.isTunnel = false
  world.relay.dropLine()
  await world.advance(2_000)
  expect(world.link.state().state).toBe('connected')
})

test('[LK3] a relay that never opens or never lets us in is left after 25 s', async () => {
  const world = newLinkWorld()
  world.relay.opens = false
  await world.advance(26_000)
  expect(world.relay.dialsCount).toBe(2)

  world.relay.opens = true
  world.relay.greets = false
  world.link.wake()
  await world.advance(26_000)
  expect(world.relay.dialsCount).toBeGreaterThanOrEqual(3)
  expect(world.link.state().state).not.toBe('connected')
  world.relay.greets = true
  await world.advance(40_000)
  expect(world.link.state().state).toBe('connected')
})

test('[LK4] a hidden tab, whose timers fire once a minute, keeps its socket', async () => {
  const world = newLinkWorld()
  await world.advance(1_000)
  for (let minute = 0; minute < 5; minute++) {
    world.sleep(60_000)
    await world.advance(1_000)
  }
  expect(world.relay.dialsCount).toBe(1)
  expect(world.link.state().state).toBe('connected')
})

test('[LK5] dialling again waits longer and longer, at most 30 s, and never in step', async () => {
  const world = newLinkWorld()
  world.relay.answers = false
  const gaps: number[] = []
  let dialledAt = world.now()
  while (gaps.length < 12) {
    const before = world.relay.dialsCount
    await world.advance(100)
    if (world.relay.dialsCount === before) continue
    gaps.push(world.now() - dialledAt)
    dialledAt = world.now()
    expect(world.link.state().state).toBe('offline')
  }
  expect(gaps[0]).toBeLessThanOrEqual(300)
  expect(Math.max(...gaps)).toBeLessThanOrEqual(30_100)
  expect(Math.min(...gaps.slice(-3))).toBeGreaterThanOrEqual(15_000)
  expect(new Set(gaps.slice(-4)).size).toBeGreaterThan(1)

  world.relay.answers = true
  await world.advance(30_000)
  expect(world.link.state().state).toBe('connected')
  await world.advance(11_000)
  world.relay.dropLine()
  await world.advance(400)
  expect(world.link.state().state).toBe('connected')
})

test('[LK5] a line that breaks again and again is dialled again within a second each time', async () => {
  const world = newLinkWorld()
  for (let times = 0; times < 10; times++) {
    await world.advance(1_200)
    expect(world.link.state().state).toBe('connected')
    world.relay.dropLine()
  }
})

test('[LK5] a relay that lets us in and throws us out is dialled ever more rarely', async () => {
  const world = newLinkWorld()
  for (let second = 0; second < 120; second++) {
    world.relay.dropLine(1013)
    await world.advance(1_000)
  }
  expect(world.relay.dialsCount).toBeLessThan(15)
})

test('[LK40] who writes does not wait for the next dialling, but for a relay that ended the last one', async () => {
  const world = newLinkWorld()
  world.relay.answers = false
  await world.advance(120_000)
  const before = world.relay.dialsCount
  await world.advance(2_000)
  for (let times = 0; times < 40; times++) {
    world.link.hurry()
    await world.advance(100)
  }
  expect(world.relay.dialsCount - before).toBeGreaterThanOrEqual(2)
  expect(world.relay.dialsCount - before).toBeLessThanOrEqual(4)
  world.relay.answers = true
  await world.advance(2_000)
  world.link.hurry()
  await settle()
  expect(world.link.state().state).toBe('connected')

  for (let times = 0; times < 8; times++) {
    world.relay.dropLine(1013)
    await world.advance(1_000)
  }
  const thrownOut = world.relay.dialsCount
  world.link.hurry()
  expect(world.relay.dialsCount).toBe(thrownOut)
})

test('[LK6] when the network is back the next dialling does not wait', async () => {
  const world = newLinkWorld()
  world.relay.answers = false
  await world.advance(60_000)
  world.relay.answers = true
  world.link.wake()
  await settle()
  expect(world.link.state().state).toBe('connected')
})

test('[LK6] waking after a quiet time, a dead socket is found out within 6 s', async () => {
  const world = newLinkWorld()
  await world.advance(1_000)
  world.relay.isTunnel = true
  await world.advance(7_000)
  world.link.wake()
  await world.advance(6_000)
  expect(world.relay.dialsCount).toBe(2)

  const living = newLinkWorld()
  await living.advance(7_000)
  living.link.wake()
  await living.advance(20_000)
  expect(living.relay.dialsCount).toBe(1)
})

test('[LK7] when the browser says offline we are at once, and back when something is heard', async () => {
  const world = newLinkWorld()
  await world.advance(2_000)
  world.link.rest()
  expect(world.link.state().state).toBe('offline')
  world.relay.say(PONG)
  await settle()
  expect(world.link.state().state).toBe('offline')

  await world.advance(1_000)
  world.relay.say(PONG)
  await settle()
  expect(world.link.state().state).toBe('connected')
  expect(world.relay.dialsCount).toBe(1)
})

test.each([
  ['bytes that are no frame', Uint8Array.of(200, 1, 2)],
  ['a challenge too short', encodeTyped('', MESSAGE_TYPE.challenge, new Uint8Array(3))],
  ['a second challenge', encodeTyped('', MESSAGE_TYPE.challenge, new Uint8Array(33))],
  [
    'an inventory of ten million',
    encodeTyped('', MESSAGE_TYPE.inventory, Uint8Array.of(128, 173, 226, 4)),
  ],
  ['an ACK with a byte too many', encodeTyped(SEGMENT_0, MESSAGE_TYPE.ack, Uint8Array.of(0, 0))],
  ['a NACK without a reason', encodeTyped(SEGMENT_0, MESSAGE_TYPE.nack, Uint8Array.of(1, 1, 1))],
  ['a mark for a segment', encodeTyped(SEGMENT_0, MESSAGE_TYPE.mark, new Uint8Array(200))],
  ['a mark that is none', encodeTyped(GROUP_DOC, MESSAGE_TYPE.mark, Uint8Array.of(1))],
  ['a CLOSE without a code', encodeTyped(SEGMENT_0, MESSAGE_TYPE.close, new Uint8Array(0))],
])('[LK8] a relay that says %s loses this socket and is dialled again later', async (_, frame) => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  await world.advance(1_000)
  expect(line.told.syncedCount).toBe(1)
  world.relay.say(frame)
  await settle()
  expect(world.link.state().state).toBe('offline')
  await world.advance(1_000)
  expect(world.relay.dialsCount).toBe(2)
  expect(world.link.state().state).toBe('connected')
  expect(line.told.syncedCount).toBe(2)
})

test('[LK8] a relay that always answers with nonsense is dialled ever more rarely', async () => {
  const world = newLinkWorld()
  for (let second = 0; second < 120; second++) {
    world.relay.say(Uint8Array.of(200))
    await world.advance(1_000)
  }
  expect(world.relay.dialsCount).toBeLessThan(15)
})

test('[LK36] a relay that does not know the address we dialled is told apart from one that is away', async () => {
  const world = newLinkWorld()
  world.relay.greets = false
  await world.advance(1_000)
  world.relay.dropLine(SOCKET_CODE.unknownOrigin)
  await settle()
  expect(world.link.state()).toMatchObject({ state: 'offline', isUnknownOrigin: true })
  world.relay.answers = false
  await world.advance(60_000)
  expect(world.link.state().isUnknownOrigin).toBe(true)
  world.relay.answers = true
  world.relay.greets = true
  await world.advance(60_000)
  expect(world.link.state().state).toBe('connected')
  expect(world.link.state().isUnknownOrigin).toBeUndefined()
})

test('[LK9] before anything else we prove our device, bound to nonce and origin, and list what we hold', async () => {
  const world = newLinkWorld()
  world.follow(SEGMENT_0)
  world.relay.greets = false
  await world.advance(1_000)
  expect(world.relay.heard).toEqual([])
  world.relay.challenge()
  await settle()

  expect(world.relay.heard.map(({ type }) => type)).toEqual([
    MESSAGE_TYPE.proof,
    MESSAGE_TYPE.inventory,
  ])
  const [proof] = world.relay.proofs()
  const device = toDeviceKey(DEVICE.publicKey)
  expect(proof).toMatchObject({ type: 'device', device, origin: ORIGIN })
  const message = deviceProofBytes(new Uint8Array(32).fill(1), ORIGIN, device)
  const signature = proof?.signature ?? new Uint8Array(0)
  expect(verify({ publicKey: DEVICE.publicKey, message, signature })).toBe(true)
})

test('[LK10] the relay tells its time, and we between which moments it did', async () => {
  const world = newLinkWorld()
  const told: RelayTime[] = []
  const dialledAt = world.now()
  world.link.onRelayTime((time) => told.push(time))
  await world.advance(100)
  expect(told).toEqual([{ relayAt: RELAY_AT, dialledAt, heardAt: world.now() }])
})

test.each([
  ['a day back', -86_400_000],
  ['a day ahead', 86_400_000],
])(
  '[LK38] a clock that somebody set %s while connected is corrected at once',
  async (_, jumpMs) => {
    const world = newLinkWorld()
    const told: number[] = []
    world.link.onRelayTime(({ relayAt, heardAt }) => told.push(relayAt - heardAt))
    await world.advance(60_000)
    expect([world.relay.dialsCount, told.length]).toEqual([1, 1])
    world.sleep(jumpMs) // no timer runs; the clock says another time
    await world.advance(3_000)
    expect(world.link.state().state).toBe('connected')
    expect(world.relay.dialsCount).toBe(2)
    expect(Math.abs((told[0] ?? 0) - (told[1] ?? 0) - jumpMs)).toBeLessThan(120_000)
    await world.advance(60_000)
    expect(world.relay.dialsCount).toBe(2)
  },
)
