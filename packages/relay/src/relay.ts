/**
 * A relay: passes records on that it cannot read, and keeps them for whoever is away.
 *
 * This file only puts the parts together. See SPEC.md for what it promises.
 */
import { openCatalogue } from './catalogue.ts'
import type { RelayContext } from './context.ts'
import { newFanOut } from './fan-out.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { newNotices } from './notices.ts'
import { newOpenDocs } from './open-docs.ts'
import type { Peer, RelayEvent, RelayPorts, RelaySocket } from './ports.ts'
import { serveSession } from './serve-session.ts'
import { CLOSE_REASONS, type CloseReason, type SessionRules } from './session.ts'
import { closeDoc } from './answer-step1.ts'

export interface RelayStats {
  readonly sessions: number
  /** Sessions whose inventory was answered. */
  readonly openSessions: number
  readonly docsStored: number
  readonly docsInMemory: number
}

export interface Relay {
  /** Serves a socket that is open. */
  accept(socket: RelaySocket, peer: Peer): void
  stats(): RelayStats
  /** Ends every session; resolves when everything taken is durable. The journal stays open. */
  close(): Promise<void>
}

/** Reads what the journal holds first: nothing is answered before. */
export async function openRelay(ports: RelayPorts): Promise<Relay> {
  const { journal, clock, verify } = ports
  const limits = { ...DEFAULT_LIMITS, ...ports.limits }
  const log = (event: RelayEvent): void => ports.log?.(event)
  const catalogue = await openCatalogue(journal, log)
  const fanOut = newFanOut()
  const docs = newOpenDocs({ journal, clock, verify, limits, catalogue, log, onDiscarded })
  const clients: RelayContext['clients'] = new Set()
  const notices = newNotices({ clock, limits, docs, fanOut, clients })
  const context: RelayContext = {
    ...{ journal, clock, verify, limits, catalogue, docs, fanOut, clients, log },
    noteChange: notices.noteChange,
  }
  const rules: SessionRules = {
    ...{ verify, isOrigin: ports.isOrigin },
    bytes: { perSecond: limits.bytesPerSecond, burst: limits.bytesBurst },
    frames: { perSecond: limits.framesPerSecond, burst: limits.framesBurst },
    ...{ handshakeMs: limits.handshakeMs, idleMs: limits.idleMs },
  }
  const ends = new Map<RelaySocket, (reason: CloseReason) => void>()
  const perAddress = new Map<string, number>()
  let isClosed = false

  function onDiscarded(names: readonly string[]): void {
    for (const doc of names)
      for (const { client } of fanOut.followersOf(doc)) closeDoc(context, client, doc, 'busy')
  }

  function countAddress(address: string, change: number): number {
    const count = (perAddress.get(address) ?? 0) + change
    if (count > 0) perAddress.set(address, count)
    else perAddress.delete(address)
    return count
  }

  return {
    accept(socket, peer) {
      if (isClosed) return socket.close(CLOSE_REASONS.stopping, 'stopping')
      if ((perAddress.get(peer.address) ?? 0) >= limits.sessionsPerAddress)
        return socket.close(CLOSE_REASONS['too-many'], 'too-many')
      countAddress(peer.address, 1)
      let isOver = false
      const end = serveSession({
        ...{ socket, peer, context, rules },
        nonce: ports.random(32),
        onEnd() {
          isOver = true
          countAddress(peer.address, -1)
          ends.delete(socket)
        },
      })
      if (!isOver) ends.set(socket, end)
    },
    stats: () => ({
      sessions: ends.size,
      openSessions: clients.size,
      docsStored: catalogue.docsCount(),
      docsInMemory: docs.count(),
    }),
    async close() {
      isClosed = true
      notices.close()
      for (const end of [...ends.values()]) end('stopping')
      await docs.close()
    },
  }
}
