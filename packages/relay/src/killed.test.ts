import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { groupDoc, segmentDoc } from '@parley/protocol'
import { afterAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { newGroup, newPerson, type Person } from '../test/people.ts'
import { newMemorySocket, TestClient, until } from '../test/sockets.ts'
import { openLevelJournal } from './journal/level-journal.ts'
import { openLiveDoc } from './live-doc.ts'
import { relaySocketOf } from './ws-socket.ts'

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
    /** A client over a real socket, its frames carried both ways by the relay's own adapter. */
    async connect(person: Person): Promise<TestClient> {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`)
      const wire = relaySocketOf(socket)
      const here = newMemorySocket()
      wire.onMessage((bytes) => here.sent.push(bytes))
      here.onMessage((bytes) => wire.send(bytes))
      await once(socket, 'open')
      const client = new TestClient({ accept: () => undefined }, person, '127.0.0.1', here)
      await until(() => here.sent.length > 0)
      return client.open()
    },
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
