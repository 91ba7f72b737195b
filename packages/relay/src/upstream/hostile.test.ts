import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { encodeUpdate } from '@parley/gate'
import {
  encodeAcks,
  encodeChallenge,
  encodeClose,
  encodePlaces,
  encodeRefusals,
  encodeTyped,
  groupDoc,
  MESSAGE_TYPE,
  parseFrame,
  parseSync,
  syncFrame,
  toGroupId,
} from '@parley/protocol'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { newGroup, newPerson } from '../../test/people.ts'
import { settle } from '../../test/sockets.ts'
import { enter, newSchool, recordsOn, write } from '../../test/upstream-scene.ts'
import { meet, pass } from '../../test/upstreams.ts'

test('[RE70] [AT213] an upstream puts nothing into a class that the gate refuses, and nothing of other groups', async () => {
  const scene = await newSchool()
  const { laptop, school, alice, bob, group, atBob, heads, segment } = scene
  const mine = bob.post(group.id, { heads })
  await write(atBob, mine)
  const carried = scene.carry()
  const { line } = carried
  await meet(carried, laptop, school)
  const before = recordsOn(laptop.disk, segment)
  const forged = mine.bytes.slice()
  forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1
  const elsewhere = newGroup(newPerson())
  const text = new Y.Doc()
  text.getText('notes').insert(0, 'written by an upstream')
  const update = (doc: string, bytes: Uint8Array) => line.say(syncFrame(doc, 'update', bytes))
  update(segment, encodeUpdate(segment, [{ writer: mine.writer, clock: 1, records: [forged] }]))
  update(segment, encodeUpdate(segment, [{ writer: mine.writer, clock: 0, records: [forged] }]))
  update(
    segment,
    encodeUpdate(segment, [{ writer: mine.writer, clock: 1, records: [undefined, forged] }]),
  )
  update(groupDoc(elsewhere.id), elsewhere.update())
  await pass(1_000, laptop, school)
  update(segment, encodeUpdate(segment, [{ writer: mine.writer, clock: 1, records: [forged] }]))
  line.say(
    encodeTyped(
      '',
      MESSAGE_TYPE.inventory,
      encodePlaces([{ doc: groupDoc(elsewhere.id), placesCount: 9 }]),
    ),
  )
  line.say(
    encodeTyped(
      '',
      MESSAGE_TYPE.inventory,
      encodePlaces([{ doc: `p/${alice.id}`, placesCount: 9 }]),
    ),
  )
  await pass(20_000, laptop, school)
  expect(recordsOn(laptop.disk, segment)).toEqual(before)
  expect([...laptop.disk.updates.keys()].toSorted()).toEqual(
    [groupDoc(group.id), segment].toSorted(),
  )
  expect(carried.upstream.status().refusedCount).toBe(1)
  expect(carried.events.filter(({ type }) => type === 'refused')).toEqual([
    { type: 'refused', by: 'here', doc: segment, reason: 'bad' },
  ])
  update(segment, Y.encodeStateAsUpdate(text))
  await pass(1_000, laptop, school)
  expect(recordsOn(laptop.disk, segment)).toEqual(before)
  await write(atBob, bob.post(group.id, { heads })) // and the class goes on
})

test('[RE70] [AT214] an upstream that says to hold what it does not, or that all is gone, loses nobody anything', async () => {
  const scene = await newSchool()
  const { laptop, school, bob, group, atBob, heads, segment } = scene
  const posts = [1, 2, 3].map(() => bob.post(group.id, { heads }))
  for (const post of posts) await write(atBob, post)
  const writer = posts[0]?.writer ?? 0
  const carried = scene.carry()
  const { line } = carried
  // It claims everything in its questions, acknowledges what it drops, and deletes.
  line.lie = (bytes) => {
    const frame = parseFrame(bytes)
    if (frame?.type !== MESSAGE_TYPE.sync || parseSync(frame.payload)?.step !== 'step1')
      return [bytes]
    const acks = encodeAcks([{ writer, clock: 1_000 }])
    const deletes = Uint8Array.of(0, 1, ...varuint(writer), 1, 0, 3)
    return [
      syncFrame(frame.doc, 'update', deletes),
      encodeTyped(frame.doc, MESSAGE_TYPE.ack, acks),
      syncFrame(frame.doc, 'step1', Uint8Array.of(1, ...varuint(writer), 100)),
      encodeTyped(frame.doc, MESSAGE_TYPE.close, encodeClose(4403)),
    ]
  }
  await pass(30_000, laptop, school)
  expect(recordsOn(laptop.disk, segment)).toHaveLength(3)
  const copy = await enter(laptop, bob, scene)
  copy.step1(segment)
  await settle()
  expect(copy.syncs(segment).length).toBeGreaterThan(0)
  // An honest one afterwards has it all.
  line.lie = (bytes) => [bytes]
  line.cut()
  line.isCut = false
  await pass(10_000, laptop, school)
  await meet(carried, laptop, school)
  expect(recordsOn(school.disk, segment)).toEqual(recordsOn(laptop.disk, segment))
})

test('[RE69] what an upstream refuses for good is offered twice and then no more; the rest goes on', async () => {
  const scene = await newSchool()
  const { laptop, school, alice, bob, group, atAlice, atBob, heads, segment } = scene
  const carried = scene.carry()
  const { line, upstream, events } = carried
  await meet(carried, laptop, school)
  const refused = bob.post(group.id, { heads })
  let offered = 0
  line.onSaid = (bytes) => {
    if (!Buffer.from(bytes).includes(Buffer.from(refused.bytes.slice(-64)))) return 'pass'
    offered++
    const { writer, clock } = refused
    const refusal = { writer, clock, reason: 'bad' as const, needs: [] }
    line.say(encodeTyped(segment, MESSAGE_TYPE.nack, encodeRefusals([refusal])))
    return 'drop'
  }
  await write(atBob, refused)
  await write(atAlice, alice.post(group.id, { heads }))
  await pass(60_000, laptop, school)
  await write(atAlice, alice.post(group.id, { heads }))
  for (let cut = 0; cut < 3; cut++) {
    line.cut()
    line.isCut = false
    await pass(20_000, laptop, school)
  }
  await meet(carried, laptop, school)
  expect(offered).toBe(2)
  expect(upstream.status()).toMatchObject({ refusedCount: 1, waitingCount: 0 })
  expect(events.filter(({ type }) => type === 'refused')).toEqual([
    { type: 'refused', by: 'upstream', doc: segment, reason: 'bad' },
  ])
  expect(recordsOn(school.disk, segment)).toHaveLength(2)
})

test('[RE69] what an upstream cannot take just now is offered again, later and later', async () => {
  const scene = await newSchool()
  const { laptop, school, bob, group, atBob, heads, segment } = scene
  const carried = scene.carry()
  const { line, upstream } = carried
  await meet(carried, laptop, school)
  const times: number[] = []
  line.onSaid = (bytes) => {
    const frame = parseFrame(bytes)
    const sync = frame?.type === MESSAGE_TYPE.sync ? parseSync(frame.payload) : undefined
    if (frame?.doc !== segment || sync === undefined) return 'pass'
    if (sync.step === 'step1') times.push(laptop.clock.now())
    if (sync.step === 'step1') line.say(encodeTyped(segment, MESSAGE_TYPE.close, encodeClose(4529)))
    return 'drop'
  }
  await write(atBob, bob.post(group.id, { heads }))
  await pass(600_000, laptop, school)
  const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
  expect(gaps.length).toBeGreaterThan(4)
  expect(gaps.length).toBeLessThan(12)
  expect(gaps.at(-1)).toBeGreaterThan(60_000)
  line.onSaid = () => 'pass'
  await pass(900_000, laptop, school)
  expect(upstream.status()).toMatchObject({ state: 'in-step', refusedCount: 0 })
  expect(recordsOn(school.disk, segment)).toHaveLength(1)
})

test('[RE70] what makes no sense ends the connection, and what a token does not open is told', async () => {
  const scene = await newSchool()
  const { laptop, school } = scene
  const carried = scene.carry()
  await meet(carried, laptop, school)
  carried.line.say(Uint8Array.of(255, 255, 255))
  await settle()
  expect(carried.events.at(-1)).toEqual({
    type: 'away',
    end: { type: 'ended-here', reason: 'no frame' },
  })
  await pass(5_000, laptop, school)
  await meet(carried, laptop, school)
  carried.line.say(
    encodeTyped(groupDoc(toGroupId(new Uint8Array(32))), MESSAGE_TYPE.close, encodeClose(4503)),
  )
  await settle()
  expect(carried.upstream.status().state).toBe('in-step')
})

test('[RE70] [AT221] an upstream that acknowledges what nobody ever wrote fills no memory, and the class is carried', async () => {
  const scene = await newSchool()
  const { laptop, school, bob, group, atBob, heads, segment } = scene
  const carried = scene.carry()
  await meet(carried, laptop, school)
  const doc = groupDoc(group.id)
  let writer = 0
  const before = await heapUsed()
  for (let said = 0; said < 200; said++) {
    const acks = Array.from({ length: 4_096 }, () => ({ writer: ++writer, clock: 9 }))
    carried.line.say(encodeTyped(doc, MESSAGE_TYPE.ack, encodeAcks(acks)))
    if (said % 20 === 0) await pass(500, laptop, school)
  }
  await pass(500, laptop, school)
  expect((await heapUsed()) - before).toBeLessThan(20_000_000) // each of them kept would be eighty
  await write(atBob, bob.post(group.id, { heads }))
  await meet(carried, laptop, school)
  expect(recordsOn(school.disk, segment)).toEqual(recordsOn(laptop.disk, segment))
})

test('[RE70] [AT222] an upstream that tells a time no record can bear is no relay', async () => {
  const scene = await newSchool()
  const { laptop, school } = scene
  const { line, upstream, events } = scene.carry()
  line.lie = (bytes) => {
    const frame = parseFrame(bytes)
    if (frame?.type !== MESSAGE_TYPE.challenge) return [bytes]
    const lie = encodeChallenge({ nonce: new Uint8Array(32), relayAt: Number.MAX_SAFE_INTEGER })
    return [encodeTyped('', MESSAGE_TYPE.challenge, lie)]
  }
  await pass(10_000, laptop, school)
  expect(upstream.status().state).toBe('away')
  expect(events).toEqual([{ type: 'away', end: { type: 'ended-here', reason: 'no frame' } }])
})

function varuint(value: number): readonly number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return [...bytes, rest]
}

async function heapUsed(): Promise<number> {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  await settle()
  return process.memoryUsage().heapUsed
}
