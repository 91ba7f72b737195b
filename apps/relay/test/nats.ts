/** A NATS server with JetStream: a process of its own on a free port of loopback. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { freePort, reach } from './programs.ts'

const START_LIMIT_MS = 30_000

export interface NatsServer {
  readonly url: string
  start(): Promise<void>
  /** Killed as by a power cut; what it stored stays. */
  kill(): Promise<void>
  close(): Promise<void>
}

/** `settings`: further lines of its configuration. */
export async function startNats(program: string, settings: string): Promise<NatsServer> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-app-nats-'))
  const port = await freePort()
  const lines = [
    `listen: "127.0.0.1:${port}"`,
    `jetstream { store_dir: "${join(folder, 'store')}" }`,
    settings,
  ]
  const file = join(folder, 'nats.conf')
  await writeFile(file, lines.join('\n'))
  let child: ChildProcess | undefined

  async function start(): Promise<void> {
    child = spawn(program, ['-c', file, '-l', join(folder, 'log')], { stdio: 'ignore' })
    await vi.waitFor(() => reach(port), { timeout: START_LIMIT_MS, interval: 50 })
  }

  async function kill(): Promise<void> {
    if (child === undefined) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    child = undefined
  }

  await start()
  return {
    url: `nats://127.0.0.1:${port}`,
    start,
    kill,
    async close() {
      await kill()
      await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
