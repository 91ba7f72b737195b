import { expect, test } from 'vitest'
import { newFakeClock } from '../browser/clock.fake.ts'
import { randomFrom } from '../identity/identity.fake.ts'
import { KeyWorld, type Somebody } from './key-world.fake.ts'
import { newKeys, type KeysPorts } from './keys.ts'

interface Line {
  state: 'connected' | 'offline'
  isSynced: boolean
}

/** This person's keys, where a relay is, or is not, and has said what it holds, or not yet. */
function keysOf(world: KeyWorld, who: Somebody, line: Line) {
  const clock = newFakeClock()
  let hlc = 1n << 50n
  let appendsCount = 0
  const ports = {
    group: world.group,
    device: {
      clock,
      random: randomFrom('keys'),
      identity: { person: who.person, device: { publicKey: who.device } },
      ownClock: { next: () => hlc++ },
      link: { state: () => ({ state: line.state }) },
      notices: { tell: () => undefined },
    },
    membership: {
      roster: () => who.roster,
      keys: who.keys,
      keyring: who.keys.keyring,
      epochKey: () => who.keys.epochKey(),
      saidNames: () => ({ group: undefined, own: undefined }),
    },
    doc: () => ({
      following: () => ({ isSynced: () => line.isSynced }),
      records: () => ({ placesCount: () => 0 }),
      appender: {
        append: async (drafts: Parameters<KeyWorld['append']>[1]) => {
          appendsCount++
          world.append(who, drafts)
          return []
        },
      },
    }),
  } as unknown as KeysPorts
  return { clock, keys: newKeys(ports), appends: () => appendsCount }
}

function add(world: KeyWorld, index: number): void {
  const person = world.at(index).introduction
  world.act(world.at(0), { type: 'add', person, role: 'member', join: undefined })
  world.hear(world.at(index))
}

test('[KY1] offline, or in step with a relay, a key is made at once, in one append, and once', async () => {
  for (const line of [
    { state: 'offline', isSynced: false },
    { state: 'connected', isSynced: true },
  ] as const) {
    const world = new KeyWorld('at once', 2)
    const { keys, appends } = keysOf(world, world.at(0), { ...line })
    expect(await Promise.all([keys.prepare(), keys.prepare()])).toEqual([true, true])
    expect(await keys.prepare()).toBe(true)
    expect(appends()).toBe(1)
  }
})

test('[KY11] while a relay has not said what it holds, a new key waits, but not for ever', async () => {
  const world = new KeyWorld('patience', 2)
  const line: Line = { state: 'connected', isSynced: false }
  const { keys, clock, appends } = keysOf(world, world.at(0), line)
  expect(await keys.prepare()).toBe(false)
  clock.advance(9_000)
  expect(await keys.prepare()).toBe(false)
  expect(appends()).toBe(0)
  clock.advance(2_000)
  expect(await keys.prepare()).toBe(true)
})

test('[KY11] [KY6] who was let in waits for the key that there is, and writes under one of their own when nobody comes', async () => {
  const world = new KeyWorld('nobody comes', 3)
  await world.write(world.at(0))
  add(world, 1)
  add(world, 2)
  world.hear(world.at(1))
  const line: Line = { state: 'connected', isSynced: true }
  const { keys, clock } = keysOf(world, world.at(1), line)
  expect(await keys.prepare()).toBe(false)
  expect(world.at(1).keys.waitsForKey()).toBe(true)
  clock.advance(10_001)
  expect(await keys.prepare()).toBe(true)
  world.hear(world.at(0))
  world.hear(world.at(2))
  const own = world.at(1).keys.epochKey()?.id
  expect(own !== undefined && world.at(2).keys.keyring.has(own)).toBe(true)
})

test('[KY6] the key that comes in time is taken, and none is made', async () => {
  const world = new KeyWorld('in time', 2)
  const epoch = await world.write(world.at(0))
  add(world, 1)
  const { keys, appends } = keysOf(world, world.at(1), { state: 'connected', isSynced: true })
  expect(await keys.prepare()).toBe(false)
  world.hear(world.at(0))
  await world.heal(world.at(0))
  world.hear(world.at(1))
  expect(await keys.prepare()).toBe(true)
  expect(world.at(1).keys.epochKey()?.id).toBe(epoch)
  expect(world.at(1).keys.waitsForKey()).toBe(false)
  expect(appends()).toBe(0)
})

test('[KY1] who is not in the group, or may not say anything in it, makes no key', async () => {
  const world = new KeyWorld('silent', 3)
  add(world, 1)
  const line: Line = { state: 'offline', isSynced: false }
  world.hear(world.at(2))
  expect(await keysOf(world, world.at(2), line).keys.prepare()).toBe(false)
  const { person } = world.at(1)
  world.act(world.at(0), { type: 'mute', person, until: 0, cut: [] })
  world.hear(world.at(1))
  const muted = keysOf(world, world.at(1), line)
  expect(await muted.keys.prepare()).toBe(false)
  expect(muted.appends()).toBe(0)
})

test('[KY7] many keys made apart are gathered under one by the next message', async () => {
  const world = new KeyWorld('apart', 12)
  for (let index = 1; index < 12; index++) add(world, index)
  for (let index = 0; index < 12; index++) world.hear(world.at(index))
  const writers = world.people.slice(0, 10)
  for (const writer of writers) writer.heard = Number.MAX_SAFE_INTEGER
  for (const writer of writers) await world.write(writer)
  for (const writer of writers) writer.heard = 0
  const reader = world.at(11)
  world.hear(reader)
  expect(reader.keys.tips().length).toBe(10)
  const { keys, appends } = keysOf(world, reader, { state: 'offline', isSynced: false })
  expect(await keys.prepare()).toBe(true)
  expect(appends()).toBe(1)
  expect(reader.keys.tips()).toEqual([reader.keys.epochKey()])
})
