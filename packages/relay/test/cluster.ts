/** Three NATS servers and three relays, as an operator runs them: processes of their own on loopback. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { vi } from 'vitest'
import { findNats, freePorts, type NatsServers, startNats } from './nats.ts'

const PROGRAM = fileURLToPath(new URL('../../../apps/relay/bin/parley.mjs', import.meta.url))
const START_LIMIT_MS = 60_000
/** Under which test clients say that they dialled a relay. */
const ORIGIN = 'http://relay.test'

export interface ClusterNode {
  readonly port: number
  start(): Promise<void>
  /** Killed as by a power cut. */
  kill(): Promise<void>
  /** It stands still where it is; nobody is told. */
  freeze(): void
  thaw(): void
  /** Why it takes nothing, in its own words; `undefined`: it is ready. */
  unready(): Promise<string | undefined>
  /** All that it wrote on standard error since it was started first. */
  log(): string
}

export interface Cluster {
  readonly nats: NatsServers
  readonly nodes: readonly [ClusterNode, ClusterNode, ClusterNode]
  close(): Promise<void>
}

/** `undefined` where no NATS server is installed. `settings`: of every relay, by its variables. */
export async function startCluster(
  settings: Readonly<Record<string, string>> = {},
): Promise<Cluster | undefined> {
  const program = findNats()
  if (program === undefined) return undefined
  const nats = await startNats(program, 3)
  const folder = await mkdtemp(join(tmpdir(), 'parley-cluster-'))
  const web = join(folder, 'web') // nobody opens the app here, which need not be built
  await mkdir(web)
  await writeFile(join(web, 'index.html'), '<!doctype html><title>Nothing to see</title>')
  const [one = 0, two = 0, three = 0] = await freePorts(3)
  const nodeAt = (port: number): ClusterNode =>
    newNode(port, {
      PARLEY_DATA: join(folder, String(port)),
      PARLEY_NATS: nats.urls.join(','),
      PARLEY_ORIGINS: ORIGIN,
      PARLEY_WEB: web,
      ...settings,
    })
  const nodes = [nodeAt(one), nodeAt(two), nodeAt(three)] as const
  const close = async (): Promise<void> => {
    await Promise.all(nodes.map((node) => node.kill()))
    await nats.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    await Promise.all(nodes.map((node) => node.start()))
  } catch (error) {
    await close()
    throw error
  }
  return { nats, nodes, close }
}

function newNode(port: number, env: Readonly<Record<string, string>>): ClusterNode {
  let child: ChildProcess | undefined
  let said = ''
  return {
    port,
    async start() {
      child = spawn(process.execPath, [PROGRAM, 'relay', '--port', String(port)], {
        env: { ...unsettled(process.env), ...env },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      child.stderr?.on('data', (text: Buffer) => (said += text.toString()))
      const ended = once(child, 'exit').then(() => {
        throw new Error(`the relay ended: ${said}`)
      })
      ended.catch(() => undefined) // also when it is killed later
      const answering = vi.waitFor(() => unreadinessAt(port), {
        timeout: START_LIMIT_MS,
        interval: 100,
      })
      await Promise.race([answering, ended])
    },
    async kill() {
      if (child?.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    unready: () => unreadinessAt(port),
    log: () => said,
  }
}

/** Without what is set for the tests or for another relay: one refuses a setting that it does not know. */
function unsettled(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('PARLEY_')))
}

/** Rejects while nobody listens. */
async function unreadinessAt(port: number): Promise<string | undefined> {
  const url = `http://127.0.0.1:${port}/readyz`
  const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) })
  const text = await answer.text()
  return answer.status === 200 ? undefined : text
}
