/**
 * A real relay as its own process, on its own data, that tests may kill, empty and start again.
 *
 * It keeps its port for its whole life, because people's pages have dialled it. Only the process
 * started here is ever killed, by its id.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '..')

/** Lets a test move the relay's clock: the offset comes over the process's own channel. */
const MOVABLE_CLOCK = `data:text/javascript,${encodeURIComponent(`
  const now = Date.now
  let offsetMs = 0
  Date.now = () => now() + offsetMs
  process.on('message', (ms) => {
    offsetMs = ms
    process.send('moved')
  })
  process.channel?.unref() // a relay that cannot start still ends
`)}`

interface Running {
  readonly process: ChildProcess
  readonly ended: Promise<unknown>
}

export class RelayProcess {
  readonly port: number
  readonly #data: string
  readonly #env: Readonly<Record<string, string>>
  #running: Running | undefined

  private constructor(port: number, data: string, env: Readonly<Record<string, string>>) {
    this.port = port
    this.#data = data
    this.#env = env
  }

  /** `hosts`: names under which people will open it, if not this machine's own; `settings`: further variables. */
  static async start(
    hosts: readonly string[] = [],
    settings: Readonly<Record<string, string>> = {},
  ): Promise<RelayProcess> {
    const port = await freePort()
    const data = await mkdtemp(join(tmpdir(), 'parley-e2e-'))
    const origins = hosts.map((host) => `http://${host}:${port}`).join(',')
    const env = origins === '' ? settings : { PARLEY_ORIGINS: origins, ...settings }
    const relay = new RelayProcess(port, data, env)
    await relay.startsAgain()
    return relay
  }

  /** Where people open the app. `localhost` is a secure context, other names on http are not. */
  url(host = 'localhost'): string {
    return `http://${host}:${this.port}/`
  }

  async startsAgain(): Promise<void> {
    const { process, ended, output } = spawnRelay(this.port, this.#data, this.#env)
    this.#running = { process, ended }
    const isReady = new Promise<boolean>((resolve) => {
      process.stdout?.on('data', () => output().includes('Parley is ready') && resolve(true))
      void ended.then(() => resolve(false))
    })
    if (!(await isReady)) throw new Error(`The relay did not start: ${output()}`)
  }

  /** As a power cut would: nothing is flushed, nobody is told. */
  async isKilled(): Promise<void> {
    await this.#end('SIGKILL')
  }

  /** What its operator gives to whoever runs another relay of this group. */
  async mirrorTokenFor(group: string): Promise<string> {
    const words = ['apps/relay/bin/parley.mjs', 'token', '--mirror', group, '--data', this.#data]
    const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: ROOT })
    return stdout.trim().replace('PARLEY_UPSTREAM_TOKEN=', '')
  }

  /** A new, empty disk. */
  async losesItsDisk(): Promise<void> {
    await this.#end('SIGKILL')
    await rm(this.#data, { recursive: true, force: true })
  }

  async moveClock(ms: number): Promise<void> {
    const process = this.#running?.process
    if (process === undefined) throw new Error('The relay is not running.')
    process.send(ms)
    await once(process, 'message')
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
    await rm(this.#data, { recursive: true, force: true })
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const running = this.#running
    this.#running = undefined
    if (running === undefined) return
    running.process.kill(signal)
    await running.ended
  }
}

/** Runs the `parley` command; what it printed, standard output and errors together, is `output()`. */
export function spawnRelay(port: number, data: string, env: Readonly<Record<string, string>> = {}) {
  const args = ['--import', 'tsx', '--import', MOVABLE_CLOCK, 'apps/relay/src/main.ts']
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), PARLEY_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  }
  return { process: child, ended: once(child, 'close'), output: () => printed }
}

/** Free a moment ago, which is as much as anyone can know. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0)
  await once(server, 'listening')
  const address = server.address()
  const closed = once(server, 'close')
  server.close()
  await closed
  if (address === null || typeof address === 'string') throw new Error('No port is free.')
  return address.port
}
