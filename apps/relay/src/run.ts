/**
 * Starts everything in order and stops it in the reverse: data, app, relay, socket.
 *
 * What an operator can put right is an `OperatorProblem`, said in one sentence with the fix.
 */
import type { IncomingMessage, Server } from 'node:http'
import {
  isCorruption,
  markDamaged,
  nodePorts,
  openRelay,
  type Peer,
  type Relay,
} from '@parley/relay'
import type { LevelJournal } from '@parley/relay'
import { type AdminPorts, newAdmin } from './admin.ts'
import type { Config } from './config.ts'
import { openControl } from './control.ts'
import { openDataFolder } from './data-folder.ts'
import { codeInCookies, type Invitations, openInvitations } from './invitations.ts'
import { openListener } from './listener.ts'
import type { LogEvent } from './log.ts'
import { openMeasuring } from './measuring.ts'
import { OperatorProblem } from './operator-problem.ts'
import { normalOrigin, openedAt, ownOrigins } from './origins.ts'
import { newPeerAddresses } from './peer-address.ts'
import { newReadiness } from './readiness.ts'
import { serveHttp } from './serve-http.ts'
import { serveUpgrades } from './upgrade.ts'
import { readWebFiles, type WebFiles } from './web-files.ts'

const MIB = 1_048_576

export interface RunningParley {
  readonly port: number
  /** Where the app can be opened, this machine's name for itself first. */
  readonly urls: readonly string[]
  /** Resolves when everything taken is durable and the port is free. */
  close(): Promise<void>
}

type Log = (event: LogEvent) => void

export async function runParley(config: Config, log: Log): Promise<RunningParley> {
  const files = await mustReadWebFiles(config.web)
  const origins = new Set(config.origins)
  const { journal, relay } = await openKept(config, origins, log)
  const invitations = await openInvitations(config.data, Date.now)
  const measuring = openMeasuring(relay, config.data)
  const listening: { port?: number } = {}
  const told = { ...whereabouts(config, listening), newInvitation: invitations.newCode }
  const answerAdmin = newAdmin({ ...measuring, ...told, journal, log })
  const proxied = newProxied(config)
  let isStopping = false
  const readiness = { data: config.data, counts: relay.counts, now: Date.now }
  const unreadiness = newReadiness({ ...readiness, isStopping: () => isStopping })
  const { isSecure } = proxied
  const answer = serveHttp({ files, config, answerAdmin, invitations, unreadiness, isSecure })
  const peerOf = newPeers(proxied, config, invitations)
  let stopUpgrades = (): void => undefined
  const prepare = (server: Server): void => {
    stopUpgrades = serveUpgrades(server, { relay, peerOf, pages: config.pages })
  }
  const onBadCertificate = (error: string): void => log({ type: 'certificate-unusable', error })
  const control = await openControl(config.data, answerAdmin)
  async function stop(listener?: { close(): Promise<void> }): Promise<void> {
    isStopping = true
    stopUpgrades()
    measuring.close()
    await control.close() // a backup would keep purges waiting
    const freed = listener?.close()
    await relay.close()
    await journal.close()
    await freed
  }
  const onRenewed = (): void => log({ type: 'certificate-renewed' })
  const certificates = { onBadCertificate, onRenewed }
  const listener = await openListener(config, { answer, prepare, ...certificates }).catch(
    async (error: unknown) => {
      await stop()
      throw error
    },
  )
  const { port } = listener
  listening.port = port
  if (config.origins === undefined) for (const origin of ownOrigins(port)) origins.add(origin)
  log({ type: 'started', port, docsStored: relay.stats().docsStored })
  return {
    port,
    urls: urlsOf(config, port),
    async close() {
      log({ type: 'stopping' })
      await stop(listener)
      log({ type: 'stopped' })
    },
  }
}

async function mustReadWebFiles(web: string): Promise<WebFiles> {
  const files = await readWebFiles(web)
  if (files !== undefined) return files
  throw new OperatorProblem(
    `There is no built web app in ${web}. Build it with "npm start", or set PARLEY_WEB to where it is.`,
  )
}

/** What is known of the address only once the relay listens. */
function whereabouts(
  config: Config,
  listening: { readonly port?: number },
): Pick<AdminPorts, 'data' | 'port' | 'home' | 'closed'> {
  return {
    data: config.data,
    closed: config.closed,
    port: () => listening.port,
    home: () => (listening.port === undefined ? undefined : urlsOf(config, listening.port)[0]),
  }
}

interface Kept {
  readonly journal: LevelJournal
  readonly relay: Relay
}

/** A store that turns out damaged while it is read is rebuilt, once. */
async function openKept(config: Config, origins: ReadonlySet<string>, log: Log): Promise<Kept> {
  const journal = await openDataFolder(config.data)
  if (journal.repaired !== undefined) log({ type: 'store-repaired', how: journal.repaired })
  try {
    const relay = await openRelay({
      ...nodePorts(),
      journal,
      log,
      isOrigin: (origin) => origins.has(normalOrigin(origin) ?? ''),
      limits: {
        sessionsPerAddress: config.sessionsPerAddress,
        sessionsPerDevice: config.sessionsPerDevice,
        groupBytes: config.groupMib * MIB,
      },
    })
    return { journal, relay }
  } catch (error) {
    await journal.close()
    if (!isCorruption(error) || journal.repaired !== undefined) throw error
    await markDamaged(config.data)
    return openKept(config, origins, log)
  }
}

interface Proxied {
  addressOf(request: IncomingMessage): string
  isSecure(request: IncomingMessage): boolean
}

function newProxied({ trustedProxies, tlsCert }: Config): Proxied {
  const nameOf = newPeerAddresses(trustedProxies)
  return {
    addressOf: ({ socket, headers }) =>
      nameOf({
        remoteAddress: socket.remoteAddress,
        forwardedFor: headers['x-forwarded-for']?.toString(),
      }),
    // Said by anybody it makes a cookie of their own stricter, and no more.
    isSecure: ({ headers }) => tlsCert !== undefined || headers['x-forwarded-proto'] === 'https',
  }
}

function newPeers(
  { addressOf, isSecure }: Proxied,
  { closed }: Config,
  { endOf }: Invitations,
): (request: IncomingMessage) => Peer {
  return (request) => {
    const code = codeInCookies(request.headers.cookie)
    const mayFound = !closed || (code !== undefined && endOf(code) !== undefined)
    const opened = openedAt(request.headers, isSecure(request))
    return { address: addressOf(request), mayFound, openedAt: opened }
  }
}

function urlsOf({ origins, tlsCert, host }: Config, port: number): readonly string[] {
  if (origins !== undefined) return origins
  const scheme = tlsCert === undefined ? 'http:' : 'https:'
  const urls = ownOrigins(port, host).filter((url) => url.startsWith(scheme))
  const isUsable = (url: string): boolean => !url.includes('[') && !url.includes('127.0.0.1')
  return urls.some(isUsable) ? urls.filter(isUsable) : urls.slice(0, 1)
}
