/**
 * A cluster as one server to the loads: three NATS servers and so many relays, each a process of its own, all on
 * the servers' core. Their CPU and memory are counted together; members go to the relays in turn.
 */
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { type Command, freePort, type ServerProcess, startServer } from './server-process.ts'

const SERVERS = [1, 2, 3]
/** Debian keeps it out of ordinary users' path. */
const MORE_FOLDERS = ['/usr/sbin', '/usr/local/sbin']

export interface ClusterSize {
  readonly nodes: number
  /** Everybody is at the first relay, and of the last alone is told what it takes. */
  readonly isLastIdle?: boolean
}

/** `relayIn`: how a relay is started that has this folder. Throws where no NATS server is installed. */
export async function startClusterOf(
  { nodes, isLastIdle = false }: ClusterSize,
  folder: string,
  relayIn: (folder: string) => (port: number) => Command,
): Promise<ServerProcess> {
  const processes: ServerProcess[] = []
  try {
    const servers = await startServers(folder, processes)
    const ports: number[] = []
    for (let node = 1; node <= nodes; node++) {
      const relay = await startServer((port) => {
        const command = relayIn(join(folder, `node${node}`))(port)
        const env = { PARLEY_WEB: join(folder, 'web'), PARLEY_NATS: servers }
        return { ...command, env: { ...command.env, ...env } }
      })
      processes.push(relay)
      ports.push(relay.port)
    }
    const all = together(processes, ports)
    const last = processes.at(-1)
    if (!isLastIdle || last === undefined) return all
    const { cpuUs, mainCpuUs, rssBytes } = last
    return { ...all, ports: ports.slice(0, 1), cpuUs, mainCpuUs, rssBytes }
  } catch (error) {
    for (const one of processes) await one.kill()
    throw error
  }
}

/** Three NATS servers that are one cluster; answers their addresses, and adds them to `processes`. */
export async function startServers(folder: string, processes: ServerProcess[]): Promise<string> {
  const program = findNats()
  const routes = await Promise.all(SERVERS.map(() => freePort()))
  for (const [at, route] of routes.entries()) {
    const home = join(folder, `nats${at}`)
    await mkdir(home, { recursive: true })
    const others = routes.map((port) => `nats-route://127.0.0.1:${port}`).join(', ')
    const settings = [
      `server_name: n${at}`,
      `jetstream { store_dir: "${join(home, 'store')}" }`,
      `cluster { name: bench, listen: "127.0.0.1:${route}", routes: [${others}] }`,
    ]
    await writeFile(join(home, 'nats.conf'), settings.join('\n'))
    const server = await startServer((port) => ({
      program,
      args: ['-c', join(home, 'nats.conf'), '-a', '127.0.0.1', '-p', String(port)],
      env: {},
      cwd: home,
    }))
    processes.push(server)
  }
  return processes.map(({ port }) => `nats://127.0.0.1:${port}`).join(',')
}

function together(processes: readonly ServerProcess[], ports: readonly number[]): ServerProcess {
  const sum = (of: (one: ServerProcess) => number): number =>
    processes.reduce((total, one) => total + of(one), 0)
  const [first = 0] = ports
  return {
    port: first,
    ports,
    pid: 0,
    cpuUs: () => sum((one) => one.cpuUs()),
    mainCpuUs: () => sum((one) => one.mainCpuUs()),
    rssBytes: () => sum((one) => one.rssBytes()),
    said: () => processes.map((one) => one.said()).join('\n'),
    stop: () => endAll(processes, 'stop'),
    kill: () => endAll(processes, 'kill'),
  }
}

/** Relays before the servers they keep everything in. */
async function endAll(processes: readonly ServerProcess[], how: 'stop' | 'kill'): Promise<void> {
  for (const one of processes.toReversed()) await one[how]()
}

export function findNats(): string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...MORE_FOLDERS]
  const found = folders
    .map((folder) => join(folder, 'nats-server'))
    .find((path) => existsSync(path))
  if (found !== undefined) return found
  throw new Error('no NATS server is installed: on Debian, apt install nats-server')
}
