/**
 * Starts everything in order and stops it in the reverse: data, app, relay, socket.
 *
 * What an operator can put right is a `StartProblem`, said in one sentence with the fix.
 */
import { once } from 'node:events'
import { mkdir, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { dirname } from 'node:path'
import { JournalUnavailable, nodePorts, openLevelJournal, openRelay } from '@parley/relay'
import type { RelayEvent } from '@parley/relay'
import { type Config, normalOrigin, ownOrigins } from './config.ts'
import { serveUpgrades } from './upgrade.ts'
import { serveWeb } from './serve-web.ts'
import { readWebFiles } from './web-files.ts'

/** Something the operator can put right; the message says how. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem'
}

export interface RunningParley {
  readonly port: number
  /** Where the app can be opened, this machine's name for itself first. */
  readonly urls: readonly string[]
  /** Resolves when everything taken is durable and the port is free. */
  close(): Promise<void>
}

export async function runParley(
  config: Config,
  log: (event: RelayEvent) => void,
): Promise<RunningParley> {
  const files = await readWebFiles(config.web)
  if (files === undefined) {
    throw new StartProblem(
      `There is no built web app in ${config.web}. Build it with "npm start", or set PARLEY_WEB to where it is.`,
    )
  }
  const journal = await openJournal(config.data)
  const origins = new Set(config.origins)
  const relay = await openRelay({
    ...nodePorts(),
    journal,
    log,
    isOrigin: (origin) => origins.has(normalOrigin(origin) ?? ''),
  })
  const server = createServer(serveWeb({ files, health: () => ({ ...relay.stats() }) }))
  const stopUpgrades = serveUpgrades(server, relay)
  try {
    await listen(server, config.port)
  } catch (error) {
    await relay.close()
    await journal.close()
    throw error
  }
  const port = portOf(server)
  if (config.origins === undefined) for (const origin of ownOrigins(port)) origins.add(origin)

  return {
    port,
    urls: urlsOf(config, port),
    async close() {
      stopUpgrades()
      const closed = once(server, 'close')
      server.close()
      await relay.close()
      await journal.close()
      server.closeAllConnections()
      await closed
    },
  }
}

async function openJournal(path: string) {
  try {
    await makeDirectory(path)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new StartProblem(
      `The data directory ${path} cannot be made (${said}). Set PARLEY_DATA to a directory this user may write to.`,
    )
  }
  try {
    return await openLevelJournal(path)
  } catch (error) {
    if (!(error instanceof JournalUnavailable)) throw error
    throw new StartProblem(
      `${error.message} Set PARLEY_DATA to use another, as in PARLEY_DATA=./data2 npm start.`,
    )
  }
}

/** One level at a time: node's own recursion never ends where a directory refuses to appear (/proc). */
async function makeDirectory(path: string): Promise<void> {
  const isDirectory = await stat(path).then(
    (found) => found.isDirectory(),
    () => undefined,
  )
  if (isDirectory) return
  if (isDirectory === false) throw new Error('a file of that name is in the way')
  if (dirname(path) !== path) await makeDirectory(dirname(path))
  await mkdir(path)
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port)
  try {
    await once(server, 'listening')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE') {
      throw new StartProblem(
        `Port ${port} is in use by another program. Choose another, as in PORT=${port === 65_535 ? 8080 : port + 1} npm start.`,
      )
    }
    if (code === 'EACCES') {
      throw new StartProblem(
        `This user may not listen on port ${port}. Choose one above 1023, as in PORT=8080 npm start.`,
      )
    }
    throw error
  }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return address.port
}

function urlsOf(config: Config, port: number): readonly string[] {
  if (config.origins !== undefined) return config.origins
  const isUsable = (url: string): boolean => url.startsWith('http:') && !url.includes('[')
  return ownOrigins(port).filter((url) => isUsable(url) && !url.includes('127.0.0.1'))
}
