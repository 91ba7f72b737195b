import { encodeUpdate } from '@parley/gate'
import { type Action, CLOSE_CODE, closeCodeOf, groupDoc, segmentDoc } from '@parley/protocol'
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

/** A group of a visitor's own, with that person in it from the first update on. */
function talkWith(visitor: Person, agent: Person) {
  const { id, found, invite } = newGroup(visitor)
  const person = agent.introduction
  const action: Action = { type: 'add', person, role: 'admin', join: undefined }
  const add = visitor.act(id, action, { role: 'founder', parents: [invite.id] })
  const records = [found, invite, add].map(({ bytes }) => bytes)
  const { doc, writer } = found
  return { doc, update: encodeUpdate(doc, [{ writer, clock: 0, records }]) }
}

test('[RE63] at a closed relay who came to a desk founds a group with somebody who is behind it, and no other', async () => {
  const scene = await newScene()
  const { world, group, bob } = scene
  const { key, desk } = await newDesk(scene)
  const visitor = newPerson()
  const client = await world.connectUninvited(visitor).open()
  const early = talkWith(visitor, bob)
  client.update(early.doc, early.update)
  await settledAbout(client, early.doc)
  expect(client.closes(early.doc)).toEqual([CLOSE_CODE.uninvited])

  client.proveLink(group.id, desk.id, key)
  await until(() => client.places().length > 0)
  const elsewhere = talkWith(visitor, newPerson())
  client.update(elsewhere.doc, elsewhere.update)
  await settledAbout(client, elsewhere.doc)
  expect(client.closes(elsewhere.doc)).toEqual([CLOSE_CODE.uninvited])
  const talk = talkWith(visitor, bob)
  client.update(talk.doc, talk.update)
  await settledAbout(client, talk.doc)
  expect(client.closes(talk.doc)).toEqual([])
})
