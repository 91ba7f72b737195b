import {
  CLOSE_CODE,
  encodeAcks,
  encodeRefusals,
  MAX_FRAME_BYTES,
  MAX_UPDATE_BYTES,
  MESSAGE_TYPE,
} from '@parley/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import {
  clocksOf,
  envelopes,
  GROUP_DOC,
  newLinkWorld,
  SEGMENT_0,
  SEGMENT_1,
  settle,
} from './link-world.fake.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const OURS = { writer: 5, clock: 0, count: 3 }
const THEIRS = { writer: 6, clock: 0, count: 4 }

/** Takes a place away, as stock Yjs does; `update` has the structs and the delete. */
function withDeletes(update: Uint8Array): Uint8Array {
  const doc = new Y.Doc()
  const array = doc.getArray('messages')
  Y.applyUpdate(doc, update)
  const structs = Y.encodeStateVector(doc)
  array.delete(0, 1)
  return Y.encodeStateAsUpdate(doc, structs)
}

test('[LK11] two documents sync over one socket, both ways', async () => {
  const world = newLinkWorld()
  Y.applyUpdate(world.relay.docOf(SEGMENT_0), envelopes(SEGMENT_0, THEIRS))
  Y.applyUpdate(world.relay.docOf(SEGMENT_1), envelopes(SEGMENT_1, THEIRS))
  const doc = new Y.Doc()
  Y.applyUpdate(doc, envelopes(SEGMENT_0, OURS))
  const first = world.follow(SEGMENT_0, { doc })
  const second = world.follow(SEGMENT_1)
  await world.advance(200)
  Y.applyUpdate(second.doc, envelopes(SEGMENT_1, OURS))
  await settle()

  expect(first.clocks()).toEqual({ 5: 3, 6: 4 })
  expect(clocksOf(world.relay.docOf(SEGMENT_0))).toEqual({ 5: 3, 6: 4 })
  expect(second.clocks()).toEqual({ 5: 3, 6: 4 })
  expect(clocksOf(world.relay.docOf(SEGMENT_1))).toEqual({ 5: 3, 6: 4 })
  expect(first.told.acks).toEqual([{ writer: 5, clock: 3 }])
  expect(world.relay.dialsCount).toBe(1)
})

test('[LK11] while the session opens slowly no document says a word', async () => {
  const world = newLinkWorld()
  world.relay.greets = false
  const line = world.follow(SEGMENT_0)
  await world.advance(20_000)
  world.relay.challenge()
  await settle()
  expect(world.relay.heardOf(SEGMENT_0, MESSAGE_TYPE.sync)).toEqual([])
  world.relay.places()
  await settle()
  expect(line.told.syncedCount).toBe(1)
  expect(line.following.isSynced()).toBe(true)
})

test('[LK11] after a dropped line everything written meanwhile is made up for', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  await world.advance(1_000)
  world.relay.answers = false
  world.relay.dropLine()
  await world.advance(5_000)
  expect(line.following.isSynced()).toBe(false)
  Y.applyUpdate(line.doc, envelopes(SEGMENT_0, OURS))
  Y.applyUpdate(world.relay.docOf(SEGMENT_0), envelopes(SEGMENT_0, THEIRS))
  world.relay.answers = true
  await world.advance(30_000)

  expect(line.clocks()).toEqual({ 5: 3, 6: 4 })
  expect(clocksOf(world.relay.docOf(SEGMENT_0))).toEqual({ 5: 3, 6: 4 })
  expect(line.told.syncedCount).toBe(2)
})

test('[LK12] what the gate refuses stays out, what it takes comes in, and we are told', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  await world.advance(1_000)
  const gap = envelopes(SEGMENT_0, { writer: 9, clock: 7, count: 1 })
  world.relay.sync(SEGMENT_0, 'update', Y.mergeUpdates([envelopes(SEGMENT_0, THEIRS)]))
  world.relay.sync(SEGMENT_0, 'update', gap)
  await settle()

  expect(line.clocks()).toEqual({ 6: 4 })
  expect(line.told.incoming).toMatchObject([{ writer: 9, clock: 7, reason: 'gap' }])
  expect(line.doc.store.pendingStructs).toBeNull()
})

test('[LK13] a step 2 of which nothing is taken still counts as an answer', async () => {
  const world = newLinkWorld()
  world.relay.syncs = false
  const line = world.follow(SEGMENT_0)
  await world.advance(1_000)
  expect(line.following.isSynced()).toBe(false)
  world.relay.sync(SEGMENT_0, 'step2', envelopes(SEGMENT_0, { writer: 9, clock: 7, count: 1 }))
  await settle()
  expect(line.clocks()).toEqual({})
  expect(line.told.incoming).toHaveLength(1)
  expect(line.told.syncedCount).toBe(1)
  expect(line.following.isSynced()).toBe(true)
})

test('[LK14] [AT36] deletes a relay sends change nothing here', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  await world.advance(1_000)
  world.relay.sync(SEGMENT_0, 'update', envelopes(SEGMENT_0, THEIRS))
  world.relay.sync(SEGMENT_0, 'update', withDeletes(envelopes(SEGMENT_0, THEIRS)))
  await settle()
  expect(line.doc.getArray('messages').length).toBe(4)
  expect(line.told.fatal).toEqual([])
})

test('[LK14] [AT35] what we send never tells of deletes', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  Y.applyUpdate(line.doc, envelopes(SEGMENT_0, THEIRS))
  await world.advance(1_000)
  const relayDoc = world.relay.docOf(SEGMENT_0)
  line.following.send(withDeletes(envelopes(SEGMENT_0, OURS)))
  line.doc.getArray('messages').delete(3, 1)
  await settle()
  expect(relayDoc.getArray('messages').length).toBe(4)
  expect(clocksOf(relayDoc)).toEqual({ 6: 4 })
})

test('[LK15] a large document leaves in updates of at most 1 MiB, and arrives whole', async () => {
  const world = newLinkWorld()
  const doc = new Y.Doc()
  for (const writer of [5, 6, 7])
    Y.applyUpdate(doc, envelopes(SEGMENT_0, { writer, clock: 0, count: 100, bodyBytes: 12_000 }))
  world.follow(SEGMENT_0, { doc })
  await world.advance(1_000)

  const sent = world.relay.syncsOf(SEGMENT_0)
  expect(sent.map(({ step }) => step)).toEqual(['step1', 'update', 'update', 'update', 'step2'])
  for (const { bytes } of sent) expect(bytes.length).toBeLessThanOrEqual(MAX_UPDATE_BYTES)
  expect(MAX_FRAME_BYTES).toBeGreaterThan(MAX_UPDATE_BYTES)
  expect(clocksOf(world.relay.docOf(SEGMENT_0))).toEqual({ 5: 100, 6: 100, 7: 100 })
})

test('[LK15] an answer that says nothing is not sent', async () => {
  const world = newLinkWorld()
  world.follow(SEGMENT_0)
  await world.advance(1_000)
  expect(world.relay.stepsOf(SEGMENT_0)).toEqual(['step1'])
})

test('[LK16] no document tells anybody who is here', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  await world.advance(60_000)
  world.relay.sayTyped(SEGMENT_0, MESSAGE_TYPE.queryAwareness, new Uint8Array(0))
  world.relay.sayTyped(SEGMENT_0, MESSAGE_TYPE.awareness, Uint8Array.of(1, 0))
  world.relay.dropLine()
  await world.advance(5_000)
  line.following.stop()
  await settle()
  expect(world.relay.heardOf(SEGMENT_0, MESSAGE_TYPE.awareness)).toEqual([])
  expect(world.relay.heardOf(SEGMENT_0, MESSAGE_TYPE.queryAwareness)).toEqual([])
})

test('[LK17] what came from the relay does not go back to it', async () => {
  const world = newLinkWorld()
  world.follow(SEGMENT_0)
  await world.advance(1_000)
  world.relay.sync(SEGMENT_0, 'update', envelopes(SEGMENT_0, THEIRS))
  await settle()
  expect(world.relay.stepsOf(SEGMENT_0)).toEqual(['step1'])
})

test.each([
  ['an update that is none', 'update', Uint8Array.of(1, 2, 3)],
  ['an update that ends in garbage', 'update', Uint8Array.of(0, 0, 0)],
  ['a million invented writers', 'step1', Uint8Array.of(0xc0, 0x84, 0x3d)],
] as const)('[LK18] [AT63] [AT77] %s shuts the document, and only that', async (_, step, bytes) => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  const other = world.follow(SEGMENT_1)
  await world.advance(1_000)
  world.relay.sync(SEGMENT_0, step, bytes)
  await settle()
  expect(line.told.fatal).toHaveLength(1)
  expect(line.following.isSynced()).toBe(false)
  expect(other.following.isSynced()).toBe(true)
  expect(world.relay.heardOf(SEGMENT_0, MESSAGE_TYPE.close)).toHaveLength(1)

  await world.advance(900)
  expect(line.told.syncedCount).toBe(1)
  await world.advance(2_000)
  expect(line.told.syncedCount).toBe(2)
  expect(line.told.closed).toEqual([])
  expect(world.relay.dialsCount).toBe(1)
})

test('[LK18] after the second update in a row that breaks the grammar we stop, and say so once', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  await world.advance(1_000)
  for (let times = 0; times < 4; times++) {
    world.relay.sync(SEGMENT_0, 'update', Uint8Array.of(9, 9, 9))
    await world.advance(5_000)
  }
  expect(line.told.fatal).toHaveLength(2)
  expect(line.told.closed).toEqual([CLOSE_CODE.fatal])
  const said = world.relay.stepsOf(SEGMENT_0).length
  world.relay.dropLine()
  await world.advance(600_000)
  expect(world.relay.stepsOf(SEGMENT_0)).toHaveLength(said)
  expect(line.told.closed).toEqual([CLOSE_CODE.fatal])
})

test('[LK18] a relay that calls what we sent garbage twice is not sent it for ever', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  await world.advance(1_000)
  for (let times = 0; times < 4; times++) {
    world.relay.shut(SEGMENT_0, CLOSE_CODE.fatal)
    await world.advance(5_000)
  }
  expect(line.told.closed).toEqual([CLOSE_CODE.fatal])
  expect(line.told.fatal).toEqual([])
})

test('[LK18] two garbled updates hours apart stop nothing', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  await world.advance(1_000)
  for (let times = 0; times < 3; times++) {
    world.relay.sync(SEGMENT_0, 'update', Uint8Array.of(9, 9, 9))
    await world.advance(310_000)
  }
  expect(line.told.closed).toEqual([])
  expect(line.following.isSynced()).toBe(true)
})

test('[LK18] our own document is never sent in a form that the grammar does not know', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  await world.advance(1_000)
  line.doc.getText('notes').insert(0, 'not a record')
  await settle()
  expect(line.told.fatal).toEqual(['own-document'])
  expect(world.relay.stepsOf(SEGMENT_0)).toEqual(['step1'])
})

test.each([CLOSE_CODE.removed, CLOSE_CODE.gone])(
  '[LK19] a document shut with %i stays shut, the others go on',
  async (code) => {
    const world = newLinkWorld()
    const line = world.follow(SEGMENT_0)
    const other = world.follow(SEGMENT_1)
    await world.advance(1_000)
    world.relay.shut(SEGMENT_0, code)
    await world.advance(120_000)
    world.relay.dropLine()
    await world.advance(120_000)
    expect(line.told.closed).toEqual([code])
    expect(line.following.isSynced()).toBe(false)
    expect(world.relay.stepsOf(SEGMENT_0)).toEqual(['step1'])
    expect(other.following.isSynced()).toBe(true)
  },
)

test('[LK20] a document shut for now is tried again, ever more rarely, at least once a minute', async () => {
  const world = newLinkWorld()
  world.relay.syncs = false
  const line = world.follow(SEGMENT_0)
  let heard = 0
  for (let second = 0; second < 600; second++) {
    const steps = world.relay.stepsOf(SEGMENT_0).length
    if (steps > heard) world.relay.shut(SEGMENT_0, CLOSE_CODE.busy)
    heard = steps
    await world.advance(1_000)
  }
  expect(heard).toBeGreaterThanOrEqual(13)
  expect(heard).toBeLessThan(30)
  expect(line.told.closed).toHaveLength(heard)

  world.relay.syncs = true
  await world.advance(61_000)
  expect(line.following.isSynced()).toBe(true)
})

test.each(['a new session', 'the relay naming its group'])(
  '[LK20] a document we might not read is tried at once after %s',
  async (event) => {
    const world = newLinkWorld()
    world.relay.syncs = false
    const line = world.follow(SEGMENT_0)
    for (let times = 0; times < 5; times++) {
      await world.advance(60_000)
      world.relay.shut(SEGMENT_0, CLOSE_CODE.forbidden)
      await settle()
    }
    world.relay.syncs = true
    await world.advance(1_000)
    expect(line.following.isSynced()).toBe(false)
    if (event === 'a new session') world.relay.dropLine()
    else world.relay.places([{ doc: GROUP_DOC, placesCount: 1 }])
    await world.advance(500)
    expect(line.following.isSynced()).toBe(true)
  },
)

test('[LK21] what is sent when a step 2 has come reaches the relay after our step 1', async () => {
  const world = newLinkWorld()
  const update = envelopes(SEGMENT_0, OURS)
  const line = world.follow(SEGMENT_0, { onSynced: () => line.following.send(update) })
  await world.advance(1_000)
  expect(world.relay.stepsOf(SEGMENT_0)).toEqual(['step1', 'update'])
  line.following.resync()
  await settle()
  expect(world.relay.stepsOf(SEGMENT_0)).toEqual(['step1', 'update', 'step1', 'update'])
  expect(line.told.acks).toEqual([
    { writer: 5, clock: 3 },
    { writer: 5, clock: 3 },
  ])
})

test('[LK22] offline, sending and asking do nothing; a document not open yet may be written to', async () => {
  const world = newLinkWorld()
  world.relay.answers = false
  const line = world.follow(SEGMENT_0)
  await world.advance(1_000)
  line.following.send(envelopes(SEGMENT_0, OURS))
  line.following.resync()
  await settle()
  expect(world.relay.heard).toEqual([])

  world.relay.answers = true
  world.relay.syncs = false
  await world.advance(10_000)
  world.relay.shut(SEGMENT_0, CLOSE_CODE.forbidden)
  await settle()
  line.following.resync()
  line.following.send(envelopes(SEGMENT_0, OURS))
  await settle()
  expect(world.relay.stepsOf(SEGMENT_0)).toEqual(['step1', 'update'])
})

test('[LK23] acknowledgements and refusals reach the document they are about', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  const other = world.follow(SEGMENT_1)
  await world.advance(1_000)
  const refusal = { writer: 5, clock: 2, reason: 'policy:rate', needs: [] } as const
  world.relay.sayTyped(SEGMENT_0, MESSAGE_TYPE.nack, encodeRefusals([refusal]))
  await settle()
  expect(line.told.refusals).toEqual([refusal])
  expect(other.told.refusals).toEqual([])
})

test('[LK23] what the relay took before it shut a document is acknowledged after that, in that session only', async () => {
  const world = newLinkWorld()
  const line = world.follow(SEGMENT_0)
  await world.advance(1_000)
  world.relay.shut(SEGMENT_0, CLOSE_CODE.removed)
  const ack = { writer: 5, clock: 2 }
  world.relay.sayTyped(SEGMENT_0, MESSAGE_TYPE.ack, encodeAcks([ack]))
  await settle()
  expect(line.told.acks).toEqual([ack])
  world.relay.dropLine()
  await world.advance(10_000)
  world.relay.sayTyped(SEGMENT_0, MESSAGE_TYPE.ack, encodeAcks([ack]))
  await settle()
  expect(line.told.acks).toEqual([ack])
})
