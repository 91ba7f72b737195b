/**
 * `parley classroom` as its own process, on its own data. It keeps its port over restarts, and takes no name in the
 * network: a test has none of its own. Only the process started here is ever stopped, by its id.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './relay-process.ts'

const ROOT = join(import.meta.dirname, '..')
/** Printed last. */
const READY = 'What is written is kept in'

export class ClassroomProcess {
  readonly #port: number
  readonly #data: string
  readonly #words: readonly string[]
  #running: { readonly process: ChildProcess; readonly ended: Promise<unknown> } | undefined
  /** What it is started with besides, from the next start on. */
  #carrying: { readonly words: readonly string[]; readonly token: string } | undefined
  #said = ''
  #onSaid: () => void = () => undefined

  private constructor(port: number, data: string, words: readonly string[]) {
    this.#port = port
    this.#data = data
    this.#words = words
  }

  /** `host`: under which name students open it, if not by one of this machine's numbers. */
  static async start({ name, host }: { name: string; host?: string }): Promise<ClassroomProcess> {
    const port = await freePort()
    const data = await mkdtemp(join(tmpdir(), 'parley-class-'))
    const origins = host === undefined ? [] : ['--origins', `http://${host}:${port}`]
    const room = new ClassroomProcess(port, data, ['--name', name, ...origins])
    await room.startsAgain()
    return room
  }

  async startsAgain(): Promise<void> {
    const child = this.#spawn()
    const ended = once(child, 'close')
    this.#running = { process: child, ended }
    this.#said = ''
    const isReady = new Promise<boolean>((resolve) => {
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk: Buffer) => {
          this.#said += chunk.toString()
          this.#onSaid()
          if (this.#said.includes(READY)) resolve(true)
        })
      void ended.then(() => resolve(false))
    })
    if (!(await isReady)) throw new Error(`The class did not start: ${this.#said}`)
  }

  #spawn(): ChildProcess {
    const { words: more = ['--log', 'off'], token } = this.#carrying ?? {}
    const own = ['--port', String(this.#port), '--data', this.#data, '--no-mdns', ...more]
    const words = ['apps/relay/bin/parley.mjs', 'classroom', ...own, ...this.#words]
    const env = token === undefined ? process.env : { ...process.env, PARLEY_UPSTREAM_TOKEN: token }
    return spawn(process.execPath, words, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  }

  /** Started again, with another relay that the class is carried to and from. */
  async startsAgainAfterClass(upstream: string, token: string): Promise<void> {
    this.#carrying = { words: ['--upstream', upstream], token }
    await this.startsAgain()
  }

  /** Resolves when it says that it is in step with the other relay. */
  async isInStep(): Promise<void> {
    const isSaid = (): boolean => this.#said.includes('In step with')
    if (isSaid()) return
    await new Promise<void>((resolve) => {
      this.#onSaid = () => {
        if (isSaid()) resolve()
      }
    })
  }

  /** Where the app is opened: on the laptop itself by default. */
  url(host = 'localhost'): string {
    return `http://${host}:${this.#port}/`
  }

  /** The teacher's own link, as the command printed it, on the laptop. */
  get teacherLink(): string {
    const [, code] = /\/invitation\/([\w-]+)/.exec(this.#said) ?? []
    if (code === undefined) throw new Error(`No teacher's link: ${this.#said}`)
    return `${this.url()}invitation/${code}`
  }

  /** As a laptop whose battery is out. */
  async isKilled(): Promise<void> {
    await this.#end('SIGKILL')
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
