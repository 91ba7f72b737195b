/** A storm of people who come back: what they lack alike is encoded once. */
import { groupDoc, segmentDoc } from '@parley/protocol'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newGroup, newPerson } from '../test/people.ts'
import { newScene } from '../test/scene.ts'
import { until } from '../test/sockets.ts'
import { newMemoryDisk, newMemoryJournal } from './journal/memory-journal.ts'
import { openLiveDoc } from './live-doc.ts'

const NOTHING = Uint8Array.of(0)

test('[RE23] what many lack alike is encoded once, until the document changes', async () => {
  const [alice, heads] = [newPerson(), [newGroup(newPerson()).found.id]]
  const group = newGroup(alice)
  const name = segmentDoc(group.id, 0)
  const journal = newMemoryJournal(newMemoryDisk())
  const live = await openLiveDoc(name, {
    journal,
    log: () => undefined,
    onFailure: () => undefined,
  })
  for (let count = 0; count < 5; count++) await live.apply(alice.post(group.id, { heads }).update)
  const known = live.stateVector()
  await live.apply(alice.post(group.id, { heads }).update)

  const [all, missed] = [live.differenceTo(NOTHING), live.differenceTo(known)]
  for (let device = 0; device < 500; device++) {
    expect(live.differenceTo(Uint8Array.from(NOTHING))).toBe(all)
    expect(live.differenceTo(Uint8Array.from(known))).toBe(missed)
  }
  await live.apply(alice.post(group.id, { heads }).update)
  expect(live.differenceTo(known)).not.toBe(missed)
  live.close()
})

test('[RE21] [RE23] fifty sessions that come back at the same moment all get what they missed', async () => {
  const { world, alice, bob, group, atAlice, heads } = await newScene()
  const doc = segmentDoc(group.id, 0)
  const posts = Array.from({ length: 20 }, () => alice.post(group.id, { heads }))
  for (const { update } of posts) atAlice.update(doc, update)
  await until(() => atAlice.acks(doc).at(-1)?.clock === posts.length)
  const back = Array.from({ length: 50 }, (_, at) => world.connect(bob, `10.0.1.${at}`))
  const open = await Promise.all(back.map((client) => client.open()))
  for (const client of open) for (const name of [groupDoc(group.id), doc]) client.step1(name)
  const stepped = (client: (typeof open)[number]) =>
    client.syncs(doc).some(({ step }) => step === 'step2')
  await until(() => open.every(stepped))
  for (const client of open) {
    const held = new Y.Doc()
    for (const { step, bytes } of client.syncs(doc))
      if (step !== 'step1') Y.applyUpdate(held, bytes)
    expect(held.getArray('messages').length).toBe(posts.length)
  }
  await world.relay.close()
})
