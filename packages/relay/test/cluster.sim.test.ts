/**
 * A cluster under faults: three NATS servers, three relays, six members who write all the while. Whatever is
 * killed, nothing acknowledged is lost and all come to the same. Longer: `PARLEY_FAULT_SECONDS=60`.
 */
import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'
import { equalBytes, groupDoc } from '@parley/protocol'
import { afterEach, expect, test } from 'vitest'
import { type Cluster, startCluster } from './cluster.ts'
import { ClusterWriter, pause } from './cluster-writer.ts'
import { findNats } from './nats.ts'
import { newGroup, newPerson, type TestGroup } from './people.ts'

const FAULT_MS = Number(process.env['PARLEY_FAULT_SECONDS'] ?? '6') * 1_000
const isInstalled = findNats() !== undefined
let cluster: Cluster | undefined

afterEach(async () => {
  for (const writer of writers.splice(0)) writer.close()
  await cluster?.close()
  cluster = undefined
})

const writers: ClusterWriter[] = []

async function begin(settings?: Readonly<Record<string, string>>): Promise<Cluster> {
  const started = await startCluster(settings)
  if (started === undefined) throw new Error('no NATS server is installed')
  cluster = started
  const group = newGroup(newPerson())
  const people = [group.founder, ...Array.from({ length: 5 }, () => newPerson())]
  const heads = people.slice(1).map((person) => group.join(person).id)
  const ports = started.nodes.map(({ port }) => port)
  for (const [at, person] of people.entries())
    writers.push(new ClusterWriter(person, { group, heads, ports, at: at % ports.length }))
  await untilFounded(group)
  return started
}

/** The founder's relay has the group before anybody else asks for it. */
async function untilFounded(group: TestGroup): Promise<void> {
  const [founder] = writers
  founder?.post()
  while (founder?.hasAll() === false) await turns()
  expect(group.id).toBe(groupDoc(group.id))
}

async function turns(): Promise<void> {
  await Promise.all(writers.map((writer) => writer.turn()))
  await pause()
}

/** All write for so long, each a few times a second. */
async function write(ms: number): Promise<void> {
  const until = Date.now() + ms
  for (let turn = 0; Date.now() < until; turn++) {
    if (turn % 6 === 0) for (const writer of writers) writer.post()
    await turns()
  }
}

/**
 * Waits until everything is acknowledged and everybody has as much, also who comes to any relay with nothing;
 * answers what somebody has otherwise than it was written.
 */
async function differences({ nodes }: Cluster): Promise<readonly string[]> {
  while (!writers.every((writer) => writer.hasAll())) await turns()
  const all = writers.flatMap(({ written }) => written)
  expect(all.length).toBeGreaterThan(30) // not vacuous
  const fresh = nodes.flatMap(({ port }) => writers[0]?.another(port) ?? [])
  const everybody = [...writers, ...fresh]
  writers.push(...fresh)
  while (everybody.some(({ held }) => held.size < all.length)) await turns()
  return everybody.flatMap(({ held }) =>
    all.flatMap(({ writer, clock, bytes }) => {
      const place = `${writer}/${clock}`
      const found = held.get(place)
      return found !== undefined && equalBytes(found, bytes) ? [] : [place]
    }),
  )
}

async function untilReady({ nodes }: Cluster): Promise<void> {
  for (const node of nodes) while ((await node.unready()) !== undefined) await turns()
}

test.skipIf(!isInstalled)('[RE77] a relay is killed: its people go on at the others', async () => {
  const { nodes, ...rest } = await begin()
  await write(1_500)
  await nodes[0].kill()
  await write(FAULT_MS)
  await nodes[0].start()
  await write(1_500)
  expect(await differences({ nodes, ...rest })).toEqual([])
})

test.skipIf(!isInstalled)(
  '[RE77] a NATS server is killed: the relays go on with the others',
  async () => {
    const all = await begin()
    await write(1_500)
    await all.nats.servers[0].kill()
    await write(FAULT_MS)
    await all.nats.servers[0].start()
    await write(1_500)
    expect(await differences(all)).toEqual([])
  },
)

test.skipIf(!isInstalled)(
  '[RE77] no NATS server answers: nothing is acknowledged, /readyz says why, and it goes on afterwards',
  async () => {
    const all = await begin()
    await write(1_500)
    await Promise.all(all.nats.servers.map((server) => server.freeze()))
    const before = writers.flatMap(({ acknowledged }) => acknowledged).length
    await write(FAULT_MS)
    const during = writers.flatMap(({ acknowledged }) => acknowledged).length
    expect(during - before).toBeLessThan(60) // what was on its way
    for (const node of all.nodes) expect(await node.unready()).toMatch(/NATS|written/)
    for (const server of all.nats.servers) server.thaw()
    await untilReady(all)
    await write(1_500)
    expect(await differences(all)).toEqual([])
  },
)

test.skipIf(!isInstalled)(
  '[RE77] the servers are split: who is with the few goes over to the many',
  async () => {
    const all = await begin()
    await write(1_500)
    await all.nats.killOthers()
    await all.nats.startApart()
    await write(FAULT_MS)
    expect(await differences(all)).toEqual([])
  },
)

test.skipIf(!isInstalled)('[RE77] a relay stands still and goes on: it catches up', async () => {
  const all = await begin()
  await write(1_500)
  all.nodes[1].freeze()
  await write(FAULT_MS)
  all.nodes[1].thaw()
  await write(1_500)
  expect(await differences(all)).toEqual([])
})

test.skipIf(!isInstalled)(
  '[RE77] the stream is full: nothing is acknowledged, every relay says so, and with more room it goes on',
  async () => {
    const all = await begin()
    await write(1_500)
    await setRoom(all, 'none')
    const before = writers.flatMap(({ acknowledged }) => acknowledged).length
    await write(FAULT_MS)
    const during = writers.flatMap(({ acknowledged }) => acknowledged).length
    expect(during - before).toBeLessThan(60) // what was on its way
    for (const node of all.nodes)
      expect(await node.unready()).toContain('the stream PARLEY is full')
    await setRoom(all, 'enough')
    await write(3_000)
    expect(await differences(all)).toEqual([])
    await untilReady(all)
  },
)

/** As an operator would, with the tools of NATS. */
async function setRoom({ nats }: Cluster, room: 'none' | 'enough'): Promise<void> {
  const connection = await connect({ servers: [...nats.urls] })
  const { streams } = await jetstreamManager(connection)
  const { bytes } = (await streams.info('PARLEY')).state
  await streams.update('PARLEY', { max_bytes: room === 'none' ? bytes : -1 })
  await connection.close()
}
