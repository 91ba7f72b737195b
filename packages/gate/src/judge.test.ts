import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newPerson, newReplica, newWorld, verify, type Written } from '../test/world.ts'
import { encodeUpdate, judgeUpdate } from './index.ts'

const world = newWorld()
const bob = newPerson('bob')

function updateOf(...written: readonly Written[]): Uint8Array {
  const [first] = written
  const { doc, writer, clock } = first!.place
  return encodeUpdate(doc, [{ writer, clock, records: written.map(({ bytes }) => bytes) }])
}

test('smoke', () => {
  const replica = newReplica(world, world.doc)
  const verdict = judgeUpdate(
    encodeUpdate(world.doc, [
      { writer: world.writerOf(bob), clock: 0, records: [world.join(bob).bytes] },
      { writer: world.founderWriter, clock: 0, records: [world.found.bytes, world.invite.bytes] },
    ]),
    replica.facts,
    verify,
  )
  expect(verdict).toMatchObject({ ok: true, refusals: [], held: [] })
  if (!verdict.ok) return
  expect(verdict.accepted.map(({ id }) => id).toSorted()).toEqual(
    [world.found.id, world.invite.id, world.join(bob).id].toSorted(),
  )
  replica.apply(verdict.update)
  expect(replica.records.placesCount()).toBe(3)
  expect(judgeUpdate(Y.encodeStateAsUpdate(replica.doc), replica.facts, verify)).toMatchObject({
    ok: true,
    update: undefined,
    refusals: [],
  })
  expect(Y.encodeStateAsUpdate(replica.doc)).toEqual(verdict.update)
})

test('smoke segment', () => {
  const replica = newReplica(world, world.segment, {
    devices: [bob.device.publicKey],
    actions: [world.found.id],
  })
  const messages = ['one', 'two', 'three'].map((text, at) => world.message(bob, at, text))
  const verdict = judgeUpdate(updateOf(...messages), replica.facts, verify)
  expect(verdict).toMatchObject({ ok: true, refusals: [] })
  if (!verdict.ok) return
  replica.apply(verdict.update)
  expect([...replica.records.all()].map(({ bytes }) => bytes)).toEqual(
    messages.map(({ bytes }) => bytes),
  )
  expect(Y.encodeStateAsUpdate(replica.doc)).toEqual(verdict.update)
})
