/** One NATS server with JetStream as a process of its own, which can be ended and started again on its store. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nodePorts } from '@parley/relay'
import { type JetStreamJournal, openJetStreamJournal } from '@parley/relay/jetstream'
import { findNats } from '../relay/cluster-process.ts'
import { prepareFolder, SCRATCH } from '../relay/contenders.ts'
import { freePort, type ServerProcess, startServer } from '../relay/server-process.ts'

export interface NatsProcess {
  readonly folder: string
  readonly url: string
  /** Of the process that runs now. */
  server(): ServerProcess
  journal(): Promise<JetStreamJournal>
  /** Ends it gently and starts it again; resolves when the stream can be asked, with how long that took. */
  restart(): Promise<number>
  close(): Promise<void>
}

export async function startNats(): Promise<NatsProcess> {
  await mkdir(SCRATCH, { recursive: true })
  const folder = await mkdtemp(join(SCRATCH, 'scale-'))
  await prepareFolder(folder)
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
