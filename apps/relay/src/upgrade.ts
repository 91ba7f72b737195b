/**
 * WebSocket upgrades: Parley's socket at `/` with its subprotocol; everything else is refused in
 * words, before a socket exists (AT68: stock providers at `/<doc>` come with a later version).
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { MAX_FRAME_BYTES, SUBPROTOCOL } from '@parley/protocol'
import { type Relay, relaySocketOf } from '@parley/relay'
import { WebSocketServer } from 'ws'

/** Serves the relay's sockets on an HTTP server; returns how to stop accepting. */
export function serveUpgrades(server: Server, relay: Relay): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false, // sealed bytes do not compress
    autoPong: false, // answered by relaySocketOf, which looks at what is queued first
    maxPayload: MAX_FRAME_BYTES,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  })

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const problem = problemWith(request)
    if (problem !== undefined) return refuse(socket, problem)
    const address = request.socket.remoteAddress ?? 'unknown'
    sockets.handleUpgrade(request, socket, head, (accepted) =>
      relay.accept(relaySocketOf(accepted), { address }),
    )
  }

  server.on('upgrade', upgrade)
  return () => {
    server.off('upgrade', upgrade)
    sockets.close()
  }
}

interface Problem {
  readonly status: string
  readonly words: string
}

function problemWith({ url = '', headers }: IncomingMessage): Problem | undefined {
  const [path] = url.split('?')
  if (path !== '/') {
    const words = `This relay has one socket, at "/". It cannot serve a plain Yjs provider at "${url.slice(0, 80)}" yet.`
    return { status: '404 Not Found', words }
  }
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim())
  if (offered.includes(SUBPROTOCOL)) return undefined
  const words = `This relay speaks the subprotocol ${SUBPROTOCOL}; the client did not offer it.`
  return { status: '400 Bad Request', words }
}

/** The other side may never hang up: what was refused is closed from here (AT93). */
function refuse(socket: Duplex, { status, words }: Problem): void {
  socket.once('finish', () => socket.destroy())
  const body = Buffer.from(`${words}\n`)
  socket.end(
    `HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n` +
      `x-content-type-options: nosniff\r\ncontent-length: ${body.length}\r\n\r\n${body.toString()}`,
  )
}
