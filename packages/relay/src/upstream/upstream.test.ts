import {
  encodePlaces,
  encodePresenceEntries,
  encodeSealedMark,
  encodeTyped,
  groupDoc,
  idBytes,
  MESSAGE_TYPE,
  newWriter,
  parseDocName,
  parseFrame,
  parseSealedMark,
  writerPrefix,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { newGroup, newPerson } from '../../test/people.ts'
import { settle, TestClient, until } from '../../test/sockets.ts'
import { enter, isOn, newSchool, recordsOn, write } from '../../test/upstream-scene.ts'
import { carry, meet, pass } from '../../test/upstreams.ts'
import { newWorld } from '../../test/world.ts'
import { newMemoryJournal } from '../journal/memory-journal.ts'

const DAY_MS = 24 * 3_600_000

test('[RE66] a class without internet is at the school days later, and what is written there comes back', async () => {
  const scene = await newSchool()
  const { laptop, school, alice, carol, group, atAlice, heads, segment } = scene
  for (let at = 0; at < 30; at++) await write(atAlice, alice.post(group.id, { heads }))
  for (const { clock } of [laptop, school]) clock.advance(3 * DAY_MS) // everybody has gone home
  const carried = scene.carry()
  await meet(carried, laptop, school)
  expect(carried.events).toEqual([{ type: 'in-step', sentCount: 34, takenCount: 0 }])
  for (const doc of [groupDoc(group.id), segment])
    expect(recordsOn(school.disk, doc)).toEqual(recordsOn(laptop.disk, doc))

  const atCarol = await enter(school, carol, scene)
  const atDesk = await enter(laptop, alice, scene)
  await write(atCarol, carol.post(group.id, { heads }))
  await until(() => atDesk.syncs(segment).length === 1) // at the laptop, as it is written
  expect(recordsOn(laptop.disk, segment)).toHaveLength(31)
  await meet(carried, laptop, school)
  expect(carried.upstream.status()).toMatchObject({ sentCount: 34, takenCount: 1, waitingCount: 0 })
  expect(school.events).toEqual([])
  expect(new Set(laptop.events.map(({ type }) => type))).toEqual(new Set(['session-closed']))
})

test('[RE66] both sides write apart for days and come to the same, nothing twice; what both have goes over no more', async () => {
  const scene = await newSchool()
  const { laptop, school, bob, carol, group, atBob, heads, segment } = scene
  const { line, upstream, events } = scene.carry()
  await meet({ upstream }, laptop, school)
  line.cut()
  const atCarol = await enter(school, carol, scene)
  for (let at = 0; at < 5; at++) {
    await write(atBob, bob.post(group.id, { heads }))
    await write(atCarol, carol.post(group.id, { heads, segment: at % 2 }))
  }
  await pass(1_000, laptop, school)
  expect(upstream.status()).toMatchObject({ state: 'away', waitingCount: 5 })
  line.isCut = false
  line.passed.length = 0
  await pass(2_000, laptop, school)
  await meet({ upstream }, laptop, school)
  for (const doc of [segment, `${group.id}/1`])
    expect(recordsOn(school.disk, doc)).toEqual(recordsOn(laptop.disk, doc))
  expect(recordsOn(laptop.disk, segment)).toHaveLength(8)
  const crossed = line.passed.filter(({ type }) => type === MESSAGE_TYPE.sync)
  expect(new Set(crossed.map(({ doc }) => parseDocName(doc)?.kind))).toEqual(new Set(['segment']))
  expect(events.map(({ type }) => type)).toEqual(['in-step', 'away', 'in-step'])

  line.cut()
  await pass(1_000, laptop, school)
  line.isCut = false
  line.passed.length = 0
  await pass(5_000, laptop, school)
  await meet({ upstream }, laptop, school)
  expect(line.passed.filter(({ type }) => type === MESSAGE_TYPE.sync)).toEqual([])
})

test('[RE66] killed in the middle, either of the two, they go on where the disks are', async () => {
  const scene = await newSchool()
  const { school, alice, group, atAlice, heads, segment, laptop } = scene
  for (let at = 0; at < 40; at++)
    await write(atAlice, alice.post(group.id, { heads, segment: at % 4, sizeBytes: 2_000 }))
  const first = scene.carry()
  first.line.onSaid = () => (first.line.passed.length > 12 ? 'drop' : 'pass')
  await pass(3_000, laptop, school)
  // No goodbye: both are left behind as they are, and their disks are read by the next ones.
  first.line.cut()
  const stored = recordsOn(school.disk, segment).length
  expect(stored).toBeLessThan(10)
  scene.school = await newWorld({ disk: school.disk, journal: newMemoryJournal(school.disk) })
  const again = await newWorld({ disk: laptop.disk, journal: newMemoryJournal(laptop.disk) })
  const second = carry(again, () => scene.school, { groups: [group.id] })
  await meet(second, again, scene.school)
  for (let at = 0; at < 4; at++) {
    const doc = `${group.id}/${at}`
    expect(recordsOn(school.disk, doc)).toEqual(recordsOn(laptop.disk, doc))
  }
  expect(recordsOn(school.disk, segment)).toHaveLength(10)
})

test('[RE66] a new laptop gets the class back from the school, and a lost school from the laptop', async () => {
  const scene = await newSchool()
  const { laptop, school, alice, group, atAlice, heads, segment } = scene
  await write(atAlice, alice.post(group.id, { heads }))
  await meet(scene.carry(), laptop, school)
  const bought = await newWorld()
  const carried = carry(bought, () => school, { groups: [group.id] })
  await meet(carried, bought, school)
  expect(recordsOn(bought.disk, segment)).toEqual(recordsOn(laptop.disk, segment))
  expect(carried.upstream.status()).toMatchObject({ sentCount: 0, takenCount: 5 })
})

test('[RE67] who writes at the laptop is answered without the school, and never for what only the school has', async () => {
  const scene = await newSchool()
  const { laptop, school, bob, carol, group, atBob, heads, segment } = scene
  const { line, upstream } = scene.carry()
  await meet({ upstream }, laptop, school)
  line.onSaid = () => 'drop' // a line that swallows everything
  await write(atBob, bob.post(group.id, { heads })) // waits for its ACK
  await settle()
  expect(upstream.status().waitingCount).toBe(1)
  line.lie = () => []
  const atCarol = await enter(school, carol, scene)
  const theirs = carol.post(group.id, { heads })
  await write(atCarol, theirs)
  await settle()
  expect(atBob.acks(segment).some(({ writer }) => writer === theirs.writer)).toBe(false)
})

test('[RE66] [RE39] a deletion on either side purges both, and what one side had not heard brings nothing back', async () => {
  const scene = await newSchool()
  const { laptop, school, bob, carol, group, atBob, heads, segment } = scene
  const { line, upstream } = scene.carry()
  const mine = [1, 2, 3].map(() => bob.post(group.id, { heads }))
  for (const post of mine) await write(atBob, post)
  await meet({ upstream }, laptop, school)
  const atCarol = await enter(school, carol, scene)
  const theirs = [1, 2].map(() => carol.post(group.id, { heads }))
  for (const post of theirs) await write(atCarol, post)
  await meet({ upstream }, laptop, school)
  line.cut()
  // Apart: each side deletes, and clears its disk, before the other hears of it.
  const [first] = theirs
  const second = mine[1]
  if (first === undefined || second === undefined) return
  await write(atBob, bob.retract(group.id, [second], { heads }))
  await write(atCarol, carol.retract(group.id, [first], { heads }))
  await pass(60_000, laptop, school)
  expect([isOn(second, laptop.disk), isOn(second, school.disk)]).toEqual([false, true])
  expect([isOn(first, laptop.disk), isOn(first, school.disk)]).toEqual([true, false])
  line.isCut = false
  await pass(300_000, laptop, school)
  await meet({ upstream }, laptop, school)
  await pass(60_000, laptop, school)
  for (const { disk } of [laptop, school])
    expect([isOn(first, disk), isOn(second, disk)]).toEqual([false, false])
  expect(recordsOn(school.disk, segment)).toEqual(recordsOn(laptop.disk, segment))
  expect(recordsOn(laptop.disk, segment)).toHaveLength(5) // three posts and two retracts
  expect(upstream.status().refusedCount).toBe(0)
})

test('[RE66] a relay that comes anew gets a document with what accounts for its holes', async () => {
  const scene = await newSchool()
  const { laptop, school, bob, group, atBob, heads, segment } = scene
  const posts = [1, 2, 3].map(() => bob.post(group.id, { heads }))
  for (const post of posts) await write(atBob, post)
  const [, second] = posts
  if (second === undefined) return
  await write(atBob, bob.retract(group.id, [second], { heads }))
  await pass(60_000, laptop)
  const { upstream } = scene.carry()
  await meet({ upstream }, laptop, school)
  expect(recordsOn(school.disk, segment)).toEqual(recordsOn(laptop.disk, segment))
  expect(recordsOn(school.disk, segment)).toHaveLength(3)
  expect(upstream.status().refusedCount).toBe(0)
})

test('[RE65] [AT212] a token opens its own groups and no others, for as long as it is good', async () => {
  const scene = await newSchool()
  const { laptop, school, group } = scene
  const other = newGroup(newPerson()).id
  const carried = carry(laptop, () => school, { groups: [group.id], token: [other] })
  await pass(10_000, laptop, school)
  expect([...school.disk.updates.keys()]).toEqual([])
  expect(carried.upstream.status().sentCount).toBe(0)
})

test('[RE65] a mirror ends with its token, and is nobody who is here', async () => {
  const scene = await newSchool()
  const { laptop, school, alice, carol, group } = scene
  const carried = scene.carry()
  await meet(carried, laptop, school)
  expect(school.relay.stats()).toMatchObject({ openSessions: 1, mirrors: 1 })
  const mirror = { groups: new Set([group.id]), endsAt: school.clock.now() + 60_000 }
  const atSchool = await school.connect(alice).open()
  const accept: typeof school.relay.accept = (socket, peer) =>
    school.relay.accept(socket, { ...peer, mirror })
  const other = await new TestClient({ accept }, newPerson()).open()
  other.step1(groupDoc(group.id))
  await until(() => other.syncs(groupDoc(group.id)).length === 2)
  const id = newWriter(writerPrefix(group.id, idBytes(carol.device)), 77)
  const atCarol = await enter(school, carol, scene)
  const watched = await enter(school, alice, scene)
  const entries = [{ id, clock: 1, state: Uint8Array.of(1) }]
  const { awareness } = MESSAGE_TYPE
  atCarol.say(groupDoc(group.id), awareness, encodePresenceEntries(entries))
  await until(() => watched.frames(awareness, groupDoc(group.id)).length > 0)
  expect(other.frames(awareness, groupDoc(group.id))).toEqual([])
  await pass(50_000, school)
  expect(other.socket.closed).toBeUndefined()
  await pass(20_000, school)
  expect(other.socket.closed).toEqual({ code: 4401, reason: 'token-over' })
  expect(atSchool.socket.closed).toBeUndefined()
})

test('[RE65] [RE69] a removed member’s messages do not come to count by the detour, and what nobody may bring is refused', async () => {
  const scene = await newSchool()
  const { laptop, school, alice, bob, group, atBob, heads, segment } = scene
  const { line, upstream } = scene.carry()
  await meet({ upstream }, laptop, school)
  line.cut()
  // At the school Bob is removed. In the room, where nobody knows, he writes on and opens a segment.
  const atSchool = await enter(school, alice, scene)
  const remove = alice.act(
    group.id,
    { type: 'remove', person: bob.id, cut: [] },
    { role: 'founder', parents: heads },
  )
  await write(atSchool, remove)
  const unheard = bob.post(group.id, { heads })
  await write(atBob, unheard)
  line.isCut = false
  await pass(300_000, laptop, school)
  await meet({ upstream }, laptop, school)
  // Carried as what others pass on is: both hold the same, and every reader judges it by the removal.
  expect(recordsOn(school.disk, segment)).toEqual(recordsOn(laptop.disk, segment))
  expect(atBob.closes(groupDoc(group.id))).toEqual([4403]) // the removal came to the room
  const again = await laptop.connect(bob).open()
  const after = bob.post(group.id, { heads })
  again.update(segment, after.update)
  await until(() => again.closes(segment).length > 0)
  await pass(2_000, laptop, school)
  for (const { disk } of [laptop, school]) expect(isOn(after, disk)).toBe(false)
  expect(upstream.status().refusedCount).toBe(0)
})

test('[RE68] a long history goes over in several meetings, and neither relay keeps all of it in memory', async () => {
  const scene = await newSchool()
  const { laptop, school, alice, group, atAlice, heads } = scene
  for (let segment = 0; segment < 100; segment++)
    await write(atAlice, alice.post(group.id, { heads, segment }))
  const { line, upstream, events } = scene.carry()
  await meet({ upstream }, laptop, school)
  expect(line.dialledCount).toBe(2)
  expect(events).toEqual([{ type: 'in-step', sentCount: 104, takenCount: 0 }])
  for (let at = 0; at < 100; at++) {
    const doc = `${group.id}/${at}`
    expect(recordsOn(school.disk, doc)).toEqual(recordsOn(laptop.disk, doc))
  }
  await pass(40_000, laptop, school)
  expect(school.relay.stats().docsInMemory).toBeLessThan(50)
})

test('[RE68] each meeting of a long history comes as soon as the first did; one that carried nothing later and later', async () => {
  const scene = await newSchool()
  const { laptop, school, alice, group, atAlice, heads } = scene
  for (let segment = 0; segment < 385; segment++) {
    const { doc, update } = alice.post(group.id, { heads, segment })
    atAlice.update(doc, update)
    if (segment % 20 === 0) await pass(500, laptop)
  }
  await pass(500, laptop)
  const { line, upstream } = scene.carry()
  const began = laptop.clock.now()
  await meet({ upstream }, laptop, school)
  expect(line.dialledCount).toBe(7)
  expect(laptop.clock.now() - began).toBeLessThan(20_000)

  line.cut()
  line.isCut = false
  line.lie = (bytes) => {
    const frame = parseFrame(bytes)
    if (frame?.doc !== '' || frame.type !== MESSAGE_TYPE.inventory) return [bytes]
    const places = Array.from({ length: 200 }, (_, at) => {
      return { doc: `${group.id}/${900_000 + at}`, placesCount: 1 }
    })
    return [encodeTyped('', MESSAGE_TYPE.inventory, encodePlaces(places))]
  }
  await pass(120_000, laptop, school)
  expect(line.dialledCount).toBeLessThan(16)
}, 120_000)

test('[RE66] who has read what is told at the other relay, the newest of each device', async () => {
  const scene = await newSchool()
  const { laptop, school, bob, carol, group, atBob } = scene
  await meet(scene.carry(), laptop, school)
  const doc = groupDoc(group.id)
  const atCarol = await enter(school, carol, scene)
  for (let counter = 1; counter <= 20; counter++)
    atBob.say(doc, MESSAGE_TYPE.mark, encodeSealedMark(bob.mark(group.id, counter)))
  await pass(5_000, laptop, school)
  const heard = atCarol
    .frames(MESSAGE_TYPE.mark, doc)
    .map(({ payload }) => parseSealedMark(payload)?.counter ?? 0)
  expect(heard.at(-1)).toBe(20)
  expect(heard.length).toBeLessThan(5)
})
