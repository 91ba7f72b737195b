import { encodeUpdate } from '@parley/gate'
import {
  type Action,
  CLOSE_CODE,
  closeCodeOf,
  DEFAULT_POLICY,
  encodeEnvelopeHeader,
  encodePolicy,
  groupDoc,
  RECORD_TYPE,
  type RecordId,
  segmentDoc,
  toEpochId,
  unsignedRecord,
} from '@parley/protocol'
import type { KeyPair } from '@parley/signing'
import { expect, test } from 'vitest'
import { inviteOf, newKeys, newPerson, type Written } from '../test/people.ts'
import { newScene, type Scene } from '../test/scene.ts'
import { settle, type TestClient, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'

type Terms = Parameters<typeof inviteOf>[1]

async function stored(client: TestClient, written: Written): Promise<void> {
  client.update(written.doc, written.update)
  await until(() => client.acks(written.doc).some(({ clock }) => clock > written.clock))
}

function byFounder({ alice, group }: Scene, action: Action, parents: readonly RecordId[]): Written {
  return alice.act(group.id, action, { role: 'founder', parents })
}

async function newLink(scene: Scene, terms: Terms) {
  const link = newKeys()
  const invite = byFounder(scene, inviteOf(link, terms), scene.heads)
  await stored(scene.atAlice, invite)
  const joinAs = (person = newPerson()) => scene.group.join(person, { link, invite: invite.id })
  /** A newcomer with a session of their own, and what became of their join. */
  const come = async () => {
    const person = newPerson()
    const client = await scene.world.connect(person).open()
    const join = joinAs(person)
    client.update(join.doc, join.update)
    await until(() => client.acks(join.doc).length + client.refusals(join.doc).length > 0)
    return { person, client, join, reason: client.refusals(join.doc)[0]?.reason }
  }
  return { link, invite, come, joinAs }
}

type Coming = Awaited<ReturnType<typeof newLink>>['come']

/** What a stranger with this key is told; `undefined`: the group is open to them. */
async function answerTo({ world, group }: Scene, invite: RecordId, key: KeyPair) {
  const stranger = await world.connect().open()
  stranger.proveLink(group.id, invite, key)
  await until(() => stranger.closes(groupDoc(group.id)).length + stranger.places().length > 0)
  return stranger.closes(groupDoc(group.id))[0]
}

test('[RE44] [AT109] whoever holds a link that has ended is told why, and nobody else is', async () => {
  const scene = await newScene()
  const { link, invite, come } = await newLink(scene, { usesCount: 1 })
  expect(await answerTo(scene, invite.id, link)).toBeUndefined()
  const { client, join } = await come()
  client.forget()
  client.proveLink(scene.group.id, invite.id, link)
  await until(() => client.places().length > 0)
  expect(client.closes(join.doc)).toEqual([])
  expect(await answerTo(scene, invite.id, link)).toBe(closeCodeOf('used-up'))
  const { bob } = scene
  const removed = byFounder(scene, { type: 'remove', person: bob.id, cut: [] }, [invite.id])
  await stored(scene.atAlice, removed)
  expect(await answerTo(scene, invite.id, link)).toBe(closeCodeOf('outdated'))
  await stored(
    scene.atAlice,
    byFounder(scene, { type: 'uninvite', target: invite.id }, [removed.id]),
  )
  expect(await answerTo(scene, invite.id, link)).toBe(closeCodeOf('withdrawn'))
  expect(await answerTo(scene, invite.id, newKeys())).toBe(CLOSE_CODE.forbidden)
  expect(await answerTo(scene, removed.id, link)).toBe(CLOSE_CODE.forbidden)
})

test('[RE34] a link that has expired lets nobody in, by the relay’s clock', async () => {
  const scene = await newScene()
  const { world } = scene
  const expiresAt = world.clock.now() + 60_000
  const { come, link, invite } = await newLink(scene, { expiresAt })
  expect((await come()).reason).toBeUndefined()
  world.clock.advance(60_000)
  expect((await come()).reason).toBe('policy:removed')
  expect(await answerTo(scene, invite.id, link)).toBe(closeCodeOf('expired'))
})

test('[RE34] a link for two lets two in, and those two stay when the relay is filled again', async () => {
  const scene = await newScene()
  const { come } = await newLink(scene, { usesCount: 2 })
  const [first, second, third] = [await come(), await come(), await come()]
  expect([first.reason, second.reason, third.reason]).toEqual([
    undefined,
    undefined,
    'policy:removed',
  ])
  const update = scene.world.disk.updates.get(groupDoc(scene.group.id)) ?? []
  const emptied = await newWorld()
  const again = await emptied.connect(second.person).open()
  for (const part of update) again.update(groupDoc(scene.group.id), part)
  await until(() => again.acks(groupDoc(scene.group.id)).length >= update.length)
  expect(again.refusals(groupDoc(scene.group.id))).toEqual([])
})

test('[RE34] a withdrawn link lets nobody in, nor does one whose group is locked for now', async () => {
  const scene = await newScene()
  const { come, invite } = await newLink(scene, {})
  const locked = byFounder(
    scene,
    { type: 'policy', policy: encodePolicy({ ...DEFAULT_POLICY, locked: true }) },
    [invite.id],
  )
  await stored(scene.atAlice, locked)
  expect((await come()).reason).toBe('policy:busy')
  const opened = byFounder(scene, { type: 'policy', policy: [] }, [locked.id])
  await stored(scene.atAlice, opened)
  expect((await come()).reason).toBeUndefined()
  await stored(
    scene.atAlice,
    byFounder(scene, { type: 'uninvite', target: invite.id }, [opened.id]),
  )
  expect((await come()).reason).toBe('policy:removed')
})

test('[RE34] who asks to be let in waits outside, and hears when somebody does', async () => {
  const scene = await newScene()
  const { group, world, atAlice } = scene
  const { come } = await newLink(scene, { needsApproval: true, usesCount: 1 })
  const { person, client, join, reason } = await come()
  expect(reason).toBeUndefined()
  client.step1(join.doc)
  await until(() => client.closes(join.doc).length > 0)
  expect(client.closes(join.doc)).toEqual([CLOSE_CODE.forbidden])
  world.clock.advance(1_000)
  client.forget()
  const { introduction } = person
  const add: Action = { type: 'add', person: introduction, role: 'member', join: join.id }
  await stored(atAlice, byFounder(scene, add, [join.id]))
  await settle()
  world.clock.advance(1_000)
  expect(client.places().map(({ doc }) => doc)).toContain(groupDoc(group.id))
  client.step1(join.doc)
  await until(() => client.syncs(join.doc).length === 2)
})

test('[RE34] who only asks may say a name to the moderators, and nothing else', async () => {
  const scene = await newScene()
  const { come } = await newLink(scene, { needsApproval: true })
  const { person, client, join } = await come()
  const profile = (): Written => {
    const header = encodeEnvelopeHeader({
      hlc: 1n,
      heads: [join.id],
      placesHeld: 0,
      epoch: toEpochId(new Uint8Array(16).fill(9)),
      nonce: new Uint8Array(24),
    })
    const unsigned = unsignedRecord(RECORD_TYPE.profile, header, new Uint8Array(80))
    return person.write(join.doc, unsigned)
  }
  for (let count = 1; count < 8; count++) await stored(client, profile())
  client.forget()
  client.update(join.doc, profile().update)
  await until(() => client.closes(join.doc).length > 0)
  expect(client.acks(join.doc)).toEqual([])
  const other = await come()
  const link: Action = inviteOf(newKeys())
  const act = other.person.act(scene.group.id, link, { role: 'member', parents: [other.join.id] })
  other.client.update(act.doc, act.update)
  await until(() => other.client.closes(act.doc).length > 0)
  expect(other.client.closes(act.doc)).toEqual([CLOSE_CODE.forbidden])
})

test('[RE34] [AT80] an old link after somebody was removed only asks', async () => {
  const scene = await newScene()
  const { bob, world, group, atAlice } = scene
  const { come, invite } = await newLink(scene, {})
  await stored(atAlice, byFounder(scene, { type: 'remove', person: bob.id, cut: [] }, [invite.id]))
  const { client, join, reason } = await come()
  expect(reason).toBeUndefined()
  client.step1(join.doc)
  await until(() => client.closes(join.doc).length > 0)
  // The removal that makes a request of it (RE43), and never an answer.
  expect(client.syncs(join.doc).filter(({ step }) => step !== 'update')).toEqual([])
  const post = newPerson().post(group.id, { heads: [join.id] })
  client.update(post.doc, post.update)
  await until(() => client.closes(post.doc).length > 0)
  await world.relay.close()
})

test('[RE34] who waits to be let in takes that back by a leave, once', async () => {
  const scene = await newScene()
  const { come } = await newLink(scene, { needsApproval: true })
  const asker = await come()
  const { group } = scene
  const leaveOf = ({ person, join }: typeof asker) =>
    person.act(group.id, { type: 'leave', cut: [] }, { role: 'guest', parents: [join.id] })
  const leave = leaveOf(asker)
  await stored(asker.client, leave)
  const again = leaveOf(asker)
  asker.client.forget()
  asker.client.update(again.doc, again.update)
  await until(() => asker.client.closes(again.doc).length > 0)
  expect(asker.client.acks(again.doc)).toEqual([])
})

/** Hundreds of people who ask, each of whom takes that back, brought by somebody in the group. */
async function takenBack(scene: Scene, { joinAs }: Awaited<ReturnType<typeof newLink>>) {
  const { group, atAlice, world } = scene
  for (let batch = 0; batch < 4; batch++) {
    const runs = Array.from({ length: 64 }, () => {
      const person = newPerson()
      const join = joinAs(person)
      const how = { role: 'guest', parents: [join.id] } as const
      const leave = person.act(group.id, { type: 'leave', cut: [] }, how)
      return { writer: join.writer, clock: join.clock, records: [join.bytes, leave.bytes] }
    })
    const doc = groupDoc(group.id)
    atAlice.update(doc, encodeUpdate(doc, runs))
    await until(() => {
      world.clock.advance(1)
      return runs.every(({ writer }) => atAlice.acks(doc).some((ack) => ack.writer === writer))
    })
  }
}

test('[RE34] [AT96] however many took back a request, whoever waits may; their link takes no more, and another does', async () => {
  const scene = await newScene()
  const [link, other] = [
    await newLink(scene, { needsApproval: true }),
    await newLink(scene, { needsApproval: true }),
  ]
  const { person, client, join } = await link.come()
  await takenBack(scene, link)
  expect((await link.come()).reason).toBe('policy:busy')
  const how = { role: 'guest', parents: [join.id] } as const
  await stored(client, person.act(scene.group.id, { type: 'leave', cut: [] }, how))
  expect((await other.come()).reason).toBeUndefined()
})

test('[RE43] who came while the link was withdrawn elsewhere, or whose request was turned down, is told so when they ask', async () => {
  const scene = await newScene()
  const { bob, atAlice, world } = scene
  const toldAfter = async ({ person, join }: Awaited<ReturnType<Coming>>, act: Written) => {
    await stored(atAlice, act)
    const after = byFounder(scene, { type: 'unmute', person: bob.id }, [act.id])
    await stored(atAlice, after)
    const later = await world.connect(person).open()
    later.step1(join.doc)
    await until(() => later.closes(join.doc).length > 0)
    expect(later.closes(join.doc)).toEqual([CLOSE_CODE.forbidden])
    const told = Buffer.concat(later.syncs(join.doc).map(({ bytes }) => bytes))
    expect(told.includes(Buffer.from(after.bytes))).toBe(false)
    return told
  }

  const first = await newLink(scene, {})
  const withdrawn: Action = { type: 'uninvite', target: first.invite.id }
  const withdrawal = byFounder(scene, withdrawn, [first.invite.id])
  const told = await toldAfter(await first.come(), withdrawal)
  expect(told.includes(Buffer.from(withdrawal.bytes))).toBe(true)

  const second = await newLink(scene, {})
  const removal = byFounder(scene, { type: 'remove', person: bob.id, cut: [] }, [second.invite.id])
  await stored(atAlice, removal)
  const asking = await second.come()
  const refused: Action = { type: 'uninvite', target: asking.join.id }
  const refusal = byFounder(scene, refused, [asking.join.id])
  const answer = await toldAfter(asking, refusal)
  for (const { bytes } of [removal, refusal]) expect(answer.includes(Buffer.from(bytes))).toBe(true)
})

test('[RE34] who joined and left at another relay is believed both: what happened elsewhere is history here', async () => {
  const scene = await newScene()
  const { world, group } = scene
  const { joinAs } = await newLink(scene, {})
  const person = newPerson()
  const join = joinAs(person)
  const leave = person.act(
    group.id,
    { type: 'leave', cut: [] },
    { role: 'member', parents: [join.id] },
  )
  const { doc, writer, clock } = join
  const client = await world.connect(person).open()
  client.update(doc, encodeUpdate(doc, [{ writer, clock, records: [join.bytes, leave.bytes] }]))
  await until(() => client.acks(doc).length + client.refusals(doc).length > 0)
  expect(client.refusals(doc).filter(({ reason }) => reason !== 'policy:busy')).toEqual([])
  client.update(doc, leave.update)
  await until(() => client.acks(doc).some((ack) => ack.clock > leave.clock))
  await world.relay.close()
})

test('[RE27] who is let in while connected hears of every document there is', async () => {
  const scene = await newScene()
  const { heads, atAlice, alice, group, world } = scene
  for (const segment of [0, 1]) await stored(atAlice, alice.post(group.id, { heads, segment }))
  world.clock.advance(1_000)
  const carol = newPerson()
  const atCarol = await world.connect(carol).open()
  expect(atCarol.places()).toEqual([])
  const add: Action = { type: 'add', person: carol.introduction, role: 'member', join: undefined }
  await stored(atAlice, byFounder(scene, add, heads))
  await until(() => atCarol.places().length >= 3)
  const docs = new Set(atCarol.places().map(({ doc }) => doc))
  expect(docs).toEqual(new Set([group.id, segmentDoc(group.id, 0), segmentDoc(group.id, 1)]))
})

test('[RE15] [AT75] a person let in by somebody else brings a device whose prefix is free', async () => {
  const scene = await newScene()
  const { heads, atAlice, group } = scene
  const carol = newPerson()
  const add: Action = { type: 'add', person: carol.introduction, role: 'member', join: undefined }
  const added = byFounder(scene, add, heads)
  await stored(atAlice, added)
  const atCarol = await scene.world.connect(carol).open()
  expect(atCarol.places().map(({ doc }) => doc)).toContain(groupDoc(group.id))
  const action: Action = { type: 'device', person: carol.introduction, rootSignature: undefined }
  await stored(atCarol, carol.act(group.id, action, { role: 'member', parents: [added.id] }))
  await scene.world.relay.close()
  const again = await newWorld({ disk: scene.world.disk })
  const later = await again.connect(carol).open()
  later.step1(groupDoc(group.id))
  await until(() => later.syncs(groupDoc(group.id)).length === 2)
})
