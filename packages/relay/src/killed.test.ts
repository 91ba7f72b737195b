import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { groupDoc, segmentDoc } from '@parley/protocol'
import { afterAll, expect, test } from 'vitest'
import { newGroup, newPerson, type Person } from '../test/people.ts'
import { connect, runKillTrials } from '../test/kill-trials.ts'
import { type TestClient, until } from '../test/sockets.ts'
import { openLevelJournal } from './journal/level-journal.ts'
import { openLiveDoc } from './live-doc.ts'

const PROCESS = fileURLToPath(new URL('../test/stalling-relay.ts', import.meta.url))
const children: ChildProcess[] = []
const path = await mkdtemp(join(tmpdir(), 'parley-killed-'))

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(path, { recursive: true, force: true })
})

async function startRelay(stallsOn = '') {
  const child = spawn(process.execPath, ['--import', 'tsx', PROCESS, path, stallsOn], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const port = (await lines.next()).value as string
  return {
    says: async () => (await lines.next()).value as string,
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    connect: (person: Person): Promise<TestClient> => connect(port, person),
  }
}

test('[RE16] [RW5] a relay killed between storing and acknowledging loses nothing and doubles nothing', async () => {
  const alice = newPerson()
  const group = newGroup(alice)
  const segment = segmentDoc(group.id, 0)
  const first = await startRelay(segment)
  const before = await first.connect(alice)
  before.update(groupDoc(group.id), group.update())
  const post = alice.post(group.id, { heads: [group.found.id] })
  before.update(segment, post.update)
  expect(await first.says()).toBe('stored')
  await first.kill()
  expect(before.acks(groupDoc(group.id))).toHaveLength(1)
  expect(before.acks(segment)).toEqual([])

  const second = await startRelay()
  const after = await second.connect(alice)
  expect(after.places()).toContainEqual({ doc: segment, placesCount: 1 })
  after.update(segment, post.update)
  await until(() => after.acks(segment).length > 0)
  expect(after.acks(segment)).toEqual([{ writer: post.writer, clock: 1 }])
  await second.kill()

  const journal = await openLevelJournal(path)
  const ports = { journal, log: () => undefined, onFailure: () => undefined }
  const live = await openLiveDoc(segment, ports)
  expect([...live.records.all()].map(({ bytes }) => bytes)).toEqual([post.bytes])
  expect(await journal.read(segment)).toHaveLength(1)
  await journal.close()
})

test('[RE16] [RW5] killed at any moment while people write, a relay keeps all that it acknowledged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'parley-kills-'))
  let seed = 7
  const pick = (most: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
    return (seed >>> 8) % most
  }
  const result = await runKillTrials(folder, 2, pick)
  await rm(folder, { recursive: true, force: true })
  expect(result).toMatchObject({ kills: 2, lost: 0 })
  expect(result.acknowledged).toBeGreaterThan(20) // not vacuous: much had been said
})
