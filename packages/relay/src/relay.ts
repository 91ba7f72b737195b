/**
 * A relay: passes records on that it cannot read, and keeps them for whoever is away.
 *
 * This file only puts the parts together. See SPEC.md for what it promises.
 */
import type { GroupId } from '@parley/protocol'
import { closeDoc } from './answer-step1.ts'
import { newAudience } from './audience.ts'
import { openCatalogue } from './catalogue.ts'
import type { RelayContext } from './context.ts'
import { newContradictions } from './contradictions.ts'
import { Counts } from './counts.ts'
import type { Journal, SharedEntry } from './journal/journal.ts'
import { newDoor } from './door.ts'
import { newFanOut } from './fan-out.ts'
import { newLaggards } from './laggards.ts'
import { DEFAULT_LIMITS, type RelayLimits } from './limits.ts'
import { newLinkingRooms } from './linking-rooms.ts'
import { NO_NEIGHBOURS } from './neighbours.ts'
import { newNotices } from './notices.ts'
import { OpenDocs } from './open-docs.ts'
import type { Peer, RelayEvent, RelayPorts, RelaySocket } from './ports.ts'
import { newPresenceBoard } from './presence.ts'
import { openMeters } from './meters.ts'
import { openPurging } from './purging.ts'
import { takeEntry } from './shared-log.ts'
import { serveSession } from './serve-session.ts'
import { serveStock, type StockPorts } from './stock/serve-stock.ts'
import { newTallies } from './tallies.ts'
import type { SessionRules } from './session.ts'
import { NEAR_ORIGIN } from './upstream/crossing.ts'
import type { UpstreamPorts } from './upstream/ports.ts'
import { openUpstream, type Upstream } from './upstream/upstream.ts'

export interface RelayStats {
  readonly sessions: number
  /** Sessions whose inventory was answered. */
  readonly openSessions: number
  /** Of them, relays that carry groups to and from here. */
  readonly mirrors: number
  readonly docsStored: number
  readonly docsInMemory: number
}

export interface Relay {
  /** Serves a socket that is open. */
  accept(socket: RelaySocket, peer: Peer): void
  /** Serves a socket on which a stock y-websocket provider speaks: it reads one document, by a token. */
  acceptStock(socket: RelaySocket, peer: Peer, asked: StockPorts['asked']): void
  /** Carries groups to and from another relay from now on. */
  carry(ports: UpstreamPorts): Upstream
  /** Every group it holds. */
  groups(): readonly GroupId[]
  stats(): RelayStats
  /** What it counted since it was opened; goes on counting. */
  readonly counts: Counts
  /** Ends every session; resolves when everything taken is durable. The journal stays open. */
  close(): Promise<void>
}

/** Reads what the journal holds first: nothing is answered before. */
export async function openRelay(ports: RelayPorts): Promise<Relay> {
  const limits = { ...DEFAULT_LIMITS, ...ports.limits }
  const { context, close } = await openContext(ports, limits)
  const rules = rulesFrom(ports, limits)
  const door = newDoor(context)
  const upstreams = new Set<Upstream>()

  return {
    accept(socket, peer) {
      const nonce = ports.random(32)
      door.admit(socket, peer, (hooks) =>
        serveSession({ socket, peer, context, rules, nonce, ...hooks }),
      )
    },
    acceptStock(socket, peer, asked) {
      const { isOrigin } = rules
      door.admit(socket, peer, (hooks) =>
        serveStock({ socket, peer, context, isOrigin, asked, ...hooks }),
      )
    },
    carry(upstreamPorts) {
      const { groups } = upstreamPorts
      const near = { ...rules, isOrigin: (origin: string) => origin === NEAR_ORIGIN }
      const peer: Peer = { address: 'upstream', mirror: { groups, endsAt: Infinity } }
      const upstream = openUpstream(
        {
          context,
          random: ports.random,
          accept(socket) {
            const nonce = ports.random(32)
            door.admit(socket, peer, (hooks) =>
              serveSession({ socket, peer, context, rules: near, nonce, ...hooks }),
            )
          },
        },
        upstreamPorts,
      )
      upstreams.add(upstream)
      return upstream
    },
    counts: context.counts,
    groups: () => context.catalogue.groups(),
    stats: () => ({
      sessions: door.sessionsCount(),
      openSessions: context.audience.count(),
      mirrors: context.audience.mirrorsCount(),
      docsStored: context.catalogue.docsCount(),
      docsInMemory: context.docs.count(),
    }),
    async close() {
      for (const upstream of upstreams) upstream.close()
      door.close()
      await close()
    },
  }
}

async function openContext(
  ports: RelayPorts,
  limits: RelayLimits,
): Promise<{ readonly context: RelayContext; close(): Promise<void> }> {
  const { journal, clock, verify } = ports
  const counts = new Counts()
  const log = (event: RelayEvent): void => {
    if (event.type === 'journal-failed') counts.journalFailures++
    ports.log?.(event)
  }
  const shared = followFrom(journal)
  await shared.begun
  const catalogue = await openCatalogue(journal, log)
  const fanOut = newFanOut()
  const onDiscarded = (names: readonly string[]): void => {
    for (const doc of names)
      for (const { client } of fanOut.followersOf(doc)) closeDoc(context, client, doc, 'busy')
  }
  const { takeEntry: heard } = shared
  const onUnclean = (doc: string): void => context.purging.clearLater(doc)
  const docsPorts = { journal, clock, verify, limits, catalogue, log, onDiscarded, onUnclean }
  const docs = new OpenDocs({ ...docsPorts, takeEntry: heard })
  const audience = newAudience(catalogue)
  const notices = newNotices({ clock, limits, docs, fanOut, audience })
  const { noteChange } = notices
  const { neighbours = NO_NEIGHBOURS } = ports
  const rooms = newLinkingRooms(clock, neighbours)
  const meters = openMeters(clock)
  const laggards = newLaggards<() => void>(limits.allQueuedBytes, (end) => end())
  const perDevice = newTallies()
  const parts = { journal, clock, verify, limits, catalogue, docs, fanOut, rooms, audience }
  const purging = await openPurging({ ...parts, noteChange, log })
  const presence = newPresenceBoard({ ...parts, neighbours })
  const contradictions = newContradictions({ ...parts, log })
  const context: RelayContext = {
    ...parts,
    ...{ purging, contradictions, presence, counts, meters, perDevice, laggards },
    noteChange,
    log,
  }
  shared.open((entry) => takeEntry(context, entry))
  purging.start()
  return {
    context,
    async close() {
      notices.close()
      meters.close()
      rooms.close()
      presence.close()
      contradictions.close()
      await purging.close()
      await docs.close()
    },
  }
}

/** What others put into the log is kept until this relay can take it. */
function followFrom(journal: Journal) {
  const waiting: SharedEntry[] = []
  let takeEntry = (entry: SharedEntry): void => void waiting.push(entry)
  return {
    begun: journal.follow?.((entry) => takeEntry(entry)),
    takeEntry: (entry: SharedEntry): void => takeEntry(entry),
    open(take: (entry: SharedEntry) => void): void {
      takeEntry = take
      for (const entry of waiting.splice(0)) take(entry)
    },
  }
}

function rulesFrom({ verify, isOrigin }: RelayPorts, limits: RelayLimits): SessionRules {
  return {
    verify,
    isOrigin,
    bytes: { perSecond: limits.bytesPerSecond, burst: limits.bytesBurst },
    frames: { perSecond: limits.framesPerSecond, burst: limits.framesBurst },
    unprovedBytes: limits.unprovedBytes,
    handshakeMs: limits.handshakeMs,
    idleMs: limits.idleMs,
  }
}
