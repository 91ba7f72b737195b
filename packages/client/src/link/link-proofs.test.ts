import {
  CLOSE_CODE,
  closeCodeOf,
  encodeSealedMark,
  linkProofBytes,
  MESSAGE_TYPE,
  type SealedMark,
  toDeviceKey,
  toRecordId,
} from '@parley/protocol'
import { newKeyPair } from '@parley/signing'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  GROUP,
  GROUP_DOC,
  type LinkWorld,
  newLinkWorld,
  ORIGIN,
  SEGMENT_0,
  settle,
} from './link-world.fake.ts'
import type { LinkAnswer } from './link-proofs.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const DEVICE = toDeviceKey(newKeyPair(new Uint8Array(32).fill(7)).publicKey)
const INVITE = toRecordId(new Uint8Array(16).fill(4))

function prove(world: LinkWorld) {
  const signed: Uint8Array[] = []
  const answers: LinkAnswer[] = []
  const sign = (message: Uint8Array): Uint8Array => {
    signed.push(message)
    return new Uint8Array(64).fill(signed.length)
  }
  const onAnswer = (answer: LinkAnswer) => void answers.push(answer)
  const forget = world.link.proveLink({ group: GROUP, invite: INVITE, sign, onAnswer })
  return { signed, answers, forget }
}

function linkProofs(world: LinkWorld) {
  return world.relay.proofs().filter(({ type }) => type === 'link')
}

const LISTED = [{ doc: GROUP_DOC, placesCount: 3 }]

test("[LK27] a link is proved in every session, with that session's nonce, until it is forgotten", async () => {
  const world = newLinkWorld()
  const { signed, forget } = prove(world)
  await world.advance(1_000)
  expect(linkProofs(world)).toMatchObject([{ group: GROUP, invite: INVITE }])
  world.relay.dropLine()
  await world.advance(2_000)
  expect(linkProofs(world)).toHaveLength(2)
  expect(signed).toEqual(
    [1, 2].map((nonce) =>
      linkProofBytes(new Uint8Array(32).fill(nonce), ORIGIN, { group: GROUP, device: DEVICE }),
    ),
  )

  forget()
  world.relay.dropLine()
  await world.advance(2_000)
  expect(linkProofs(world)).toHaveLength(2)
})

test('[LK27] a link that comes while connected is proved at once', async () => {
  const world = newLinkWorld()
  await world.advance(1_000)
  prove(world)
  await settle()
  expect(linkProofs(world)).toHaveLength(1)
})

test('[LK28] a refused link is proved again, ever more rarely, at least once a minute', async () => {
  const world = newLinkWorld()
  const { forget } = prove(world)
  let proofsCount = 0
  for (let second = 0; second < 600; second++) {
    if (linkProofs(world).length > proofsCount) world.relay.shut(GROUP_DOC, CLOSE_CODE.forbidden)
    proofsCount = linkProofs(world).length
    await world.advance(1_000)
  }
  expect(proofsCount).toBeGreaterThanOrEqual(12)
  expect(proofsCount).toBeLessThan(25)

  world.relay.places(LISTED)
  await settle()
  expect(linkProofs(world)).toHaveLength(proofsCount + 1)
  world.relay.places(LISTED)
  await settle()
  world.relay.places(LISTED)
  await world.advance(120_000)
  expect(linkProofs(world)).toHaveLength(proofsCount + 1)
  world.relay.shut(GROUP_DOC, CLOSE_CODE.forbidden)
  forget()
  await world.advance(120_000)
  expect(linkProofs(world)).toHaveLength(proofsCount + 1)
})

test('[LK28] the group that a link opens syncs as soon as the link is accepted', async () => {
  const world = newLinkWorld()
  world.relay.syncs = false
  const line = world.follow(GROUP_DOC)
  prove(world)
  await world.advance(1_000)
  world.relay.shut(GROUP_DOC, CLOSE_CODE.forbidden)
  await world.advance(300)
  world.relay.syncs = true
  world.relay.places(LISTED)
  await settle()
  await world.advance(200)
  expect(line.following.isSynced()).toBe(true)
})

test('[LK29] a synced group goes on when a link to it is refused', async () => {
  const world = newLinkWorld()
  const line = world.follow(GROUP_DOC)
  await world.advance(1_000)
  prove(world)
  await settle()
  world.relay.shut(GROUP_DOC, CLOSE_CODE.forbidden)
  await settle()
  expect(line.following.isSynced()).toBe(true)
  expect(line.told.closed).toEqual([])

  world.relay.shut(GROUP_DOC, CLOSE_CODE.forbidden)
  await settle()
  expect(line.following.isSynced()).toBe(false)
  expect(line.told.closed).toEqual([CLOSE_CODE.forbidden])
})

test('[LK29] a refused link does not keep a group from filling an emptied relay', async () => {
  const world = newLinkWorld()
  world.relay.syncs = false
  const line = world.follow(GROUP_DOC)
  prove(world)
  prove(world)
  await world.advance(300)
  world.relay.shut(GROUP_DOC, CLOSE_CODE.forbidden)
  world.relay.shut(GROUP_DOC, CLOSE_CODE.forbidden)
  world.relay.sync(GROUP_DOC, 'step2', Uint8Array.of(0, 0))
  await settle()
  expect(line.following.isSynced()).toBe(true)
  expect(line.told.closed).toEqual([])
})

test('[LK29] a group asked for before its link was proved is asked for again', async () => {
  const world = newLinkWorld()
  world.relay.syncs = false
  world.follow(GROUP_DOC)
  await world.advance(300)
  prove(world)
  world.relay.shut(GROUP_DOC, CLOSE_CODE.forbidden)
  world.relay.places(LISTED)
  await settle()
  expect(world.relay.stepsOf(GROUP_DOC)).toEqual(['step1', 'step1'])
})

test('[LK34] why a link lets nobody in is told, and taken back when it does again', async () => {
  const world = newLinkWorld()
  const line = world.follow(GROUP_DOC)
  const { answers } = prove(world)
  await world.advance(1_000)
  world.relay.shut(GROUP_DOC, closeCodeOf('withdrawn'))
  await settle()
  expect(answers).toEqual([{ state: 'refused', end: 'withdrawn' }])
  expect(line.told.closed).toEqual([])
  await world.advance(10_000)
  expect(linkProofs(world)).toHaveLength(2)
  world.relay.shut(GROUP_DOC, CLOSE_CODE.forbidden)
  await world.advance(15_000)
  world.relay.places(LISTED)
  await settle()
  expect(answers.slice(1)).toEqual([{ state: 'refused', end: undefined }, { state: 'accepted' }])
})

test('[LK34] what no proof was sent for tells of no link', async () => {
  const world = newLinkWorld()
  const line = world.follow(GROUP_DOC)
  const { answers } = prove(world)
  await world.advance(1_000)
  world.relay.places(LISTED)
  await settle()
  world.relay.shut(GROUP_DOC, closeCodeOf('expired'))
  await settle()
  expect(answers).toEqual([{ state: 'accepted' }])
  expect(line.told.closed).toEqual([closeCodeOf('expired')])
})

test('[LK30] inventories and marks are told, marks are sent, and what nobody knows is passed over', async () => {
  const world = newLinkWorld()
  const mark: SealedMark = {
    device: DEVICE,
    counter: 3,
    epoch: undefined,
    nonce: new Uint8Array(24),
    sealed: Uint8Array.of(1, 2, 3),
    signature: new Uint8Array(64),
  }
  const told: unknown[] = []
  world.link.onPlaces((docs) => told.push(docs))
  const unlisten = world.link.onMark((...marked) => told.push(marked))
  world.link.sendMark(GROUP, mark)
  await world.advance(1_000)
  expect(world.relay.heardOf(GROUP_DOC, MESSAGE_TYPE.mark)).toEqual([])

  world.relay.places(LISTED)
  world.relay.sayTyped(GROUP_DOC, MESSAGE_TYPE.mark, encodeSealedMark(mark))
  world.relay.sayTyped(SEGMENT_0, MESSAGE_TYPE.evidence, Uint8Array.of(1))
  world.relay.sayTyped('', 250, Uint8Array.of(1))
  world.relay.sync(SEGMENT_0, 'update', Uint8Array.of(9))
  await settle()
  expect(told).toEqual([LISTED, [GROUP, mark]])
  unlisten()
  world.relay.sayTyped(GROUP_DOC, MESSAGE_TYPE.mark, encodeSealedMark(mark))
  world.link.sendMark(GROUP, mark)
  await settle()
  expect(told).toHaveLength(2)
  expect(world.relay.heardOf(GROUP_DOC, MESSAGE_TYPE.mark)).toHaveLength(1)
  expect(world.link.state().state).toBe('connected')
})
