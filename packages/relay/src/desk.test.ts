import { encodeUpdate } from '@parley/gate'
import {
  type Action,
  actionRecordType,
  CLOSE_CODE,
  closeCodeOf,
  encodeActionBody,
  encodeActionHeader,
  groupDoc,
  segmentDoc,
  unsignedRecord,
} from '@parley/protocol'
import { expect, test } from 'vitest'
import { inviteOf, newGroup, newKeys, newPerson, type Person } from '../test/people.ts'
import { newScene, type Scene } from '../test/scene.ts'
import { type TestClient, until } from '../test/sockets.ts'

/** Alice, who founded the group, keeps a desk. */
async function newDesk(scene: Scene) {
  const { alice, atAlice, group, heads } = scene
  const key = newKeys()
  const action = inviteOf(key, { role: 'guest', needsApproval: true, isDesk: true })
  const desk = alice.act(group.id, action, { role: 'founder', parents: heads })
  atAlice.update(desk.doc, desk.update)
  await until(() => atAlice.acks(desk.doc).length > 0)
  return { key, desk }
}

async function settledAbout(client: TestClient, doc: string): Promise<void> {
  await until(() => client.acks(doc).length + client.closes(doc).length > 0)
}

test('[RE62] a desk link opens who is in the group, and nothing of what is said there', async () => {
  const scene = await newScene()
  const { world, group, bob, atBob, heads } = scene
  const { key, desk } = await newDesk(scene)
  const post = bob.post(group.id, { heads })
  atBob.update(post.doc, post.update)
  await until(() => atBob.acks(post.doc).length > 0)

  const visitor = newPerson()
  const client = await world.connect(visitor).open()
  client.proveLink(group.id, desk.id, key)
  await until(() => client.places().length > 0)
  expect(client.places().map(({ doc }) => doc)).toEqual([groupDoc(group.id)])
  client.step1(groupDoc(group.id))
  await until(() => client.syncs(groupDoc(group.id)).length === 2)
  expect(client.closes(groupDoc(group.id))).toEqual([])
  client.step1(segmentDoc(group.id, 0))
  await until(() => client.closes(segmentDoc(group.id, 0)).length > 0)
  expect(client.closes(segmentDoc(group.id, 0))).toEqual([CLOSE_CODE.forbidden])

  const join = group.join(visitor, { link: key, invite: desk.id })
  client.update(join.doc, join.update)
  await until(() => client.refusals(join.doc).length > 0)
  expect(client.refusals(join.doc)[0]?.reason).toBe('policy:removed')

  const end: Action = { type: 'uninvite', target: desk.id }
  const withdrawn = scene.alice.act(group.id, end, { role: 'founder', parents: [desk.id] })
  scene.atAlice.update(withdrawn.doc, withdrawn.update)
  await until(() => client.closes(groupDoc(group.id)).length > 0)
  client.forget()
  client.proveLink(group.id, desk.id, key)
  await until(() => client.closes(groupDoc(group.id)).length > 0)
  expect(client.closes(groupDoc(group.id))).toEqual([closeCodeOf('withdrawn')])
})

/** A group of a visitor's own, with these people in it from the first update on. */
function talkWith(visitor: Person, ...agents: readonly Person[]) {
  const { id, found } = newGroup(visitor)
  const { doc, writer } = found
  const adds = agents.map(({ introduction: person }, at) => {
    const action: Action = { type: 'add', person, role: 'admin', join: undefined }
    const header = encodeActionHeader({ claimedRole: 'founder', parents: [found.id], hlc: 5n })
    const unsigned = unsignedRecord(actionRecordType(action), header, encodeActionBody(action))
    return visitor.write(doc, unsigned, at + 1)
  })
  const records = [found, ...adds].map(({ bytes }) => bytes)
  return { id, doc, update: encodeUpdate(doc, [{ writer, clock: 0, records }]) }
}

/** The same, and a link to it that anybody may pass on. */
function linkedTalkWith(visitor: Person, agent: Person) {
  const { id, found, invite } = newGroup(visitor)
  const person = agent.introduction
  const action: Action = { type: 'add', person, role: 'admin', join: undefined }
  const add = visitor.act(id, action, { role: 'founder', parents: [invite.id] })
  const records = [found, invite, add].map(({ bytes }) => bytes)
  const { doc, writer } = found
  return { id, doc, update: encodeUpdate(doc, [{ writer, clock: 0, records }]) }
}

async function answerTo(client: TestClient, talk: { doc: string; update: Uint8Array }) {
  client.update(talk.doc, talk.update)
  await settledAbout(client, talk.doc)
  return client.closes(talk.doc)[0] ?? 'taken'
}

test('[RE63] at a closed relay who came to a desk founds a group with somebody who is behind it, and no other', async () => {
  const scene = await newScene()
  const { world, group, alice, bob } = scene
  const { key, desk } = await newDesk(scene)
  const visitor = newPerson()
  const client = await world.connectUninvited(visitor).open()
  expect(await answerTo(client, talkWith(visitor, bob))).toBe(CLOSE_CODE.uninvited)

  client.proveLink(group.id, desk.id, key)
  await until(() => client.places().length > 0)
  expect(await answerTo(client, talkWith(visitor, newPerson()))).toBe(CLOSE_CODE.uninvited)
  expect(await answerTo(client, talkWith(visitor, bob, alice))).toBe('taken')
})

test('[RE63] [AT209] a desk link brings no group of strangers who only name an agent, and none once the desk is withdrawn', async () => {
  const scene = await newScene()
  const { world, group, alice, bob } = scene
  const { key, desk } = await newDesk(scene)
  const visitor = newPerson()
  const client = await world.connectUninvited(visitor).open()
  client.proveLink(group.id, desk.id, key)
  await until(() => client.places().length > 0)
  expect(await answerTo(client, talkWith(visitor, bob, newPerson()))).toBe(CLOSE_CODE.uninvited)
  expect(await answerTo(client, linkedTalkWith(visitor, bob))).toBe(CLOSE_CODE.uninvited)

  const leave: Action = { type: 'leave', cut: [] }
  const left = bob.act(group.id, leave, { role: 'member', parents: [desk.id, ...scene.heads] })
  scene.atBob.update(left.doc, left.update)
  await until(() => scene.atBob.acks(left.doc).length > 0)
  expect(await answerTo(client, talkWith(visitor, bob))).toBe(CLOSE_CODE.uninvited)
  // Who begins offline may name somebody who has gone since.
  expect(await answerTo(client, talkWith(visitor, bob, alice))).toBe('taken')

  const end: Action = { type: 'uninvite', target: desk.id }
  const withdrawn = alice.act(group.id, end, { role: 'founder', parents: [desk.id] })
  scene.atAlice.update(withdrawn.doc, withdrawn.update)
  await until(() => scene.atAlice.acks(withdrawn.doc).some(({ clock }) => clock > withdrawn.clock))
  expect(await answerTo(client, talkWith(visitor, alice))).toBe(CLOSE_CODE.uninvited)
})

test('[RE63] [AT209] one desk opens a closed relay to so many talks a day, whoever comes to it, and to more the next', async () => {
  const scene = await newScene({ limits: { deskTalks: { perSecond: 2 / 86_400, burst: 2 } } })
  const { world, group, bob } = scene
  const { key, desk } = await newDesk(scene)
  const answers: (number | 'taken')[] = []
  const visits = async () => {
    const visitor = newPerson()
    const client = await world.connectUninvited(visitor).open()
    client.proveLink(group.id, desk.id, key)
    await until(() => client.places().length > 0)
    answers.push(await answerTo(client, talkWith(visitor, bob)))
  }
  for (let number = 0; number < 3; number++) await visits()
  world.clock.advance(86_400_000)
  await visits()
  expect(answers).toEqual(['taken', 'taken', CLOSE_CODE.busy, 'taken'])
})
