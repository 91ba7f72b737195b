import { segmentDoc } from '@parley/protocol'
import { expect, test } from 'vitest'
import { newScene } from '../test/scene.ts'
import { until } from '../test/sockets.ts'
import { newLaggards } from './laggards.ts'

test('[RE9] [AT134] all who lag have so much memory together: past it the one that lags most goes', () => {
  const ended: string[] = []
  const laggards = newLaggards<string>(3_000_000, (name) => ended.push(name))
  laggards.note('quick', 10_000)
  expect(laggards.bytesCount()).toBe(0)
  laggards.note('slow', 1_000_000)
  laggards.note('slower', 1_800_000)
  laggards.note('slow', 1_100_000)
  expect([ended, laggards.bytesCount()]).toEqual([[], 2_900_000])
  laggards.note('late', 300_000)
  expect([ended, laggards.bytesCount()]).toEqual([['slower'], 1_400_000])
  laggards.note('slow', 0)
  laggards.leave('late')
  laggards.leave('nobody')
  expect(laggards.bytesCount()).toBe(0)
})

test('[RE9] a slow reader is dropped, and nobody waits for them: the others have everything by then', async () => {
  const scene = await newScene({ limits: { allQueuedBytes: 1_000_000 } })
  const { world, alice, group, atAlice, atBob, heads } = scene
  const quick = await world.connect(alice).open()
  const segment = segmentDoc(group.id, 0)
  quick.step1(segment)
  await until(() => quick.syncs(segment).length === 2)
  quick.forget()
  atBob.socket.queued = 800_000
  for (let count = 0; count < 3; count++) {
    if (count === 2) atBob.socket.queued = 1_100_000
    const post = alice.post(group.id, { heads })
    atAlice.update(segment, post.update)
    await until(() => quick.syncs(segment).length === count + 1)
  }
  expect(atBob.socket.closed).toEqual({ code: 1013, reason: 'too-slow' })
  expect(quick.socket.closed).toBeUndefined()
  const again = await world.connect(scene.bob).open()
  again.step1(segment)
  await until(() => again.syncs(segment).length === 2)
  await world.relay.close()
})
