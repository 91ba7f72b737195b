/**
 * A relay process that is killed again and again while somebody writes, and what of the acknowledged it lost.
 *
 * Each trial starts the process on the same folder, lets one member write in bursts as an outbox does, kills
 * it at a moment nobody planned, and then looks into the store for every record that was ever acknowledged.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { groupDoc } from '@parley/protocol'
import { WebSocket } from 'ws'
import { openLevelJournal } from '../src/journal/level-journal.ts'
import { openLiveDoc } from '../src/live-doc.ts'
import { newGroup, newPerson, type Person, type Written } from './people.ts'
import { newMemorySocket, TestClient, until } from './sockets.ts'

const PROCESS = fileURLToPath(new URL('./stalling-relay.ts', import.meta.url))
const BURST = 20
/** Then the next segment is written to. */
const SEGMENT_POSTS = 2_000

export interface KillTrials {
  readonly kills: number
  readonly acknowledged: number
  /** Acknowledged, and not in the store as they were written: must be none. */
  readonly lost: number
  /** In the store, although the relay did not live to say so. */
  readonly unsaid: number
}

/** `pick(most)`: an integer below it, by which each trial's moment is chosen. */
export async function runKillTrials(
  folder: string,
  trials: number,
  pick: (most: number) => number,
): Promise<KillTrials> {
  const alice = newPerson()
  const group = newGroup(alice)
  const written: Written[] = []
  let ackedCount = 0
  let unsaid = 0
  for (let trial = 1; trial <= trials; trial++) {
    const relay = await startRelay(folder)
    const client = await connect(relay.port, alice)
    client.update(groupDoc(group.id), group.update())
    await until(() => client.acks(groupDoc(group.id)).length > 0)
    const enough = ackedCount + pick(3 * BURST)
    const post = (): Written => {
      const segment = Math.floor(written.length / SEGMENT_POSTS)
      return alice.post(group.id, { heads: [group.found.id], segment, sizeBytes: 100 + pick(900) })
    }
    for (const one of written.slice(ackedCount)) client.update(one.doc, one.update)
    await until(() => {
      for (let count = 0; count < BURST && written.length < enough + 2 * BURST; count++) {
        const one = post()
        written.push(one)
        client.update(one.doc, one.update)
      }
      ackedCount = ackedIn(client, written, ackedCount)
      return ackedCount >= enough
    })
    await relay.kill()
    ackedCount = ackedIn(client, written, ackedCount) // what came in while it died counts as said
    const kept = await keptIn(folder, written)
    const lost = written.slice(0, ackedCount).filter((one) => !kept.has(one)).length
    if (lost > 0) return { kills: trial, acknowledged: ackedCount, lost, unsaid }
    unsaid += kept.size - ackedCount
  }
  return { kills: trials, acknowledged: ackedCount, lost: 0, unsaid }
}

/** How many of one person's records, from the first on, this client has been told of since it was asked last. */
function ackedIn(client: TestClient, written: readonly Written[], before: number): number {
  const docs = new Set(written.slice(before).map(({ doc }) => doc))
  const ends = new Map([...docs].map((doc) => [doc, client.acks(doc).at(-1)?.clock ?? 0]))
  client.forget()
  const last = written.findLastIndex(({ doc, clock }) => (ends.get(doc) ?? 0) > clock)
  return Math.max(before, last + 1)
}

async function startRelay(folder: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', PROCESS, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    port: (await lines.next()).value as string,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** A client over a real socket, its frames carried both ways by the relay's own adapter. */
export async function connect(port: string, person: Person): Promise<TestClient> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`)
  const here = newMemorySocket()
  socket.on('message', (data: Buffer) => here.sent.push(Uint8Array.from(data)))
  here.onMessage((bytes) => socket.send(bytes))
  await once(socket, 'open')
  const client = new TestClient({ accept: () => undefined }, person, '127.0.0.1', here)
  await until(() => here.sent.length > 0)
  return client.open()
}

/** Those of the records that stand in the store, byte by byte. */
async function keptIn(folder: string, written: readonly Written[]): Promise<ReadonlySet<Written>> {
  const journal = await openLevelJournal(folder)
  const kept = new Set<Written>()
  for (const doc of new Set(written.map((one) => one.doc))) {
    const ports = { journal, log: () => undefined, onFailure: () => undefined }
    const live = await openLiveDoc(doc, ports)
    for (const one of written) {
      if (one.doc !== doc) continue
      const bytes = live.records.recordAt(one.writer, one.clock)
      if (bytes !== undefined && Buffer.compare(bytes, one.bytes) === 0) kept.add(one)
    }
    live.close()
  }
  await journal.close()
  return kept
}
