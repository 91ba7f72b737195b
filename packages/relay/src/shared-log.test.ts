import { CLOSE_CODE, encodeSealedMark, groupDoc, MESSAGE_TYPE, segmentDoc } from '@parley/protocol'
import { expect, test } from 'vitest'
import { follow, meetAt, newPair } from '../test/pair.ts'
import { newGroup, newPerson, type Written } from '../test/people.ts'
import { settle, type TestClient, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'
import { type MemoryDisk, newMemoryDisk, newMemoryJournal } from './journal/memory-journal.ts'

type World = Awaited<ReturnType<typeof newWorld>>

/** Until nothing of what nobody follows is in memory. */
async function forgetAll(world: World): Promise<void> {
  while (world.relay.stats().docsInMemory > 0) {
    await settle()
    world.clock.advance(3_600_000)
  }
}

/** Lets time pass, and whatever it brings about, until it is so. */
async function afterTime(worlds: readonly World[], isSo: () => boolean): Promise<void> {
  for (let hours = 0; hours < 200 && !isSo(); hours++) {
    for (const { clock } of worlds) clock.advance(3_600_000)
    await settle()
  }
  expect(isSo()).toBe(true)
}

const got = (client: TestClient, { doc, update }: Written): boolean =>
  client.syncs(doc).some(({ bytes }) => Buffer.from(bytes).equals(update))

const holds = ({ updates }: MemoryDisk, { doc, bytes }: Written): boolean =>
  Buffer.concat(updates.get(doc) ?? []).includes(Buffer.from(bytes.slice(-64)))

test('[RE71] what one relay took reaches whoever follows at another, and is acknowledged at its own', async () => {
  const { alice, bob, group, join, atAlice, atBob } = await newPair()
  const heads = [join.id]
  const [hers, his] = [alice.post(group.id, { heads }), bob.post(group.id, { heads })]
  atAlice.update(hers.doc, hers.update)
  atBob.update(his.doc, his.update)
  await until(() => got(atBob, hers) && got(atAlice, his))
  await until(() => atAlice.acks(hers.doc).length > 0 && atBob.acks(his.doc).length > 0)
  expect(atAlice.acks(his.doc)).toEqual([{ writer: hers.writer, clock: hers.clock + 1 }])
})

test('[RE71] who joined at one relay writes at another', async () => {
  const { one, other, group, atAlice } = await newPair()
  const carol = newPerson()
  const join = group.join(carol)
  atAlice.update(join.doc, join.update)
  await until(() => atAlice.acks(join.doc).length > 0)
  const atCarol = await other.connect(carol).open()
  await follow(atCarol, group)
  const post = carol.post(group.id, { heads: [join.id] })
  atCarol.update(post.doc, post.update)
  await until(() => atCarol.acks(post.doc).length > 0 && got(atAlice, post))
  expect(one.relay.stats().docsStored).toBe(other.relay.stats().docsStored)
})

test('[RE71] [RE22] who asked at one relay before the group was at any gets it when it is founded at another', async () => {
  const disk = newMemoryDisk()
  const [one, other] = [await newWorld({ disk }), await newWorld({ disk })]
  const [alice, bob] = [newPerson(), newPerson()]
  const group = newGroup(alice)
  const join = group.join(bob)
  const [atAlice, atBob] = [await one.connect(alice).open(), await other.connect(bob).open()]
  atBob.step1(groupDoc(group.id))
  await until(() => atBob.syncs(groupDoc(group.id)).length === 2)
  atBob.forget()
  atAlice.update(groupDoc(group.id), group.update())
  await until(() => atBob.syncs(groupDoc(group.id)).length > 0)
  expect(join.doc).toBe(groupDoc(group.id))
  expect(atBob.closes(groupDoc(group.id))).toEqual([])
})

test('[RE71] [RE22] who is removed at one relay is closed at the other, and hears no more', async () => {
  const { alice, bob, group, join, atAlice, atBob } = await newPair()
  const removal = alice.act(
    group.id,
    { type: 'remove', person: bob.id, cut: [] },
    { role: 'owner', parents: [join.id] },
  )
  atAlice.update(removal.doc, removal.update)
  await until(() => atBob.closes(segmentDoc(group.id, 0)).length > 0)
  expect(atBob.closes(groupDoc(group.id))).toEqual([CLOSE_CODE.removed])
  expect(atBob.closes(segmentDoc(group.id, 0))).toEqual([CLOSE_CODE.removed])
  atBob.forget()
  const post = alice.post(group.id, { heads: [removal.id] })
  atAlice.update(post.doc, post.update)
  await until(() => atAlice.acks(post.doc).length > 0)
  await settle()
  expect(atBob.syncs(post.doc)).toEqual([])
})

test('[RE72] who follows nothing at one relay hears of what changed at the other', async () => {
  const { other, alice, bob, group, join, atAlice, atBob } = await newPair()
  atBob.socket.hangUp()
  await forgetAll(other)
  const back = await other.connect(bob).open()
  back.forget()
  const post = alice.post(group.id, { heads: [join.id] })
  atAlice.update(post.doc, post.update)
  await until(() => atAlice.acks(post.doc).length > 0)
  await afterTime([other], () => back.places().length > 0)
  expect(back.places()).toEqual([{ doc: post.doc, placesCount: 1 }])
})

test('[RE72] what a relay has not in memory is not believed to be as it was', async () => {
  const { other, alice, bob, group, join, atAlice, atBob } = await newPair()
  atBob.socket.hangUp()
  await forgetAll(other)
  const post = alice.post(group.id, { heads: [join.id] })
  atAlice.update(post.doc, post.update)
  await until(() => atAlice.acks(post.doc).length > 0)
  const back = await other.connect(bob).open()
  expect(back.places()).toContainEqual({ doc: post.doc, placesCount: 1 })
})

test('[RE72] [RE29] what is written elsewhere keeps nothing in the memory of a relay where nobody is', async () => {
  const { other, alice, group, join, atAlice, atBob } = await newPair()
  for (let times = 0; times < 5; times++) {
    const post = alice.post(group.id, { heads: [join.id] })
    atAlice.update(post.doc, post.update)
    await until(() => atAlice.acks(post.doc).some(({ clock }) => clock > post.clock))
    await settle()
    if (times === 0) atBob.socket.hangUp()
    other.clock.advance(20_000)
    await settle()
  }
  expect(other.relay.stats().docsInMemory).toBe(0)
})

test('[RE72] who joined elsewhere while a document could not be loaded is known all the same', async () => {
  const disk = newMemoryDisk()
  const kept = newMemoryJournal(disk)
  let failing: Promise<never> | undefined
  let fail = (): void => undefined
  const journal = { ...kept, read: (doc: string) => failing ?? kept.read(doc) }
  const [alice, bob, carol] = [newPerson(), newPerson(), newPerson()]
  const group = newGroup(alice)
  group.join(bob)
  const one = await newWorld({ disk })
  const atAlice = await one.connect(alice).open()
  atAlice.update(groupDoc(group.id), group.update())
  await until(() => atAlice.acks(groupDoc(group.id)).length > 0)
  const other = await newWorld({ disk, journal })
  const atBob = await other.connect(bob).open()
  other.clock.advance(40_000)
  expect(other.relay.stats().docsInMemory).toBe(0)
  failing = new Promise((_, reject) => (fail = () => reject(new Error('no leader'))))
  atBob.step1(groupDoc(group.id))
  await settle()
  const join = group.join(carol)
  atAlice.forget()
  atAlice.update(join.doc, join.update)
  await until(() => atAlice.acks(join.doc).length > 0)
  await settle()
  failing = undefined
  fail()
  await settle()
  const atCarol = await other.connect(carol).open()
  expect(atCarol.places()).toEqual([{ doc: groupDoc(group.id), placesCount: 4 }])
})

test('[RE74] what is deleted at one relay is gone from the memory of both and from the log', async () => {
  const { disk, one, other, alice, group, join, atAlice, atBob } = await newPair()
  const heads = [join.id]
  const post = alice.post(group.id, { heads, sizeBytes: 200 })
  atAlice.update(post.doc, post.update)
  await until(() => got(atBob, post))
  const retract = alice.retract(group.id, [post], { heads })
  atAlice.update(retract.doc, retract.update)
  await until(() => got(atBob, retract))
  await afterTime([one, other], () => !holds(disk, post) && disk.notes.size === 0)
  const late = await other.connect(alice).open()
  late.step1(post.doc)
  await until(() => late.syncs(post.doc).some(({ step }) => step === 'step1'))
  for (const { bytes } of late.syncs(post.doc))
    expect(Buffer.from(bytes).includes(Buffer.from(post.bytes.slice(-64)))).toBe(false)
})

test('[RE74] a deletion whose relay is gone for good is seen to by another', async () => {
  const { disk, other, alice, group, join, atAlice, atBob } = await newPair()
  const heads = [join.id]
  const post = alice.post(group.id, { heads, sizeBytes: 200 })
  atAlice.update(post.doc, post.update)
  await until(() => got(atBob, post))
  atBob.socket.hangUp()
  await forgetAll(other)
  const retract = alice.retract(group.id, [post], { heads })
  atAlice.update(retract.doc, retract.update)
  await until(() => atAlice.acks(retract.doc).length > 0)
  expect(holds(disk, post)).toBe(true) // the relay that took it never sweeps again
  await afterTime([other], () => !holds(disk, post))
})

test('[RE74] [JO17] what a relay wrote whole before it heard of a deletion is gone from the log too, though the one that took it is done', async () => {
  const disk = newMemoryDisk()
  const late: (() => void)[] = []
  let isLate = false
  const lagging = newMemoryJournal(disk, (tell) => void (isLate ? late.push(tell) : tell()))
  const one = await newWorld({ disk, journal: lagging })
  const other = await newWorld({ disk, limits: { compactEntries: 1 } })
  const { alice, bob, group, join, atAlice, atBob } = await meetAt(one, other)
  const heads = [join.id]
  const post = alice.post(group.id, { heads, sizeBytes: 200 })
  atAlice.update(post.doc, post.update)
  await until(() => got(atBob, post))
  isLate = true
  const answer = bob.post(group.id, { heads, sizeBytes: 200 })
  atBob.update(answer.doc, answer.update)
  await until(() => disk.updates.get(post.doc)?.length === 1) // written whole
  const retract = alice.retract(group.id, [post], { heads })
  atAlice.update(retract.doc, retract.update)
  await until(() => got(atBob, retract))
  await afterTime([one], () => disk.notes.size === 0)
  isLate = false
  for (const tell of late.splice(0)) tell()
  await afterTime([one, other], () => !holds(disk, post))
  expect(holds(disk, answer)).toBe(true)
})

/** Alice's message is deleted and cleared at one relay; the other, where Bob is, is behind and never hears any more. */
async function meetBehind() {
  const disk = newMemoryDisk()
  const one = await newWorld({ disk })
  let isBehind = false // and never hears any more
  const frozen = newMemoryJournal(disk, (tell) => (isBehind ? undefined : tell()))
  const other = await newWorld({ disk, journal: frozen, limits: { compactEntries: 1 } })
  const { alice, bob, group, join, atAlice, atBob } = await meetAt(one, other)
  const heads = [join.id]
  const post = alice.post(group.id, { heads, sizeBytes: 200 })
  atAlice.update(post.doc, post.update)
  await until(() => got(atBob, post))
  isBehind = true
  const retract = alice.retract(group.id, [post], { heads })
  atAlice.update(retract.doc, retract.update)
  await until(() => atAlice.acks(retract.doc).length > 0)
  await afterTime([one], () => disk.notes.size === 0 && !holds(disk, post))
  /** It writes all that it has, the deleted message with it. */
  async function writeBack() {
    const answer = bob.post(group.id, { heads, sizeBytes: 200 })
    atBob.update(answer.doc, answer.update)
    await until(() => holds(disk, post)) // written whole
    return answer
  }
  return { disk, one, alice, atAlice, post, writeBack }
}

test('[RE74] what a relay that is far behind writes of a deleted message is cleared by one that knows', async () => {
  const { disk, one, alice, post, writeBack } = await meetBehind()
  const back = await one.connect(alice).open()
  back.step1(post.doc)
  await until(() => back.syncs(post.doc).some(({ step }) => step === 'step1'))
  const answer = await writeBack()
  await afterTime([one], () => !holds(disk, post))
  expect(holds(disk, answer)).toBe(true)
})

for (const who of ['the relay that cleared it', 'whoever loads it next'] as const)
  test(`[RE74] what comes back into the log while nobody has the document in memory is cleared by ${who}`, async () => {
    const { disk, one, alice, atAlice, post, writeBack } = await meetBehind()
    atAlice.socket.hangUp()
    for (let times = 0; times < 2; times++) {
      one.clock.advance(40_000)
      await settle()
    }
    expect(one.relay.stats().docsInMemory).toBe(0)
    const answer = await writeBack()
    const clearing = who === 'whoever loads it next' ? await newWorld({ disk }) : one
    if (clearing !== one) {
      const reader = await clearing.connect(alice).open()
      reader.step1(post.doc)
      await until(() => reader.syncs(post.doc).some(({ step }) => step === 'step1'))
    }
    for (let times = 0; times < 3; times++) {
      clearing.clock.advance(30_000)
      await settle()
    }
    expect(holds(disk, post)).toBe(false)
    expect(holds(disk, answer)).toBe(true)
    if (clearing === one) expect(one.relay.stats().docsInMemory).toBe(0)
  })

for (const wrongBy of [31_536_000_000, -31_536_000_000])
  test(`[RE41] [RE74] a relay whose clock is wrong by ${wrongBy} neither delays nor hastens elsewhere what a moderator deletes`, async () => {
    const disk = newMemoryDisk()
    const now = 1_700_000_000_000
    const other = await newWorld({ disk, startAt: now })
    const wrong = await newWorld({ disk, startAt: now + wrongBy })
    const { alice, bob, group, join, atBob } = await meetAt(other, wrong)
    const how = { heads: [join.id], at: now + wrongBy }
    const post = bob.post(group.id, { ...how, sizeBytes: 200 })
    atBob.update(post.doc, post.update)
    await until(() => atBob.acks(post.doc).length > 0)
    const atWrong = await wrong.connect(alice).open()
    await follow(atWrong, group)
    const retract = alice.retract(group.id, [post], how)
    atWrong.update(retract.doc, retract.update)
    await until(() => atWrong.acks(retract.doc).length > 0) // and from then on that relay is gone
    for (let hours = 0; hours < 7 * 24 - 1; hours++) {
      other.clock.advance(3_600_000)
      await settle()
      expect(holds(disk, post)).toBe(true)
    }
    for (let hours = 0; hours < 3; hours++) {
      other.clock.advance(3_600_000)
      await settle()
    }
    expect(holds(disk, post)).toBe(false)
  })

test('[RE71] [RE24] a read mark that one relay keeps is told at the other', async () => {
  const { alice, group, atAlice, atBob } = await newPair()
  const mark = alice.mark(group.id, 1)
  atAlice.say(group.id, MESSAGE_TYPE.mark, encodeSealedMark(mark))
  await until(() => atBob.frames(MESSAGE_TYPE.mark, group.id).length > 0)
  expect(atBob.frames(MESSAGE_TYPE.mark, group.id).map(({ payload }) => payload)).toEqual([
    encodeSealedMark(mark),
  ])
})

test('[RE24] [RE71] of two marks of one device that two relays take at once the newer one stays in the log', async () => {
  const disk = newMemoryDisk()
  const late: (() => void)[] = []
  const one = await newWorld({ disk })
  const other = await newWorld({
    disk,
    journal: newMemoryJournal(disk, (tell) => void late.push(tell)),
  })
  const alice = newPerson()
  const group = newGroup(alice)
  const atOne = await one.connect(alice).open()
  atOne.update(groupDoc(group.id), group.update())
  await until(() => atOne.acks(groupDoc(group.id)).length > 0)
  for (const tell of late.splice(0)) tell()
  const atOther = await other.connect(alice).open()
  for (const client of [atOne, atOther]) await follow(client, group)
  const [older, newer] = [alice.mark(group.id, 4), alice.mark(group.id, 5)]
  atOne.say(group.id, MESSAGE_TYPE.mark, encodeSealedMark(newer))
  await settle()
  atOther.say(group.id, MESSAGE_TYPE.mark, encodeSealedMark(older)) // on its way for longer
  await settle()
  for (const tell of late.splice(0)) tell()
  await settle()
  expect(disk.marks.get(group.id)?.get(alice.device)).toEqual(encodeSealedMark(newer))
})
