import { equalBytes, type EpochId, groupDoc } from '@parley/protocol'
import { rowTag } from '@parley/sealing'
import { expect, test, vi } from 'vitest'
import { headsFor } from '@parley/group'
import { newFakeClock } from '../browser/clock.fake.ts'
import { randomFrom } from '../identity/identity.fake.ts'
import { KeyWorld, type Somebody } from './key-world.fake.ts'
import { draftEpoch, draftGrant } from '../writing/drafts.ts'
import { newEpochKey } from './epoch-keys.ts'
import { newKeys, type KeysPorts } from './keys.ts'
import { grantToFew } from './rows.ts'

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
      outbox: { recordsOf: () => [] },
    },
    membership: {
      roster: () => who.roster,
      isWhole: () => true,
      keys: who.keys,
      keyring: who.keys.keyring,
      epochKey: () => who.keys.epochKey(),
      saidNames: () => ({ group: undefined, own: undefined }),
      askingUnder: () => [],
    },
    doc: () => ({
      name: groupDoc(world.group),
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

test('[KY17] whoever asks under a key they made while they were here is given on to nobody for it', async () => {
  const world = new KeyWorld('an old key', 3)
  world.setHistory(world.at(0), 'from-joining')
  add(world, 1)
  const old = await world.write(world.at(1))
  const heads = headsFor(world.at(0).roster, world.at(0).person)
  const asked = newEpochKey({
    key: randomFrom('asked')(32),
    device: world.at(2).device,
    isShared: false,
  })
  world.append(world.at(2), [
    draftEpoch({ hlc: 1n, heads }, { key: asked.key, shared: false, chained: [] }),
  ])
  world.hear(world.at(0))
  const { keys } = world.at(0)
  expect(keys.isUncounted(old, world.at(1).person)).toBe(false)
  expect(keys.isUncounted(old, world.at(2).person)).toBe(false)
  expect(keys.isUncounted(asked.id, world.at(1).person)).toBe(false)
})

test('[KY6] [AT171] rows for a key that is never announced make nobody wait once a relay has said all', async () => {
  const world = new KeyWorld('never announced', 4)
  await world.write(world.at(0))
  for (const index of [1, 2, 3]) add(world, index)
  await world.heal(world.at(0))
  for (const who of world.people) world.hear(who)
  const eve = world.at(1)
  const key = randomFrom('never')(32)
  const never = newEpochKey({ key, device: eve.device, isShared: true })
  const boxes = world.people.map(({ box }) => box.publicKey)
  const grant = grantToFew({ group: world.group, epoch: never, device: eve.device }, boxes)
  const heads = headsFor(eve.roster, eve.person)
  world.append(eve, [draftGrant({ hlc: 1n << 51n, heads }, { ...grant, rows: grant.rows })])
  const ben = world.at(2)
  world.hear(ben)
  ben.keys.keyring.keyOf(never.id) // a message says that it is sealed under it
  const line: Line = { state: 'offline', isSynced: false }
  const { keys } = keysOf(world, ben, line)
  keys.look()
  expect(ben.keys.waitsForKey()).toBe(true)
  Object.assign(line, { state: 'connected', isSynced: true })
  keys.look()
  expect(ben.keys.waitsForKey()).toBe(false)

  // It was on its way after all.
  world.append(eve, [draftEpoch({ hlc: 1n << 52n, heads }, { key, shared: true, chained: [] })])
  world.hear(ben)
  expect(ben.keys.keyring.has(never.id)).toBe(true)
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

/** Epochs that anybody could share, each given to one person alone. */
function giveEpochs(world: KeyWorld, by: Somebody, to: Somebody, count: number): void {
  for (let at = 0; at < count; at++) {
    const key = world.at(0).box.publicKey.map((byte) => byte ^ (world.used.length + at + 1))
    const epoch = newEpochKey({ key, device: by.device, isShared: true })
    const granting = { group: world.group, epoch, device: by.device }
    const header = { hlc: 1n << 51n, heads: headsFor(by.roster, by.person) }
    world.append(by, [
      draftEpoch(header, { key, shared: true, chained: [] }),
      draftGrant(header, grantToFew(granting, [to.box.publicKey])),
    ])
  }
}

test('[KY7] [AT123] who makes keys by the dozen makes nobody gather them, and keeps no other key from newcomers', async () => {
  const world = new KeyWorld('dozens', 5)
  const [founder, victim, eve] = [world.at(0), world.at(1), world.at(2)]
  for (const index of [1, 2, 3]) add(world, index)
  for (const who of [founder, victim, eve]) world.hear(who)
  giveEpochs(world, eve, victim, 70)
  const apart = [founder, world.at(3)]
  for (const who of apart) who.heard = Number.MAX_SAFE_INTEGER
  const used = [await world.write(founder), await world.write(world.at(3))]
  for (const who of apart) who.heard = 0
  world.hear(victim)
  expect(victim.keys.tips().length).toBeGreaterThan(70)
  const line: Line = { state: 'connected', isSynced: true }
  const { keys, clock, appends } = keysOf(world, victim, line)
  expect(await keys.prepare()).toBe(true)
  expect(appends()).toBe(0)
  world.hear(founder)
  add(world, 4)
  world.hear(victim)
  const owed = () => used.map((id) => victim.keys.owed(id).length)
  expect(owed()).toEqual([1, 1])
  keys.look()
  clock.advance(600_000)
  await vi.waitFor(() => expect(owed()).toEqual([0, 0]))
})

/** A row with the right tag and nothing in it. */
function giveJunk(world: KeyWorld, by: Somebody, to: Somebody, id: EpochId): void {
  const key = by.keys.keyring.keyOf(id)
  if (key === undefined) throw new Error('no key to pretend with')
  const granting = { group: world.group, epoch: { id, key }, device: by.device }
  const { rows, ...grant } = grantToFew(granting, [to.box.publicKey])
  const junk = rows.map(({ tag }) => ({ tag, sealed: new Uint8Array(48) }))
  const header = { hlc: 1n << 51n, heads: headsFor(by.roster, by.person) }
  world.append(by, [draftGrant(header, { ...grant, rows: junk })])
}

test('[KY14] [AT103] who was given a row that does not open says so once, and is given one that does, whatever junk follows', async () => {
  const world = new KeyWorld('junk', 3)
  const [founder, eve, victim] = [world.at(0), world.at(1), world.at(2)]
  add(world, 1)
  const epoch = await world.write(founder)
  world.hear(eve)
  add(world, 2)
  world.hear(eve)
  giveJunk(world, eve, victim, epoch)
  for (const who of world.people) world.hear(who)
  expect(founder.keys.owed(epoch)).toEqual([])
  expect(victim.keys.waitsForKey()).toBe(true)

  const { keys, appends } = keysOf(world, victim, { state: 'connected', isSynced: true })
  keys.look()
  expect(appends()).toBe(1)
  world.hear(eve)
  giveJunk(world, eve, victim, epoch)
  world.hear(founder)
  expect(founder.keys.owed(epoch)).toHaveLength(1)
  world.hear(victim)
  keys.look()
  expect(appends()).toBe(1)
  await world.heal(founder)
  world.hear(victim)
  expect(victim.keys.keyring.has(epoch)).toBe(true)
  expect(founder.keys.owed(epoch)).toEqual([])
})

test('[KY14] nobody complains about a key that is not given yet, that they may not have, or that opened', async () => {
  const world = new KeyWorld('content', 3)
  const line: Line = { state: 'connected', isSynced: true }
  const epoch = await world.write(world.at(0))
  add(world, 1)
  world.hear(world.at(1))
  world.at(1).keys.keyring.keyOf(epoch)
  const late = keysOf(world, world.at(1), line)
  late.keys.look()
  expect(late.appends()).toBe(0)
  world.hear(world.at(0))
  await world.heal(world.at(0))
  world.hear(world.at(1))
  late.keys.look()
  expect(late.appends()).toBe(0)
  world.setHistory(world.at(0), 'from-joining')
  const closed = await world.write(world.at(0))
  add(world, 2)
  world.hear(world.at(2))
  world.at(2).keys.keyring.keyOf(closed)
  const newcomer = keysOf(world, world.at(2), line)
  newcomer.keys.look()
  expect(newcomer.appends()).toBe(0)
})

test("[KY4] [AT105] announcing another's epoch again makes another epoch: who came later is given nothing older, and no new key is made for it", async () => {
  const world = new KeyWorld('again', 4)
  const [founder, eve] = [world.at(0), world.at(1)]
  add(world, 1)
  world.setHistory(founder, 'from-joining')
  await world.write(founder)
  add(world, 2)
  const closed = await world.write(founder)
  add(world, 3)
  for (const who of world.people) world.hear(who)
  const after = await world.write(founder)
  world.hear(eve)
  const key = eve.keys.keyring.keyOf(closed)
  if (key === undefined) throw new Error('eve has no key to announce again')
  for (const shared of [false, true]) {
    const header = { hlc: 1n << 51n, heads: headsFor(eve.roster, eve.person) }
    world.append(eve, [draftEpoch(header, { key, shared, chained: [] })])
  }
  for (const who of world.people) world.hear(who)
  expect(founder.keys.epochs().ids.length).toBeGreaterThan(3)
  expect(founder.keys.owed(closed)).toEqual([])
  expect(founder.keys.epochs().mayHave(closed, world.at(3).box.publicKey)).toBe(false)
  expect(await world.write(founder)).toBe(after)
})

test('[KY14] [AT106] a key that was made to open for one alone opens for everybody as soon as that one writes under it', async () => {
  const world = new KeyWorld('for one', 5)
  const [founder, eve] = [world.at(0), world.at(1)]
  for (const index of [1, 2, 3, 4]) add(world, index)
  await world.write(founder)
  for (const who of world.people) world.hear(who)
  const mine = newEpochKey({ key: new Uint8Array(32).fill(7), device: eve.device, isShared: true })
  const others = world.people.filter((who) => who !== founder && who !== eve)
  const granting = { group: world.group, epoch: mine, device: eve.device }
  const { rows, ...grant } = grantToFew(
    granting,
    world.people.map(({ box }) => box.publicKey),
  )
  const bad = others.map(({ box }) => rowTag(grant.ephemeral, box.publicKey))
  const some = rows.map((row) =>
    bad.some((tag) => equalBytes(tag, row.tag)) ? { ...row, sealed: new Uint8Array(48) } : row,
  )
  const header = { hlc: 1n << 51n, heads: headsFor(eve.roster, eve.person) }
  const { key } = mine
  world.append(eve, [
    draftEpoch(header, { key, shared: true, chained: [] }),
    draftGrant(header, { ...grant, rows: some }),
  ])
  world.hear(founder)
  for (const who of others) {
    world.hear(who)
    who.keys.keyring.keyOf(mine.id)
    keysOf(world, who, { state: 'connected', isSynced: true }).keys.look()
  }
  world.hear(founder)
  expect(founder.keys.owed(mine.id)).toHaveLength(others.length)
  await world.heal(founder)
  for (const who of others) {
    world.hear(who)
    expect(who.keys.keyring.has(mine.id)).toBe(true)
  }
})
