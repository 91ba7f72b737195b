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
import { type AdminPorts, newAdmin } from './admin.ts'
import type { Config } from './config.ts'
import { lanAddresses } from './classroom/addresses.ts'
import { openControl } from './control.ts'
import { codeInCookies, type Invitations, openInvitations } from './invitations.ts'
import { collectWhenIdle, newBusyShare, newCollector } from './idle-memory.ts'
import { openListener } from './listener.ts'
import type { LogEvent } from './log.ts'
import { openMeasuring } from './measuring.ts'
import { openMirrorTokens } from './mirror-tokens.ts'
import { OperatorProblem } from './operator-problem.ts'
import { asProblem } from './nats-store.ts'
import { watchNats } from './nats-watch.ts'
import { openStore } from './open-store.ts'
import { isLoopbackName, newOwnOrigins, normalOrigin, openedAt, ownOrigins } from './origins.ts'
import { newPeerAddresses } from './peer-address.ts'
import { newReadiness } from './readiness.ts'
import { type HttpPorts, serveHttp } from './serve-http.ts'
import type { Store } from './store.ts'
import { serveUpgrades } from './upgrade.ts'
import { type Carrying, openCarrying, type Route, routeFrom } from './upstream/carrying.ts'
import { readWebFiles, readWidgetFiles, type WebFiles } from './web-files.ts'

const MIB = 1_048_576

export interface RunningParley {
  readonly port: number
  /** Where the app can be opened, this machine's name for itself first. */
  readonly urls: readonly string[]
  /** A code with which somebody may found groups here, good for so many days. */
  newInvitation(days: number): string
  /** Resolves when everything taken is durable and the port is free. */
  close(): Promise<void>
  /** Where groups are carried to and from, if anywhere. */
  readonly route: Route | undefined
}

type Log = (event: LogEvent) => void

/** What a relay in a special house has beside the ordinary one. */
export interface Extras {
  /** Further addresses under which people open it, in one spelling each. */
  isOrigin(origin: string): boolean
  /** Where whoever opens an invitation is led. */
  readonly welcomeAt: string
  serve(ports: {
    readonly invitations: Invitations
    sessionsCount(): number
  }): NonNullable<HttpPorts['answerMore']>
}

export async function runParley(config: Config, log: Log, extras?: Extras): Promise<RunningParley> {
  const files = await mustReadFiles(config)
  const listening: { port?: number } = {}
  const isOrigin = newOrigins(config, listening, extras)
  const { store, relay, route, ...kept } = await openHouse(config, isOrigin, log)
  const { journal } = store
  const { invitations, mirrorBy } = kept
  const carrying: { now?: Carrying } = {}
  const measuring = openMeasuring(relay, { data: config.data, store }, () => carrying.now?.status())
  const told = { ...whereabouts(config, listening), newInvitation: invitations.newCode }
  const answerAdmin = newAdmin({ ...measuring, ...told, journal: store.level, log })
  const proxied = newProxied(config)
  let isStopping = false
  const readiness = { store, counts: relay.counts, now: Date.now }
  const unreadiness = newReadiness({ ...readiness, isStopping: () => isStopping })
  const { isSecure } = proxied
  const addresses = () => reachableAt(config, listening)
  const parts = { files, config, answerAdmin, invitations, unreadiness, isSecure, addresses }
  const answer = serveHttp({ ...parts, ...servedMore(extras, { invitations, relay }) })
  const peerOf = newPeers(proxied, config, invitations)
  let stopUpgrades = (): void => undefined
  const prepare = (server: Server): void => {
    stopUpgrades = serveUpgrades(server, { relay, peerOf, mirrorBy, pages: config.pages })
  }
  const onBadCertificate = (error: string): void => log({ type: 'certificate-unusable', error })
  const control = await openControl(config.data, answerAdmin)
  async function stop(listener?: { close(): Promise<void> }): Promise<void> {
    isStopping = true
    stopUpgrades()
    measuring.close()
    kept.stopWatching()
    await control.close() // a backup would keep purges waiting
    const freed = listener?.close()
    await relay.close()
    await journal.close()
    await freed
  }
  const certificates = { onBadCertificate, onRenewed: () => log({ type: 'certificate-renewed' }) }
  const listener = await openListener(config, { answer, prepare, ...certificates }).catch(
    async (error: unknown) => {
      await stop()
      throw error
    },
  )
  const { port } = listener
  listening.port = port
  log({ type: 'started', port, docsStored: relay.stats().docsStored })
  if (route !== undefined) carrying.now = openCarrying(relay, route, log)
  return {
    port,
    urls: urlsOf(config, port),
    newInvitation: invitations.newCode,
    route,
    async close() {
      log({ type: 'stopping' })
      await stop(listener)
      log({ type: 'stopped' })
    },
  }
}

function watchStore({ nats }: Store, log: Log): () => void {
  if (nats === undefined) return () => undefined
  const { clock } = nodePorts()
  return watchNats({ journal: nats, log, now: clock.now, every: clock.every })
}

function watchMemory(relay: Relay): () => void {
  const { clock } = nodePorts()
  return collectWhenIdle({
    docsInMemory: () => relay.stats().docsInMemory,
    busyShare: newBusyShare(),
    collect: newCollector(),
    every: clock.every,
  })
}

async function mustReadFiles({ web, widget }: Config): Promise<WebFiles> {
  const files = await readWebFiles(web)
  if (files !== undefined) return new Map([...(await readWidgetFiles(widget)), ...files])
  throw new OperatorProblem(
    `There is no built web app in ${web}. Build it with "npm start", or set PARLEY_WEB to where it is.`,
  )
}

/** All that lies in the data folder, opened; what stands in the way is said before anything is served. */
async function openHouse(config: Config, isOrigin: (origin: string) => boolean, log: Log) {
  const { store, relay } = await openKept(config, isOrigin, log)
  try {
    const route = routeFrom(config, relay.groups())
    const invitations = await openInvitations(config.data, Date.now)
    const { read: mirrorBy } = await openMirrorTokens(config.data, Date.now)
    const stops = [watchStore(store, log), watchMemory(relay)]
    const stopWatching = (): void => stops.forEach((stop) => stop())
    return { store, relay, route, invitations, mirrorBy, stopWatching }
  } catch (error) {
    await relay.close()
    await store.journal.close()
    throw error
  }
}

/** Without a list this machine's own addresses, as they are now: a laptop changes networks. */
function newOrigins(
  { origins }: Config,
  listening: { readonly port?: number },
  extras: Extras | undefined,
): (origin: string) => boolean {
  let isOwn: ((origin: string) => boolean) | undefined
  return (text) => {
    const origin = normalOrigin(text)
    if (origin === undefined || listening.port === undefined) return false
    isOwn ??= newOwnOrigins(listening.port, () => performance.now())
    const isKnown = origins === undefined ? isOwn(origin) : origins.includes(origin)
    return isKnown || extras?.isOrigin(origin) === true
  }
}

function servedMore(
  extras: Extras | undefined,
  { invitations, relay }: { readonly invitations: Invitations; readonly relay: Relay },
): Pick<HttpPorts, 'welcomeAt' | 'answerMore'> {
  if (extras === undefined) return {}
  const sessionsCount = (): number => {
    const { openSessions, mirrors } = relay.stats()
    return openSessions - mirrors
  }
  return {
    welcomeAt: extras.welcomeAt,
    answerMore: extras.serve({ invitations, sessionsCount }),
  }
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

/** By others: not the names that lead every machine to itself. The network they are likeliest in comes first. */
function reachableAt(config: Config, { port }: { readonly port?: number }): readonly string[] {
  if (port === undefined) return []
  const likely = lanAddresses()
  const rankOf = (url: string) => {
    const rank = likely.indexOf(new URL(url).hostname)
    return rank < 0 ? likely.length : rank
  }
  return urlsOf(config, port)
    .filter((url) => !isLoopbackName(new URL(url).hostname))
    .toSorted((one, other) => rankOf(one) - rankOf(other))
}

interface Kept {
  readonly store: Store
  readonly relay: Relay
}

/** A store that turns out damaged while it is read is rebuilt, once. */
async function openKept(
  config: Config,
  isOrigin: (origin: string) => boolean,
  log: Log,
): Promise<Kept> {
  const store = await openStore(config)
  const { journal, level, neighbours } = store
  if (level?.repaired !== undefined) log({ type: 'store-repaired', how: level.repaired })
  try {
    const relay = await openRelay({
      ...nodePorts(),
      journal,
      ...(neighbours !== undefined && { neighbours }),
      log,
      isOrigin,
      limits: {
        sessionsPerAddress: config.sessionsPerAddress,
        sessionsPerDevice: config.sessionsPerDevice,
        groupBytes: config.groupMib * MIB,
      },
    })
    return { store, relay }
  } catch (error) {
    await journal.close()
    if (store.nats !== undefined) return asProblem(error)
    if (level === undefined || !isCorruption(error) || level.repaired !== undefined) throw error
    await markDamaged(config.data)
    return openKept(config, isOrigin, log)
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
  if (origins !== undefined) return ownFirst(origins, ownOrigins(port, host))
  const scheme = tlsCert === undefined ? 'http:' : 'https:'
  const urls = ownOrigins(port, host).filter((url) => url.startsWith(scheme))
  const isUsable = (url: string): boolean => !url.includes('[') && !url.includes('127.0.0.1')
  return urls.some(isUsable) ? urls.filter(isUsable) : urls.slice(0, 1)
}

/** Of relays that have the same list each says its own address, where one of them is. */
function ownFirst(origins: readonly string[], own: readonly string[]): readonly string[] {
  const isOwn = (origin: string): number => Number(own.includes(origin))
  return origins.toSorted((one, other) => isOwn(other) - isOwn(one))
}
