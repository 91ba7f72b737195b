import { CLOSE_CODE, groupDoc, MESSAGE_TYPE, PING, segmentDoc } from '@parley/protocol'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { newGroup, newPerson } from '../test/people.ts'
import { settle, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'

test('[RE16] what a founder writes is acknowledged, and a member who comes later gets it', async () => {
  const world = await newWorld()
  const alice = newPerson()
  const bob = newPerson()
  const group = newGroup(alice)
  const atAlice = await world.connect(alice).open()
  atAlice.step1(groupDoc(group.id))
  atAlice.update(groupDoc(group.id), group.update())
  await until(() => atAlice.acks(groupDoc(group.id)).length > 0)
  expect(atAlice.acks(groupDoc(group.id))).toEqual([{ writer: group.found.writer, clock: 2 }])

  const atBob = await world.connect(bob).open()
  atBob.step1(groupDoc(group.id))
  await until(() => atBob.closes(groupDoc(group.id)).length > 0)
  expect(atBob.closes(groupDoc(group.id))).toEqual([CLOSE_CODE.forbidden])

  atBob.proveLink(group.id, group.invite.id, group.link)
  atBob.step1(groupDoc(group.id))
  await until(() => atBob.syncs(groupDoc(group.id)).length === 2)
  const [step2, step1] = atBob.syncs(groupDoc(group.id))
  expect([step2?.step, step1?.step]).toEqual(['step2', 'step1'])
  const doc = new Y.Doc()
  Y.applyUpdate(doc, step2?.bytes ?? new Uint8Array())
  expect(doc.getMap('members').size).toBe(2)

  const join = group.join(bob)
  atBob.update(join.doc, join.update)
  const post = bob.post(group.id, { heads: [join.id] })
  atBob.update(post.doc, post.update)
  await until(() => atBob.acks(post.doc).length > 0)
  expect(atAlice.syncs(groupDoc(group.id)).map(({ step }) => step)).toContain('update')
  world.clock.advance(200)
  expect(atAlice.places().at(-1)).toEqual({ doc: segmentDoc(group.id, 0), placesCount: 1 })
  atAlice.socket.deliver(PING)
  await settle()
  expect(atAlice.frames(MESSAGE_TYPE.awareness)).toHaveLength(1)
  await world.relay.close()
})
