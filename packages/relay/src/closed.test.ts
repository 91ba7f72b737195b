import { type Action, CLOSE_CODE, groupDoc, personDoc } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newGroup, newPerson } from '../test/people.ts'
import { until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'

test('[RE45] who was not invited founds no group here, and everything else goes on as ever', async () => {
  const world = await newWorld()
  const [alice, bob] = [newPerson(), newPerson()]
  const [group, other] = [newGroup(alice), newGroup(bob)]

  const atBob = await world.connectUninvited(bob).open()
  atBob.update(groupDoc(other.id), other.update())
  await until(() => atBob.closes(groupDoc(other.id)).length > 0)
  expect(atBob.closes(groupDoc(other.id))).toEqual([CLOSE_CODE.uninvited])
  expect(world.disk.updates.size).toBe(0)

  const atAlice = await world.connect(alice).open()
  atAlice.update(groupDoc(group.id), group.update())
  await until(() => atAlice.acks(groupDoc(group.id)).length > 0)
  const join = group.join(bob)
  atBob.update(join.doc, join.update)
  await until(() => atBob.acks(join.doc).length > 0)
  const post = bob.post(group.id, { heads: [join.id] })
  atBob.update(post.doc, post.update)
  await until(() => atBob.acks(post.doc).length > 0)
  await world.relay.close()
})

test('[RE45] who is in a group of a closed relay has a document of their own there, others have not', async () => {
  const world = await newWorld()
  const [alice, stranger] = [newPerson(), newPerson()]
  const group = newGroup(alice)
  const atAlice = await world.connect(alice).open()
  atAlice.update(groupDoc(group.id), group.update())
  await until(() => atAlice.acks(groupDoc(group.id)).length > 0)

  for (const [person, isTaken] of [
    [stranger, false],
    [alice, true],
  ] as const) {
    const doc = personDoc(person.id)
    const action: Action = { type: 'device', person: person.introduction, rootSignature: undefined }
    const client = await world.connectUninvited(person).open()
    client.update(doc, person.actIn(doc, action, { role: 'founder', parents: [] }).update)
    await until(() => client.acks(doc).length + client.closes(doc).length > 0)
    expect(client.acks(doc)).toHaveLength(isTaken ? 1 : 0)
    expect(client.closes(doc)).toEqual(isTaken ? [] : [CLOSE_CODE.uninvited])
  }
  await world.relay.close()
})
