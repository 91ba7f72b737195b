/** What lives how long. Providers read the time when they are imported, so it is faked before that. */
import { MESSAGE_TYPE, PONG } from '@parley/protocol'
import { afterEach, expect, test, vi } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { envelopes, newLinkWorld, SEGMENT_0, settle } from './link-world.fake.ts'
import { type Lookalike, lookalikeClass } from './lookalike.ts'
import { quietAwareness } from './quiet-awareness.ts'

vi.hoisted(() => void vi.useFakeTimers())
afterEach(() => void vi.clearAllTimers())

const SEGMENT = SEGMENT_0.slice(0, -1)

test('[LK24] a quiet document keeps its provider as long as the relay is heard', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  await world.advance(300_000)
  expect(world.relay.stepsOf(SEGMENT_0)).toEqual(['step1'])
  expect(line.following.isSynced()).toBe(true)
  world.link.close()

  let lostCount = 0
  const serverUrl = 'ws://mute.test'
  const carrier = {
    attach: (socket: Lookalike) => void Promise.resolve().then(() => socket.open()),
    detach: () => lostCount++,
    wrote: () => undefined,
  }
  const left = new WebsocketProvider(serverUrl, SEGMENT_0, new Y.Doc(), {
    WebSocketPolyfill: lookalikeClass(serverUrl, () => carrier),
    awareness: quietAwareness(),
    disableBc: true,
  })
  await vi.advanceTimersByTimeAsync(40_000)
  expect(lostCount).toBe(1) // not vacuous: the same time without a sign of life does lose one
  left.destroy()
  await vi.advanceTimersByTimeAsync(5_000)
})

test('[LK24] a hidden tab hears the relay between its timers, and so do its providers', async () => {
  const world = newLinkWorld()
  world.follow(SEGMENT_0)
  await world.advance(1_000)
  for (let times = 0; times < 20; times++) {
    world.relay.say(PONG)
    await settle()
    world.sleep(15_000)
    await vi.advanceTimersByTimeAsync(15_000)
  }
  expect(world.relay.stepsOf(SEGMENT_0)).toEqual(['step1'])
  world.link.close()
})

test('[LK24] a provider that gave up in a hidden tab is back before its timers run again', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  await world.advance(1_000)
  await vi.advanceTimersByTimeAsync(33_000)
  expect(world.relay.stepsOf(SEGMENT_0)).toEqual(['step1', 'step1'])
  expect(line.following.isSynced()).toBe(true)
  world.link.close()
})

test('[LK25] a thousand documents come and go and leave nothing behind', async () => {
  const world = newLinkWorld()
  const docsCount = 1_000
  const exitListenersCount = process.listenerCount('exit')
  const lines = Array.from({ length: docsCount }, (_, at) => world.follow(`${SEGMENT}${at}`))
  await world.advance(200)
  expect(lines.filter((line) => line.following.isSynced())).toHaveLength(docsCount)
  expect(process.listenerCount('exit')).toBe(exitListenersCount)

  for (const line of lines) {
    const before = line.doc._observers.get('update')?.size ?? 0
    line.following.stop()
    expect(line.doc._observers.get('update')?.size ?? 0).toBe(before - 1)
  }
  expect(vi.getTimerCount()).toBe(0)
  await settle()
  expect(world.relay.heard.filter(({ type }) => type === MESSAGE_TYPE.close)).toHaveLength(
    docsCount,
  )
  world.link.close()
})

test('[LK25] a document may be stopped and followed again, also as another Y.Doc', async () => {
  const world = newLinkWorld()
  const first = world.follow(SEGMENT_0)
  expect(() => world.follow(SEGMENT_0)).toThrow(/followed already/)
  await world.advance(1_000)
  first.following.stop()
  first.following.stop()
  const second = world.follow(SEGMENT_0)
  await world.advance(1_000)
  world.relay.sync(SEGMENT_0, 'update', envelopes(SEGMENT_0, { writer: 5, clock: 0, count: 1 }))
  first.following.send(envelopes(SEGMENT_0, { writer: 6, clock: 0, count: 1 }))
  first.following.resync()
  await settle()

  expect(first.clocks()).toEqual({})
  expect(first.following.isSynced()).toBe(false)
  expect(second.clocks()).toEqual({ 5: 1 })
  expect(world.relay.stepsOf(SEGMENT_0)).toEqual(['step1', 'step1'])
  expect(first.told.syncedCount).toBe(1)
  world.link.close()
})

test.each(['onSynced', 'onFatal', 'onIncomingRefused', 'onClosed', 'onAcks'] as const)(
  '[LK25] a document stopped from within %s hears nothing more',
  async (event) => {
    const world = newLinkWorld()
    let stop = (): void => undefined
    const told: string[] = []
    const line = world.follow(SEGMENT_0, {
      onSynced: () => hear('onSynced'),
      onFatal: () => hear('onFatal'),
      onIncomingRefused: () => hear('onIncomingRefused'),
      onClosed: () => hear('onClosed'),
      onAcks: () => hear('onAcks'),
    })
    function hear(name: string): void {
      told.push(name)
      if (name === event) stop()
    }
    stop = () => line.following.stop()
    await world.advance(1_000)
    line.following.send(envelopes(SEGMENT_0, { writer: 5, clock: 0, count: 1 }))
    await settle()
    world.relay.sync(SEGMENT_0, 'step2', envelopes(SEGMENT_0, { writer: 5, clock: 9, count: 1 }))
    await settle()
    world.relay.shut(SEGMENT_0, 4529)
    await world.advance(5_000)
    world.relay.sync(SEGMENT_0, 'update', Uint8Array.of(9, 9, 9))
    await world.advance(5_000)
    expect(told.at(-1)).toBe(event)
    expect(told.filter((name) => name === event)).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
    world.link.close()
  },
)

test('[LK26] a closed link has no timer, no socket and no voice', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  const told: string[] = []
  world.link.onState(() => told.push('state'))
  world.link.onPlaces(() => told.push('places'))
  await world.advance(1_000)
  told.length = 0
  world.link.close()
  world.link.close()
  expect(world.timersCount()).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
  expect(world.link.state().state).toBe('offline')

  const after = world.follow(SEGMENT_0)
  world.link.wake()
  world.link.rest()
  after.following.stop()
  await world.advance(60_000)
  expect(world.relay.isConnected).toBe(false)
  expect(world.relay.dialsCount).toBe(1)
  expect(world.timersCount()).toBe(0)
  expect(told).toEqual([])
  expect(line.told.closed).toEqual([])
})

test('[LK26] a link closed while it waits to dial again never does', async () => {
  const world = newLinkWorld()
  world.relay.answers = false
  await world.advance(100)
  world.link.close()
  expect(world.timersCount()).toBe(0)
  await world.advance(60_000)
  expect(world.relay.dialsCount).toBe(1)
})
