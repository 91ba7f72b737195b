/** NATS servers with JetStream, as an operator runs them: processes of their own on free ports of loopback. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { connect } from '@nats-io/transport-node'
import { jetstreamManager } from '@nats-io/jetstream'
import { vi } from 'vitest'
import { folderHolds } from './folder-bytes.ts'

const START_LIMIT_MS = 30_000

export interface NatsServer {
  readonly url: string
  start(): Promise<void>
  /** Killed as by a power cut; what it stored stays. */
  kill(): Promise<void>
  /** Stopped where it stands, with its connections open: it answers nobody any more. */
  freeze(): Promise<void>
  thaw(): void
  holds(bytes: Uint8Array): Promise<boolean>
}

export interface NatsServers {
  readonly servers: readonly [NatsServer, ...NatsServer[]]
  readonly urls: readonly string[]
  /** All but the first are killed, which is left alone. */
  killOthers(): Promise<void>
  /** They are back, but never reach the first, nor it them; clients reach all of them. */
  startApart(): Promise<void>
  close(): Promise<void>
}

/** Where the server is, if it is installed; Debian keeps it out of ordinary users' path. */
export function findNats(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, 'nats-server')).find((path) => existsSync(path))
}

/** `settings`: further lines of each server's configuration. */
export async function startNats(
  program: string,
  count: 1 | 3,
  settings = '',
): Promise<NatsServers> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-nats-'))
  const ports = await freePorts(2 * count)
  const [clients, routes] = [ports.slice(0, count), ports.slice(count)]
  const servers: NatsServer[] = []
  const configure = async (
    at: number,
    routePorts: readonly (number | undefined)[],
  ): Promise<void> => {
    const home = join(folder, `n${at}`)
    await mkdir(home, { recursive: true })
    const lines = [
      `server_name: n${at}`,
      `listen: "127.0.0.1:${clients[at]}"`,
      `jetstream { store_dir: "${join(home, 'store')}", max_file_store: 1GB, max_memory_store: 64MB }`,
      settings,
    ]
    const others = routePorts
      .flatMap((port) => port ?? [])
      .map((port) => `nats-route://127.0.0.1:${port}`)
    if (count > 1)
      lines.push(
        `cluster { name: c, listen: "127.0.0.1:${routePorts[at]}", routes: [${others.join(', ')}] }`,
      )
    await writeFile(join(home, 'nats.conf'), lines.join('\n'))
  }
  for (const [at, port] of clients.entries()) {
    await configure(at, routes)
    servers.push(serverIn(program, join(folder, `n${at}`), `nats://127.0.0.1:${port}`))
  }
  const [first, ...others] = servers
  if (first === undefined) throw new Error('no server was asked for')
  await Promise.all(servers.map((server) => server.start()))
  const urls = servers.map(({ url }) => url)
  await untilReady(urls, count)
  return {
    servers: [first, ...others],
    urls,
    async killOthers() {
      await Promise.all(others.map((server) => server.kill()))
    },
    async startApart() {
      const moved = await freePorts(count - 1)
      for (const at of moved.keys()) await configure(at + 1, [undefined, ...moved])
      await Promise.all(others.map((server) => server.start()))
    },
    async close() {
      await Promise.all(servers.map((server) => server.kill()))
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

function serverIn(program: string, home: string, url: string): NatsServer {
  let child: ChildProcess | undefined
  return {
    url,
    async start() {
      child = spawn(program, ['-c', join(home, 'nats.conf'), '-l', join(home, 'log')], {
        stdio: 'ignore',
      })
      await vi.waitFor(async () => (await connect({ servers: url, timeout: 1_000 })).close(), {
        timeout: START_LIMIT_MS,
        interval: 50,
      })
    },
    async kill() {
      if (child === undefined) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
      child = undefined
    },
    async freeze() {
      child?.kill('SIGSTOP') // which takes a moment
      await vi.waitFor(async () => {
        if (await answers(url)) throw new Error('it has not stopped yet')
      })
    },
    thaw: () => void child?.kill('SIGCONT'),
    holds: (bytes) => folderHolds(join(home, 'store'), bytes),
  }
}

function answers(url: string): Promise<boolean> {
  return connect({ servers: url, timeout: 200, reconnect: false }).then(
    (connection) => connection.close().then(() => true),
    () => false,
  )
}

/** Until a stream on as many replicas can be made: each server has found the others. */
async function untilReady(urls: readonly string[], replicas: number): Promise<void> {
  const connection = await connect({ servers: [...urls] })
  try {
    await vi.waitFor(
      async () => {
        const manager = await jetstreamManager(connection)
        await manager.streams.add({ name: 'READY', num_replicas: replicas, subjects: ['ready'] })
        await manager.streams.delete('READY')
      },
      { timeout: START_LIMIT_MS, interval: 100 },
    )
  } finally {
    await connection.close()
  }
}

/** Of loopback, and free a moment ago. */
export async function freePorts(count: number): Promise<number[]> {
  const holders = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  const ports: number[] = []
  for (const holder of holders) {
    if (!holder.listening) await once(holder, 'listening')
    const address = holder.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    ports.push(address.port)
  }
  for (const holder of holders) {
    holder.close()
    await once(holder, 'close')
  }
  return ports
}
