import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { groupDoc, segmentDoc } from '@parley/protocol'
import { afterAll, expect, test, vi } from 'vitest'
import { newGroup, newPerson, type TestGroup } from '../test/people.ts'
import { settle, type TestClient, until } from '../test/sockets.ts'
import { newWorld } from '../test/world.ts'
import { openLevelJournal } from './journal/level-journal.ts'
import { DEFAULT_LIMITS } from './limits.ts'

const folder = await mkdtemp(join(tmpdir(), 'parley-memory-'))
afterAll(() => rm(folder, { recursive: true, force: true }))

const GROUPS = 8
const POSTS = 25
const POST_BYTES = 8_000

setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void

function memoryBytes(): number {
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

async function follow(client: TestClient, group: TestGroup): Promise<void> {
  for (const doc of [groupDoc(group.id), segmentDoc(group.id, 0)]) {
    client.step1(doc)
    await until(() => client.syncs(doc).length >= 2)
  }
}

test('[RE29] when everybody has gone, memory is what it was before they came', async () => {
  const journal = await openLevelJournal(folder)
  const world = await newWorld({ journal })
  const alice = newPerson()
  const groups = Array.from({ length: GROUPS }, () => newGroup(alice))
  const writer = await world.connect(alice).open()
  for (const group of groups) {
    writer.update(groupDoc(group.id), group.update())
    await until(() => writer.acks(groupDoc(group.id)).length > 0)
    for (let count = 0; count < POSTS; count++) {
      const post = alice.post(group.id, { heads: [group.found.id], sizeBytes: POST_BYTES })
      writer.update(post.doc, post.update)
    }
    await until(() => {
      world.clock.advance(1) // now and then it is everybody else's turn
      return writer.acks(segmentDoc(group.id, 0)).at(-1)?.clock === POSTS
    })
  }
  writer.socket.hangUp()
  writer.socket.sent.length = 0

  async function everybodyComesAndGoes(): Promise<number> {
    const client = await world.connect(alice).open()
    for (const group of groups) await follow(client, group)
    const during = memoryBytes()
    client.socket.hangUp()
    client.socket.sent.length = 0
    await until(() => {
      world.clock.advance(DEFAULT_LIMITS.graceMs)
      return world.relay.stats().docsInMemory === 0
    })
    await settle()
    return during
  }

  const held = GROUPS * POSTS * POST_BYTES
  await everybodyComesAndGoes()
  const before = memoryBytes()
  for (let round = 0; round < 2; round++) {
    const during = await everybodyComesAndGoes()
    // Buffers are freed a little after they are garbage.
    await vi.waitFor(() => {
      expect(during - memoryBytes()).toBeGreaterThan(held) // all of it had been in memory
      expect(memoryBytes() - before).toBeLessThan(held / 4)
    })
  }
  await world.relay.close()
  await journal.close()
})
