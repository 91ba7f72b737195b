/** NATS servers with JetStream as processes of their own. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nodePorts, serversIn } from '@parley/relay'
import { type JetStreamJournal, openJetStreamJournal } from '@parley/relay/jetstream'
import { findNats, startServers } from '../relay/cluster-process.ts'
import { prepareFolder, SCRATCH } from '../relay/contenders.ts'
import { freePort, type ServerProcess, startServer } from '../relay/server-process.ts'

/** One or more that keep a stream together. */
export interface NatsProcesses {
  readonly folder: string
  /** As PARLEY_NATS has it. */
  readonly url: string
  /** Of all. */
  cpuUs(): number
  journal(): Promise<JetStreamJournal>
  close(): Promise<void>
}

/** One, which can be ended and started again on its store. */
export interface NatsProcess extends NatsProcesses {
  /** That runs now. */
  server(): ServerProcess
  /** Ends it gently and starts it again; resolves when the stream can be asked, with how long that took. */
  restart(): Promise<number>
}

/** Three, which keep everything three times; all on the servers' core. */
export async function startThree(): Promise<NatsProcesses> {
  const folder = await newFolder()
  const servers: ServerProcess[] = []
  const url = await startServers(folder, servers)
  return {
    folder,
    url,
    cpuUs: () => servers.reduce((sum, server) => sum + server.cpuUs(), 0),
    journal: () =>
      openJetStreamJournal({ servers: serversIn(url), replicas: 3, clock: nodePorts().clock }),
    async close() {
      for (const server of servers) await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function newFolder(): Promise<string> {
  await mkdir(SCRATCH, { recursive: true })
  const folder = await mkdtemp(join(SCRATCH, 'scale-'))
  await prepareFolder(folder)
  return folder
}

export async function startNats(): Promise<NatsProcess> {
  const folder = await newFolder()
  const file = join(folder, 'nats.conf')
  await writeFile(file, `jetstream { store_dir: "${join(folder, 'store')}" }\n`)
  const port = await freePort()
  const url = `nats://127.0.0.1:${port}`
  const args = ['-c', file, '-a', '127.0.0.1', '-p', String(port)]
  const start = () => startServer(() => ({ program: findNats(), args, env: {}, cwd: folder }), port)
  const journal = () =>
    openJetStreamJournal({ servers: [url], replicas: 1, clock: nodePorts().clock })
  let server = await start()
  return {
    folder,
    url,
    server: () => server,
    cpuUs: () => server.cpuUs(),
    journal,
    async restart() {
      await server.stop()
      const begunAt = performance.now()
      server = await start()
      const opened = await journal()
      const tookMs = performance.now() - begunAt
      await opened.close()
      return tookMs
    },
    async close() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
