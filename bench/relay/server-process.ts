/**
 * A server as a real process on a core of its own: started, measured by /proc, ended by its id.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { cpus } from 'node:os'

export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly cwd: string
}

export interface ServerProcess {
  readonly port: number
  /** Where there are several, by turns; the first is `port`. */
  readonly ports?: readonly number[]
  readonly pid: number
  /** CPU of all its threads so far, microseconds. */
  cpuUs(): number
  /** Of them, its main thread: the rest compiles, collects garbage and writes to disk. */
  mainCpuUs(): number
  /** Resident memory now, bytes. */
  rssBytes(): number
  /** What it said last, for when it goes wrong. */
  said(): string
  /** Gently, and after a while not. Resolves when it is gone. */
  stop(): Promise<void>
  /** As a power cut would. */
  kill(): Promise<void>
}

const START_LIMIT_MS = 60_000
const LOOK_AGAIN_MS = 20
const STOP_LIMIT_MS = 20_000
const SAID_KEPT = 4_000

/** Cores for the server and for the clients, where there are two and a way to say so. */
export const CORES = { server: 0, clients: 1, arePinned: cpus().length > 1 && hasTaskset() }

/** Resolves when it takes connections, at a free port if none is told. Throws with what it said when it does not. */
export async function startServer(
  command: (port: number) => Command,
  at?: number,
): Promise<ServerProcess> {
  const port = at ?? (await freePort())
  const { program, args, env, cwd } = command(port)
  const [first, ...rest] = CORES.arePinned
    ? ['taskset', '-c', String(CORES.server), program, ...args]
    : [program, ...args]
  const child = spawn(first, rest, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const die = (): void => void child.kill('SIGKILL')
  process.once('exit', die) // nothing we started outlives us
  child.once('exit', () => process.off('exit', die))
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => (said = (said + String(text)).slice(-SAID_KEPT)))
  await listening(child, port, () => said)
  return serverOf(child, port, () => said)
}

function serverOf(child: ChildProcess, port: number, said: () => string): ServerProcess {
  const pid = child.pid ?? 0
  return {
    port,
    pid,
    said,
    cpuUs: () => readdirSync(`/proc/${pid}/task`).reduce((sum, one) => sum + cpuOf(pid, one), 0),
    mainCpuUs: () => cpuOf(pid, String(pid)),
    rssBytes: () => Number(/VmRSS:\s+(\d+) kB/.exec(statusOf(pid))?.[1] ?? 0) * 1_024,
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  }
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
  await gone
  clearTimeout(timer)
}

async function listening(child: ChildProcess, port: number, said: () => string): Promise<void> {
  const until = performance.now() + START_LIMIT_MS
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended at once: ${said()}`)
    if (await isListening(port)) return
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
  child.kill('SIGKILL')
  throw new Error(`the server did not come up: ${said()}`)
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}

/** Microseconds that a thread was on a core; a thread that has just ended counts nothing. */
function cpuOf(pid: number, thread: string): number {
  try {
    const [ranNs = '0'] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')
    return Number(ranNs) / 1_000
  } catch {
    return 0
  }
}

function statusOf(pid: number): string {
  return readFileSync(`/proc/${pid}/status`, 'utf8')
}

function hasTaskset(): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => {
    try {
      return readdirSync(folder).includes('taskset')
    } catch {
      return false // no such folder
    }
  })
}

/** This process is the clients; the server has the other core. */
export function pinSelf(): void {
  if (!CORES.arePinned) return
  spawnSync('taskset', ['-a', '-p', '-c', String(CORES.clients), String(process.pid)])
}
